# A number below $2, always the same for text $1, and for other texts spread evenly (FNV-1a, mixed).
spread() {
  local text=$1 hash=2166136261 code i
  for ((i = 0; i < ${#text}; i++)); do
    printf -v code '%d' "'${text:i:1}"
    hash=$(((hash ^ (code & 255)) * 16777619 & 0xffffffff))
  done
  hash=$(((hash ^ hash >> 16) * 0x85ebca6b & 0xffffffff))
  hash=$(((hash ^ hash >> 13) * 0xc2b2ae35 & 0xffffffff))
  # 24 bits of it times the milliseconds of a year stay below 2^63.
  REPLY=$((((hash ^ hash >> 16) >> 8) * $2 >> 24))
}
# Hosts differ by machine-id, and clones, which share one, by name. The lock is not held meanwhile.
await_turn() {
  local window=${LIMIT[jitter]:-0} machine='' host='' delay
  ((window && FORCE == 0)) || return 0
  open_unlocked "${RECORD}"
  { read -r -n 64 machine </etc/machine-id; } 2>/dev/null || :
  { read -r -n 64 host </proc/sys/kernel/hostname; } 2>/dev/null || :
  spread "${machine} ${host} ${SERVICE}" "${window}"
  delay=${REPLY}
  in_seconds "${delay}"
  log info jitter "delay=${REPLY}s" "window=$((window / 1000))s"
  ((DRY_RUN)) || { now && doze_until "$((REPLY + delay))"; }
}
