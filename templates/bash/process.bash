# Milliseconds since boot: nobody sets that clock.
now() { read -r REPLY _ </proc/uptime && REPLY=$((10#${REPLY/./} * 10)); }
in_seconds() { printf -v REPLY '%d.%03d' "$(($1 / 1000))" "$(($1 % 1000))"; }
# Without a fork, on a silent pipe; but before bash 5.2 such a read may miss its alarm and hang.
nap() {
  in_seconds "$1"
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 502)) && sleep "${REPLY}" {LOCK}>&- && return
  [[ -n ${NAPS} ]] || exec {NAPS}<> <(:)
  read -r -t "${REPLY}" -u "${NAPS}" || :
}
# STAT of process $1: 0 state, 1 parent, 3 session, 11 and 12 CPU ticks, 16 nice, 19 start.
read_stat() {
  local line='' head
  { IFS= read -r -d '' line <"/proc/$1/stat"; } 2>/dev/null || [[ -n ${line} ]] || return 1
  # The name before them may hold blanks and brackets, so they are counted from its end.
  head=${line:0:100} && head=${head%"${head##*) }"}
  # shellcheck disable=SC2206 # Before bash 5.1 a here-string is a file, and needs space.
  STAT=(${line:${#head}})
}
# Is $1 the process that began at tick $2, and alive? A zombie is gone, unless a thread of it lives.
is_alive() {
  read_stat "$1" && [[ ${STAT[19]} == "$2" ]] || return 1
  [[ ${STAT[0]} != [ZX] ]] || { set -- "/proc/$1/task/"* && (($# > 1)); }
}
# USE of GROUP: memory (RSS) and proportional memory (PSS) in bytes, CPU milliseconds, open files.
measure() {
  local pid key value files
  USE=(0 0 0 0)
  for pid in "${!GROUP[@]}"; do
    read_stat "${pid}" && files=("/proc/${pid}/fd/"*) || continue
    USE[2]=$((USE[2] + (STAT[11] + STAT[12]) * 10)) USE[3]=$((USE[3] + ${#files[@]}))
    while read -r key value _; do
      [[ ${key} != VmRSS: ]] || USE[0]=$((USE[0] + value * 1024))
      [[ ${key} != Pss: ]] || USE[1]=$((USE[1] + value * 1024))
    done < <(cat "/proc/${pid}/status" "/proc/${pid}/smaps_rollup" 2>/dev/null)
  done
}
