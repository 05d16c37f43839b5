gate_uptime() {
  local limit=${LIMIT[uptime_above]:-} up
  [[ -n ${limit} ]] || return 0
  now && up=$((REPLY - BEGAN * 10))
  note_gate uptime "$((up > limit))" "uptime=$((up / 1000))s" "uptime_above=$((limit / 1000))s"
}
