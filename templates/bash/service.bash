# Stops LEADER and its group; when it returns, nothing of them lives.
stop_service() {
  local load began
  measure && in_seconds "${USE[2]}" && read -r load _ </proc/loadavg
  BEFORE=("old_pid=${LEADER}" "memory_before=${USE[0]}" "pss_before=${USE[1]}" "cpu=${REPLY}s")
  now && began=${REPLY}
  BEFORE+=("uptime=$((began / 1000 - BEGAN / 100))s" "open_files=${USE[3]}" "load=${load}")
  ((DRY_RUN == 0)) || { log info would_stop "pids=${!GROUP[*]}" "signal=${STOP_SIGNAL}" && return; }
  COMMITTED=1
  if ! empty_group "${STOP_SIGNAL}" "${STOP_TIMEOUT}"; then
    ((STOP_KILL)) || fail_to_stop
    KILLED=1
    log warn killing "pids=${!GROUP[*]}"
    empty_group KILL 10000 || fail_to_stop
  fi
  now && GONE_AT=${REPLY} && in_seconds "$((GONE_AT - began))" && TOOK=${REPLY}
  log info stopped "pid=${LEADER}" "signal=${STOP_SIGNAL}" "took=${TOOK}s" "killed=${KILLED}"
}
# Not even KILL ends what waits for its disk, in state D.
fail_to_stop() {
  local pid still=''
  for pid in "${!GROUP[@]}"; do ! read_stat "${pid}" || still+=" ${pid}:${STAT[0]}"; done
  fail 10 "the old process would not go:${still}"
}
# start_anew EVENT cleans up, starts it until it stays up, and reports.
# A failed attempt leaves nothing behind.
start_anew() {
  local delay=${START_RETRY_DELAY} status=0 pid
  ((READY)) || prepare_child
  ((DRY_RUN == 0)) || { log info would_start "command=${COMMAND[*]}" && finish 0 previewed; }
  COMMITTED=1
  [[ ! -e ${STOPPED} ]] || rm -f -- "${STOPPED}"
  hook forget_checks
  hook clean_up
  hook await_free_port
  for ((ATTEMPT = 1; ; ATTEMPT++)); do
    # Somebody may have killed it while it waited.
    ((READY)) && is_alive "${NEW}" "${NEW_BEGAN}" || prepare_child
    hook forget_pid_file
    take_lock
    READY=0 && now && RELEASED_AT=${REPLY}
    { printf 'go\n' >&"${CHILD[1]:-99}"; } 2>/dev/null || :
    show_file "${RECORD}" && show_pid_file || log warn unrecorded "pid=${NEW}"
    hook await_daemon
    LEADER=${NEW} BEGAN=${NEW_BEGAN} SESSION=${NEW} GROUP=() && GROUP[NEW]=${NEW_BEGAN}
    empty_group '' "$((START_SETTLE > 200 ? START_SETTLE : 200))" || break
    wait "${JOB}" 2>/dev/null || status=$?
    log error start_failed "pid=${NEW}" "attempt=${ATTEMPT}" "status=${status}"
    STRANGERS_UNTIL=0 && find_group
    # With scope process some of the old one may live on.
    for pid in "${!GROUP[@]}"; do
      ((GROUP[pid] * 10 + 10 > RELEASED_AT)) || unset -v "GROUP[pid]"
    done
    empty_group KILL 10000 || fail_to_stop
    ((ATTEMPT < START_ATTEMPTS)) || fail 11 'it did not stay up'
    nap "${delay}" && delay=$((delay * 2))
  done
  hook await_health
  is_recorded || fail 73 "it runs as ${NEW}, but its PID file could not be written"
  find_group && measure && in_seconds "$((GONE_AT ? RELEASED_AT - GONE_AT : 0))"
  finish 0 "$1" "${BEFORE[@]}" "new_pid=${NEW}" "memory_after=${USE[0]}" "pss_after=${USE[1]}" \
    "stop=${TOOK}s" "killed=${KILLED}" "downtime=${REPLY}s" "attempts=${ATTEMPT}"
}
replace_service() { prepare_child && stop_service && start_anew restarted; }
# It runs already: its record and its PID file become true again.
confirm() {
  ((ORPHAN == 0)) || replace_service
  ((DRY_RUN)) || is_recorded || { write_record && put_file "${PID_FILE}" "${LEADER}"; } || :
  ((DRY_RUN)) || [[ ${ACTION} != start ]] || rm -f -- "${STOPPED}"
  finish 0 unchanged "pid=${LEADER}"
}
