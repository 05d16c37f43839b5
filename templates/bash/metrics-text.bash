# family NAME TYPE HELP: in all files of a folder a family must have the same words.
family() {
  FAMILY=saikido_$1
  FAMILIES+="# HELP ${FAMILY} $3"$'\n'"# TYPE ${FAMILY} $2"$'\n'
}
# sample VALUE [LABEL VALUE]: neither a service's name nor our words have anything to escape.
sample() { FAMILIES+="${FAMILY}{service=\"${SERVICE}\"${2:+,$2=\"$3\"}} $1"$'\n'; }
# Seconds of the milliseconds of METRIC $1.
seconds() {
  local key=$1
  [[ -n ${METRIC[${key}]:-} ]] || return 0
  in_seconds "${METRIC[${key}]}" && sample "${REPLY}" "${@:2}"
}
print_families() {
  local key word FAMILY=''
  FAMILIES=''
  family restarts_total counter 'Restarts and starts, by outcome.'
  for word in failure skipped success; do
    sample "${METRIC[restarts_${word}]}" outcome "${word}"
  done
  family skipped_total counter 'Runs that were skipped, by reason.'
  for key in "${!METRIC[@]}"; do
    [[ ${key} != skipped_* ]] || sample "${METRIC[${key}]}" reason "${key#skipped_}"
  done
  family kills_total counter 'Restarts in which the old process had to be killed.'
  sample "${METRIC[kills]}"
  family last_run_timestamp_seconds gauge 'End of the last run.'
  sample "${METRIC[last_run]}"
  family last_success_timestamp_seconds gauge 'End of the last run that went well.'
  sample "${METRIC[last_success]}"
  family last_failure_timestamp_seconds gauge 'End of the last restart that failed.'
  sample "${METRIC[last_failure]}"
  family last_restart_timestamp_seconds gauge 'End of the last restart that was done.'
  sample "${METRIC[last_restart]}"
  family last_exit_status gauge 'Exit status of the last run.'
  sample "${METRIC[exit]}"
  family paused gauge 'Whether scheduled runs are paused.'
  sample "$((METRIC[paused_until] > 0))"
  family paused_until_timestamp_seconds gauge 'When the pause ends; 0: no pause.'
  sample "${METRIC[paused_until]}"
  if [[ -n ${METRIC[stop]:-} ]]; then
    family stop_seconds gauge 'Time that the last stop took.'
    seconds stop
  fi
  if [[ -n ${METRIC[downtime]:-} ]]; then
    family downtime_seconds gauge 'Time that it was down in the last restart.'
    seconds downtime
  fi
  print_use
}
print_use() {
  local phase
  [[ -n ${METRIC[memory_before]:-}${METRIC[memory_after]:-} ]] || return 0
  family memory_bytes gauge 'Memory (RSS) before and after the last restart.'
  for phase in before after; do
    [[ -z ${METRIC[memory_${phase}]:-} ]] || sample "${METRIC[memory_${phase}]}" phase "${phase}"
  done
  family process_cpu_seconds gauge 'CPU time before and after the last restart.'
  for phase in before after; do seconds "cpu_${phase}" phase "${phase}"; done
}
# The exporter may read at any moment: it finds the file of the run before, or this one, whole.
show_metrics() {
  print_families
  [[ ! -e ${METRICS_FILE}.new && ! -L ${METRICS_FILE}.new ]] || rm -f -- "${METRICS_FILE}.new"
  umask 022
  { printf '%s' "${FAMILIES}" >"${METRICS_FILE}.new"; } 2>/dev/null && show_file "${METRICS_FILE}" \
    || { umask 027 && return 1; }
  umask 027
}
