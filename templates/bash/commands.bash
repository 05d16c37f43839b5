# A pause and a stop on purpose hold until --force.
read_pause() {
  { read -r -n 300 UNTIL REASON <"${PAUSED}"; } 2>/dev/null || return 1
  printf -v REPLY '%(%s)T' -1
  [[ ${UNTIL} =~ ^[0-9]{1,12}$ ]] && ((UNTIL > REPLY)) && timestamp "${UNTIL}.000" && UNTIL=${REPLY}
}
check_gates() {
  ((FORCE == 0)) || return 0
  ! read_pause || finish 20 skipped "until=${UNTIL}" "reason=paused: ${REASON}"
  [[ ! -e ${STOPPED} ]] || finish 20 skipped 'reason=stopped on purpose'
}
# Stops LEADER and its group; when it returns, nothing of them lives.
stop_service() {
  local load began pid
  measure && in_seconds "${USE[2]}" && read -r load _ </proc/loadavg
  BEFORE=("old_pid=${LEADER}" "memory_before=${USE[0]}" "pss_before=${USE[1]}" "cpu=${REPLY}s")
  now && began=${REPLY}
  BEFORE+=("uptime=$((began / 1000 - BEGAN / 100))s" "open_files=${USE[3]}" "load=${load}")
  if ((DRY_RUN)); then
    log info would_stop "pids=${!GROUP[*]}" "signal=${STOP_SIGNAL}"
    return 0
  fi
  COMMITTED=1
  if ! empty_group "${STOP_SIGNAL}" "${STOP_TIMEOUT}"; then
    ((STOP_KILL == 0)) || { KILLED=1 && log warn killing "pids=${!GROUP[*]}"; }
    if ((STOP_KILL == 0)) || ! empty_group KILL 10000; then
      for pid in "${!GROUP[@]}"; do
        ! read_stat "${pid}" || BEFORE+=("still=${pid}:${STAT[0]}")
      done
      fail 10 'the old process would not go'
    fi
  fi
  now && GONE_AT=${REPLY} && in_seconds "$((GONE_AT - began))" && TOOK=${REPLY}
  log info stopped "pid=${LEADER}" "signal=${STOP_SIGNAL}" "took=${TOOK}s" "killed=${KILLED}"
}
# start_anew EVENT cleans up, starts it until it stays up, and reports.
# A failed attempt leaves nothing behind.
start_anew() {
  local delay=${START_RETRY_DELAY} status=0
  ((READY)) || prepare_child
  ((DRY_RUN == 0)) || { log info would_start "command=${COMMAND[*]}" && finish 0 previewed; }
  hook clean_up
  hook await_free_port
  COMMITTED=1
  for ((ATTEMPT = 1; ; ATTEMPT++)); do
    ((READY)) || prepare_child
    hook forget_pid_file
    READY=0 && now && RELEASED_AT=${REPLY}
    { printf 'go\n' >&"${CHILD[1]}"; } 2>/dev/null || :
    mv -fT -- "${RECORD}.new" "${RECORD}" && show_pid_file || log warn unrecorded "pid=${NEW}"
    hook await_daemon
    LEADER=${NEW} BEGAN=${NEW_BEGAN} SESSION=${NEW} GROUP=() && GROUP[NEW]=${NEW_BEGAN}
    empty_group '' "$((START_SETTLE > 200 ? START_SETTLE : 200))" || break
    wait "${JOB}" 2>/dev/null || status=$?
    log error start_failed "pid=${NEW}" "attempt=${ATTEMPT}" "status=${status}"
    STRANGERS_UNTIL=0 && find_group
    empty_group KILL 10000 || fail 10 "still there: ${!GROUP[*]}"
    ((ATTEMPT < START_ATTEMPTS)) || fail 11 'it did not stay up'
    nap "${delay}" && delay=$((delay * 2))
  done
  hook await_health
  rm -f -- "${STOPPED}"
  find_group && measure && in_seconds "$((GONE_AT ? RELEASED_AT - GONE_AT : 0))"
  finish 0 "$1" "${BEFORE[@]}" "new_pid=${NEW}" "memory_after=${USE[0]}" "pss_after=${USE[1]}" \
    "stop=${TOOK}s" "killed=${KILLED}" "downtime=${REPLY}s" "attempts=${ATTEMPT}"
}
replace_service() { prepare_child && stop_service && start_anew restarted; }
# It runs already: its PID file becomes true again.
confirm() {
  ((ORPHAN == 0)) || replace_service
  if ((DRY_RUN == 0)); then
    read_pid_file && [[ ${REPLY} == "${LEADER}" ]] || put_file "${PID_FILE}" "${LEADER}" || :
    [[ ${ACTION} != start ]] || rm -f -- "${STOPPED}"
  fi
  finish 0 unchanged "pid=${LEADER}"
}
# Runs a step that this configuration may be without.
hook() { ! declare -F "$1" >/dev/null || "$@"; }
cmd_restart() {
  open_state
  check_gates
  ! identify || replace_service
  start_anew started
}
cmd_start() {
  open_state
  ! identify || confirm
  start_anew started
}
cmd_stop() {
  open_state
  ((DRY_RUN)) || put_file "${STOPPED}" yes || deny
  ! identify || stop_service
  ((DRY_RUN)) || rm -f -- "${PID_FILE}" "${RECORD}" "${RECORD}.new"
  finish 0 stopped "${BEFORE[@]}" "stop=${TOOK}s" "killed=${KILLED}"
}
# Cron calls this every few minutes: a healthy process costs neither the lock nor a fork.
cmd_ensure() {
  check_gates
  if read_record "${RECORD}" && read_pid_file && [[ ${REPLY} == "${LEADER}" ]] \
    && hook probe_health; then
    finish 0 unchanged "pid=${LEADER}"
  fi
  open_state
  identify || start_anew started
  ! hook probe_health || confirm
  log warn unhealthy "pid=${LEADER}" && replace_service
}
# The exit status is that of an LSB init script.
cmd_status() {
  local state=stopped status=3 up='' memory='' last='' outcome='' next="${0##*/} start"
  choose_user
  if [[ -d ${STATE_DIRECTORY} && ! -x ${STATE_DIRECTORY} ]]; then
    state=unknown status=4 next='ask as root'
  elif DRY_RUN=1 QUIET=1 && identify 2>/dev/null; then
    measure && now && up=$((REPLY / 1000 - BEGAN / 100)) memory=${USE[0]}
    state=running status=0 next='nothing to do'
  elif [[ -e ${PID_FILE} && ! -e ${STOPPED} ]]; then
    state=dead status=1
  fi
  { read -r last outcome <"${LAST}"; } 2>/dev/null || :
  read_pause || UNTIL=''
  if ((JSON)); then
    printf '{"service":"%s","state":"%s","pid":%s,"uptime_seconds":%s,"memory_bytes":%s,' \
      "${SERVICE}" "${state}" "${LEADER:-null}" "${up:-null}" "${memory:-null}"
    printf '"last_outcome":"%s","last_run":"%s","paused_until":"%s"}\n' \
      "${outcome}" "${last}" "${UNTIL}" | sed 's/""/null/g'
  else
    printf '%s is %s%s%s, last run: %s, next: %s\n' "${SERVICE}" "${state}" \
      "${UNTIL:+, paused until ${UNTIL}}" \
      "${LEADER:+, pid ${LEADER}, up ${up}s, memory $((memory / 1048576))M}" \
      "${outcome:-none}${last:+ at ${last}}" "${next}"
  fi
  FINISHED=1 && exit "${status}"
}
# cmd_pause DURATION [REASON]...
cmd_pause() {
  local left=${1:-none} until
  local -A unit=([s]=1 [m]=60 [h]=3600 [d]=86400)
  printf -v until '%(%s)T' -1
  while [[ ${left} =~ ^([0-9]{1,6})([smhd]) ]]; do
    left=${left#"${BASH_REMATCH[0]}"}
    until=$((until + 10#${BASH_REMATCH[1]} * ${unit[${BASH_REMATCH[2]}]}))
  done
  [[ -z ${left} ]] || misuse 'pause needs a duration such as 30m or 2h'
  open_state && put_file "${PAUSED}" "${until} ${*:2}" || deny
  timestamp "${until}.000" && finish 0 paused "until=${REPLY}" "reason=${*:2}"
}
cmd_resume() { open_state && rm -f -- "${PAUSED}" && finish 0 resumed; }
