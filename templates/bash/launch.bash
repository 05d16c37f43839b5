# Becomes the service, up to the point where only "go" is missing. Nothing of our caller goes along:
# no signal setting, session, control group, niceness, limit, variable or descriptor.
become_service() {
  local way=(env -i)
  trap - HUP INT QUIT TERM PIPE XFSZ EXIT
  exec 4>&-
  ! env --default-signal true || way+=(--default-signal)
  printf '0\n' >|/proc/self/oom_score_adj || :
  read_stat "${BASHPID}" && ((STAT[16] == 0)) || renice 0 -p "${BASHPID}" >/dev/null || :
  ulimit -S -c 0 -t hard -f hard -d hard -v hard || :
  if ((EUID == 0)) && [[ -d /run/systemd/system ]] && systemd-run --scope --quiet true; then
    way=(systemd-run --scope --quiet --collect --unit "saikido-${SERVICE}-${BASHPID}" "${way[@]}")
  fi
  [[ -d ${OUTPUT%/*} ]] || mkdir -p -- "${OUTPUT%/*}" || :
  ! is_ours "${OUTPUT}" || { exec 4>>"${OUTPUT}"; } || :
  hook give_output
  hook let_go_of_lock
  exec "${way[@]}" setsid "${DROP[@]}" "${BASH}" -pc "$(declare -f await_go); await_go \"\$@\"" \
    "${SERVICE}" "${WORKING_DIRECTORY}" "${UMASK}" "${OUTPUT}" "${LOCK}" "${COMMAND[@]}" \
    3< <(print_environment)
} 2>/dev/null
# A child that never began leaves nothing of its files; those of a run that is at work are not ours.
forget_staged() { ((READY == 0 || $1 == 75)) || rm -f -- "${RECORD}.new" "${PID_FILE}.new"; }
# Makes the new process ready while the old one works: all that can fail has then succeeded, its
# identity is on disk before it may run, and when we end without a "go" its pipe ends and it leaves.
prepare_child() {
  local answer='' pid='' reason='no answer'
  ((ATTEMPT)) || hook tell_begin
  [[ -f ${COMMAND[0]} && -x ${COMMAND[0]} ]] || fail 13 "cannot run ${COMMAND[0]}"
  hook check_environment_file
  hook run_preflight
  ((DRY_RUN == 0)) || return 0
  coproc CHILD { become_service; }
  JOB=$!
  read -r -t 30 -u "${CHILD[0]:-99}" answer pid reason 2>/dev/null || :
  [[ ${answer} == ready ]] && read_stat "${pid}" || fail "$((ATTEMPT ? 11 : 13))" "${reason}"
  READY=1 NEW=${pid} NEW_BEGAN=${STAT[19]} ANCESTORS[pid]=1
  stage_file "${RECORD}" "${NEW} ${NEW_BEGAN} ${BOOT}" && stage_pid_file || deny
}
