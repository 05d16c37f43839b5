# REPLY becomes when a file was last changed, in seconds; 0 without one.
changed_at() {
  REPLY=0
  [[ ! -e $1 ]] || REPLY=$(stat -c %Y -- "$1")
}
# Did it run when it should have, and did that end well? Every run leaves a line in the log or its
# outcome in the state; what was due while the machine was off or before the installation is not
# missing.
examine_runs() {
  local now log last file outcome='' since=0 up
  printf -v now '%(%s)T' -1
  values_of LOGS "${SERVICE}"
  place_of "${VALUES[0]}" && log=${REPLY}
  values_of STATES "${SERVICE}"
  place_of "${VALUES[0]}" && last=${REPLY}/last
  for file in "${log}" "${last}" "${STORE}/${SERVICE}/receipt"; do
    changed_at "${file}"
    ((REPLY <= since)) || since=${REPLY}
    ((REPLY <= now + 120)) || finding "${file} is from the future; set the clock, or touch the file"
  done
  read -r up _ </proc/uptime
  ((now - ${up%.*} <= since)) || since=$((now - ${up%.*}))
  examine_gap "$((now - since))" "${log}"
  [[ ! -r ${last} ]] || read -r _ outcome <"${last}" || :
  [[ ${outcome} != failure ]] || finding "its last run failed; the end of ${log} tells why"
}
# examine_gap SECONDS LOG
examine_gap() {
  values_of GAPS "${SERVICE}"
  ((${#VALUES[@]} == 0 || $1 <= ${VALUES[0]:-0})) \
    || finding "no run for $(($1 / 60)) minutes, and one is due every $((VALUES[0] / 60)); see $2"
}
