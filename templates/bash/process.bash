# Milliseconds since boot, a clock that nobody sets; a sleep without a fork, on a silent pipe.
now() { read -r REPLY _ </proc/uptime && REPLY=$((10#${REPLY/./} * 10)); }
in_seconds() { printf -v REPLY '%d.%03d' "$(($1 / 1000))" "$(($1 % 1000))"; }
nap() {
  [[ -n ${NAPS} ]] || exec {NAPS}<> <(:)
  in_seconds "$1" && read -r -t "${REPLY}" -u "${NAPS}" || :
}
# STAT of process $1: 0 state, 1 parent, 3 session, 11 and 12 CPU ticks, 16 nice, 19 start.
read_stat() {
  local line='' head
  { IFS= read -r -d '' line <"/proc/$1/stat"; } 2>/dev/null || [[ -n ${line} ]] || return 1
  # The name before them may hold blanks and brackets, so they are counted from its end.
  head=${line:0:100} && head=${head%"${head##*) }"}
  read -r -a STAT <<<"${line:${#head}}"
}
# Is $1 the process that began at tick $2, and alive? A zombie is gone, unless a thread of it lives.
is_alive() {
  read_stat "$1" && [[ ${STAT[19]} == "$2" ]] || return 1
  [[ ${STAT[0]} != [ZX] ]] || { set -- "/proc/$1/task/"* && (($# > 1)); }
}
has_our_user() {
  local key='' uid=''
  while read -r key uid _ && [[ ${key} != Uid: ]]; do :; done 2>/dev/null <"/proc/$1/status"
  [[ ${uid} == "${ACCOUNT[2]}" || ${uid} == "${EUID}" ]]
}
# All that the service starts inherits its mark; on other users' processes it does not count.
has_mark() {
  local entries=()
  { mapfile -d '' -t entries <"/proc/$1/environ"; } 2>/dev/null || return 1
  printf -v REPLY '\n%s\n' "${entries[@]/*$'\n'*/}"
  [[ ${REPLY} == *$'\n'"SAIKIDO_SERVICE=${SERVICE}"$'\n'* ]] && has_our_user "$1"
}
# Adds to GROUP (PID to start) LEADER's session, children of members and bearers of our mark, never
# us. A stranger stays one for two seconds: too short for a number to come round again.
find_group() {
  local pid
  now && ((REPLY < STRANGERS_UNTIL)) || STRANGERS=() STRANGERS_UNTIL=$((REPLY + 2000))
  for pid in /proc/[0-9]*; do
    pid=${pid#/proc/}
    [[ -z ${STRANGERS[pid]:-}${GROUP[pid]:-}${ANCESTORS[pid]:-} ]] && read_stat "${pid}" || continue
    STRANGERS[pid]=1
    [[ ${STAT[3]} == "${SESSION}" || -n ${GROUP[STAT[1]]:-} ]] || has_mark "${pid}" || continue
    GROUP[pid]=${STAT[19]}
  done
}
# Sends $1 to the group until all of it is gone, newcomers included; fails after $2 milliseconds.
# Each receiver is proven ours at that moment; CONT wakes a stopped one. Without $1 it only waits.
empty_group() {
  local began pid waited asked=()
  now && began=${REPLY}
  while :; do
    for pid in "${!GROUP[@]}"; do
      is_alive "${pid}" "${GROUP[pid]}" || { unset -v "GROUP[pid]" && continue; }
      [[ -n $1 && -z ${asked[pid]:-} ]] || continue
      asked[pid]=1
      kill -s "$1" -- "${pid}" && kill -s CONT -- "${pid}" || :
    done 2>/dev/null
    ((${#GROUP[@]})) || [[ -z $1 || ${STOP_SCOPE} == process ]] || find_group
    now && waited=$((REPLY - began))
    ((${#GROUP[@]})) || return 0
    ((waited < $2)) || return 1
    # Naps grow with the wait; a long one sleeps on a pidfd, where the host has a tool for it.
    if ((WAITER && waited > 60 && $2 - waited > 1000)) && [[ -n ${GROUP[LEADER]:-} ]]; then
      timeout 1 pidwait -F "${RECORD}" &>/dev/null {LOCK}>&- &
      wait "$!" || (($? > 123)) || WAITER=0
    else
      nap "$((waited < 1000 ? waited / 20 + 1 : 50))"
    fi
  done
}
# USE of GROUP: memory (RSS), proportional memory (PSS), in bytes; CPU milliseconds; open files.
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
