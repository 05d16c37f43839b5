# What is the same for every manager that owns the process: the part above has look (is it up, and
# as what), is_gone, ask_to_start and ask_to_stop.
identify() {
  look || return 1
  ((INSIDE == 0)) || [[ ${ACTION} == status ]] || fail 10 'asked from inside the service itself'
}
is_recorded() { choose_user && identify; }
# Does a process still run that this script's forerunner, without a manager, started and recorded?
refuse_second_copy() {
  local pid began boot this_boot
  { read -r pid began boot _ <"${RECORD}"; } 2>/dev/null || return 0
  read -r this_boot </proc/sys/kernel/random/boot_id
  [[ ${boot} == "${this_boot}" && ${pid} =~ ^[1-9][0-9]{0,9}$ ]] && is_alive "${pid}" "${began}" \
    && [[ -z ${GROUP[pid]:-} ]] || return 0
  fail 10 "PID ${pid} still runs, which was started before the service had a manager: stop it first"
}
# All that can fail without touching the old process fails here.
prepare_start() {
  refuse_second_copy
  hook tell_begin
  hook check_command
  hook check_environment_file
  hook run_preflight
  READY=1
}
# When it returns, neither the process nor one of its group lives.
stop_service() {
  local load began
  # What nobody knows is left out.
  BEFORE=(${LEADER:+"old_pid=${LEADER}"})
  if ((${#GROUP[@]})); then
    measure && in_seconds "${USE[2]}"
    BEFORE+=("memory_before=${USE[0]}" "pss_before=${USE[1]}" "cpu=${REPLY}s")
    BEFORE+=("open_files=${USE[3]}")
  fi
  now && began=${REPLY}
  ((BEGAN == 0)) || BEFORE+=("uptime=$((began / 1000 - BEGAN / 100))s")
  read -r load _ </proc/loadavg && BEFORE+=("load=${load}")
  ((DRY_RUN == 0)) || { log info would_stop "pids=${!GROUP[*]}" && return; }
  COMMITTED=1
  ask_to_stop || log warn stop_failed "status=$?" "answer=${ANSWER}"
  await_end "${began}"
  now && GONE_AT=${REPLY} && in_seconds "$((GONE_AT - began))" && TOOK=${REPLY}
  log info stopped ${LEADER:+"pid=${LEADER}"} "took=${TOOK}s" "killed=${KILLED}"
}
# It was asked to end when the clock showed $1.
await_end() {
  until is_gone; do
    now
    ((REPLY - $1 < STOP_TIMEOUT + 5000)) \
      || fail 10 "the old process would not go${ANSWER:+: ${ANSWER}}"
    nap 50
  done
}
# Is all of GROUP gone?
group_is_gone() {
  local pid
  for pid in "${!GROUP[@]}"; do ! is_alive "${pid}" "${GROUP[pid]}" || return 1; done
}
regroup() { look || :; }
is_up() {
  [[ -z ${LEADER} ]] || { is_alive "${LEADER}" "${BEGAN}" && return 0; }
  look
}
# It must be up as one and the same for the whole settle time.
settles() {
  local first pid
  look || return 1
  first=${IDENTITY} pid=${LEADER}
  while now && ((REPLY - RELEASED_AT < START_SETTLE)); do
    [[ -z ${pid} ]] || is_alive "${pid}" "${BEGAN}" || break
    nap 100
  done
  look && [[ ${IDENTITY} == "${first}" ]]
}
# start_anew EVENT cleans up, has it started until it stays up, and reports. A process that will not
# stay up is left to its manager.
start_anew() {
  local delay=${START_RETRY_DELAY} old=${IDENTITY} status boot
  ((READY)) || prepare_start
  ((DRY_RUN == 0)) || { log info would_start "command=${STARTED_BY[*]}" && finish 0 previewed; }
  hook forget_checks
  hook clean_up
  hook await_free_port
  COMMITTED=1
  for ((ATTEMPT = 1; ; ATTEMPT++)); do
    now && RELEASED_AT=${REPLY} status=0
    ask_to_start || status=$?
    ((status)) || ! settles || [[ -n ${old} && ${IDENTITY} == "${old}" ]] || break
    hook explain
    log error start_failed "attempt=${ATTEMPT}" "status=${status}" "answer=${ANSWER}"
    ((ATTEMPT < START_ATTEMPTS)) || fail 11 "it did not stay up${ANSWER:+: ${ANSWER}}"
    nap "${delay}" && delay=$((delay * 2))
  done
  hook await_health
  read -r boot </proc/sys/kernel/random/boot_id
  put_file "${RECORD}" "${LEADER:-0} ${BEGAN} ${IDENTITY} ${boot}" \
    || log warn unrecorded "pid=${LEADER}"
  rm -f -- "${STOPPED}"
  measure && in_seconds "$((GONE_AT ? RELEASED_AT - GONE_AT : 0))"
  [[ -z ${LEADER} ]] || BEFORE+=("new_pid=${LEADER}")
  ((${#GROUP[@]} == 0)) || BEFORE+=("memory_after=${USE[0]}" "pss_after=${USE[1]}")
  finish 0 "$1" "${BEFORE[@]}" "stop=${TOOK}s" "killed=${KILLED}" "downtime=${REPLY}s" \
    "attempts=${ATTEMPT}"
}
replace_service() { prepare_start && stop_service && start_anew restarted; }
# It runs already.
confirm() {
  ((DRY_RUN)) || [[ ${ACTION} != start ]] || rm -f -- "${STOPPED}"
  finish 0 unchanged ${LEADER:+"pid=${LEADER}"}
}
# What cmd_status must not say: that a process runs or not, when that cannot be told, and figures
# that nobody knows.
leave_out_unknown() {
  [[ -z ${UNKNOWN} ]] || { state=unknown status=4 next="see why ${UNKNOWN//[![:print:]]/?}"; }
  ((BEGAN)) || up=''
  ((${#GROUP[@]})) || memory=''
}
