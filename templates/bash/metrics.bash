# The counters stand in the state folder; what node_exporter reads is written from them.
readonly METRICS_STATE=${STATE_DIRECTORY}/metrics METRICS_FILE=${METRICS_DIRECTORY}/${SERVICE}.prom
declare -A METRIC=()
declare METRICS_LOCK='' FAMILIES=''
# write_metrics STATUS OUTCOME EVENT [KEY=VALUE]...: counts a run. What fails costs a warning.
write_metrics() {
  local -A told=()
  local field known=1
  # Who may not restart it may not write here either.
  ((DRY_RUN == 0)) && { ((EUID == 0)) || [[ -O ${STATE_DIRECTORY} ]]; } || return 0
  # The outcome stands: a signal changes it no more.
  trap : HUP INT TERM
  for field in "${@:4}"; do told[${field%%=*}]=${field#*=}; done
  hold_metrics "$3" || return 0
  read_metrics || known=0
  ((known)) || log warn metrics_lost "file=${METRICS_STATE}"
  count_run "$@"
  # A healthy process costs neither a sync nor a new state: the time is enough.
  if ((known)) && [[ $3 == unchanged && -e ${METRICS_STATE} ]]; then
    { printf '%010d\n' "${METRIC[last_run]}" 1<>"${METRICS_STATE}.seen"; } 2>/dev/null || :
  else
    save_metrics || log warn metrics_unsaved "file=${METRICS_STATE}"
  fi
  show_metrics || log warn metrics_failed "file=${METRICS_FILE}"
  [[ -z ${METRICS_LOCK} ]] || exec {METRICS_LOCK}<&-
}
# A lock of their own, as runs count that are skipped because of the other one. Who found all well
# leaves the writing to whoever is at it.
hold_metrics() {
  local lock=${METRICS_STATE}.lock
  [[ -e ${lock} ]] || (umask 077 && : >"${lock}") 2>/dev/null || :
  { exec {METRICS_LOCK}<"${lock}"; } 2>/dev/null || { METRICS_LOCK='' && return 0; }
  ! flock -n "${METRICS_LOCK}" || return 0
  [[ $1 != unchanged ]] || return 1
  timeout 5 flock "${METRICS_LOCK}" && return 0
  log warn metrics_failed "reason=${lock} is held"
  return 1
}
# METRIC becomes what the runs before left; a file that is not whole counts as lost.
read_metrics() {
  local key value seen='' whole=''
  METRIC=()
  while read -r key value; do
    whole=''
    [[ ${key} =~ ^[a-z_]{1,60}$ && ${value} =~ ^(0|[1-9][0-9]{0,14})$ ]] || break
    METRIC[${key}]=${value} whole=${key}
  done 2>/dev/null <"${METRICS_STATE}" || :
  if [[ ${whole} != whole ]]; then
    METRIC=()
    [[ ! -e ${METRICS_STATE} && ! -e ${METRICS_FILE} ]] || return 1
  fi
  { read -r -n 10 seen <"${METRICS_STATE}.seen"; } 2>/dev/null || :
  [[ ${seen} =~ ^[0-9]{10}$ ]] || return 0
  seen=$((10#${seen}))
  ((seen <= ${METRIC[last_success]:-0})) || METRIC[last_success]=${seen}
  ((seen <= ${METRIC[last_run]:-0})) || METRIC[last_run]=${seen} METRIC[exit]=0
}
save_metrics() {
  local key text=''
  unset -v 'METRIC[whole]'
  for key in "${!METRIC[@]}"; do text+="${key} ${METRIC[${key}]}"$'\n'; done
  put_file "${METRICS_STATE}" "${text}whole 1"
}
# count_run STATUS OUTCOME EVENT: the fields of the outcome are in told.
count_run() {
  local key time
  printf -v time '%(%s)T' -1
  for key in restarts_{success,failure,skipped} skipped_{paused,stopped,locked} kills exit \
    last_{run,success,failure,restart} paused_until; do
    METRIC[${key}]=${METRIC[${key}]:-0}
  done
  note_pause "${time}"
  [[ ${ACTION} == @(restart|start|stop|ensure) ]] || return 0
  METRIC[last_run]=${time} METRIC[exit]=$1
  METRIC[kills]=$((METRIC[kills] + KILLED))
  [[ $2 != success ]] || METRIC[last_success]=${time}
  if [[ $2 == skipped ]]; then
    [[ ${told[gate]:-} =~ ^[a-z_]{1,30}$ ]] || told[gate]=other
    count restarts_skipped && count "skipped_${told[gate]}"
  elif [[ $2 == failure && ${ACTION} != stop ]]; then
    count restarts_failure && METRIC[last_failure]=${time}
  elif [[ $3 == @(restarted|started) ]]; then
    count restarts_success && METRIC[last_restart]=${time}
  fi
  note_use
}
count() { METRIC[$1]=$((${METRIC[$1]:-0} + 1)); }
# When a pause is over, the next run notices.
note_pause() {
  local until=''
  { read -r -n 20 until _ <"${PAUSED}"; } 2>/dev/null || :
  [[ ${until} =~ ^[1-9][0-9]{0,11}$ ]] && ((until > $1)) || until=0
  METRIC[paused_until]=${until}
}
# Memory, CPU time and times of this run; of a run that measured nothing the last ones stay.
note_use() {
  local key
  if ((GONE_AT)); then
    set_milliseconds stop "${TOOK}s"
    set_milliseconds downtime "${told[downtime]:-}"
  fi
  [[ -n ${told[memory_before]:-}${told[memory_after]:-} ]] || return 0
  for key in memory_before memory_after cpu_before cpu_after; do unset -v "METRIC[${key}]"; done
  for key in memory_before memory_after; do
    [[ ! ${told[${key}]:-} =~ ^(0|[1-9][0-9]{0,14})$ ]] || METRIC[${key}]=${told[${key}]}
  done
  set_milliseconds cpu_before "${told[cpu]:-}"
  [[ -z ${told[memory_after]:-} ]] || METRIC[cpu_after]=${USE[2]}
}
# set_milliseconds KEY 1.204s
set_milliseconds() {
  [[ $2 =~ ^([0-9]{1,9})(\.([0-9]{3}))?s$ ]] || return 0
  METRIC[$1]=$((10#${BASH_REMATCH[1]} * 1000 + 10#${BASH_REMATCH[3]:-0}))
}
