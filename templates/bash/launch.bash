# The same from cron, from systemd and from a shell; of two values the later one counts.
print_environment() {
  printf '%s\0' "PATH=${PATH}" "HOME=${ACCOUNT[5]}" "USER=${ACCOUNT[0]}" "LOGNAME=${ACCOUNT[0]}" \
    "SHELL=${ACCOUNT[6]:-/bin/sh}" LANG=C.UTF-8
  hook read_environment_file
  printf '%s\0' "${ENVIRONMENT[@]}" "SAIKIDO_SERVICE=${SERVICE}"
}
# Becomes the service, up to the point where only "go" is missing. Nothing of our caller goes along:
# no signal setting, session, control group, niceness, limit, variable or descriptor.
become_service() {
  local way=(env -i)
  trap - HUP INT QUIT TERM PIPE XFSZ EXIT
  ! env --default-signal true || way+=(--default-signal)
  printf '0\n' >|/proc/self/oom_score_adj || :
  read_stat "${BASHPID}" && ((STAT[16] == 0)) || renice 0 -p "${BASHPID}" >/dev/null || :
  ulimit -S -c 0 -t hard -f hard -d hard -v hard || :
  if ((EUID == 0)) && [[ -d /run/systemd/system ]] && systemd-run --scope --quiet true; then
    way=(systemd-run --scope --quiet --collect --unit "saikido-${SERVICE}-${BASHPID}" "${way[@]}")
  fi
  [[ -d ${OUTPUT%/*} ]] || mkdir -p -- "${OUTPUT%/*}" || :
  [[ ! -O ${OUTPUT%/*} || -L ${OUTPUT%/*} || -L ${OUTPUT} ]] || { exec 4>>"${OUTPUT}"; } || :
  exec "${way[@]}" setsid "${DROP[@]}" "${BASH}" -pc "$(declare -f await_go); await_go \"\$@\"" \
    "${SERVICE}" "${WORKING_DIRECTORY}" "${UMASK}" "${OUTPUT}" "${LOCK}" "${COMMAND[@]}" \
    3< <(print_environment)
} 2>/dev/null
# With the rights of the service's user: enters folder $1, sets mask $2, opens output $3, lets go of
# all but the lock $4, waits for "go", lets go of the lock and runs the command.
await_go() {
  local fd lock=$4 go env environment
  cd -- "$1" || { printf 'failed - cannot enter %s\n' "$1" && exit 1; }
  umask "$2" && mapfile -d '' -t environment <&3
  hash env && env=${BASH_CMDS[env]}
  # Root opens nothing in a folder of somebody else.
  if [[ ! -e /proc/$$/fd/4 ]]; then
    ((EUID)) && exec 4>>"$3" || { printf 'failed - cannot open %s\n' "$3" && exit 1; }
  fi
  for fd in "/proc/$$/fd/"*; do
    fd=${fd##*/}
    ((fd < 3 || fd == 4 || fd == lock)) || exec {fd}>&-
  done
  printf 'ready %s\n' "$$"
  read -r go && [[ ${go} == go ]] || exit 0
  exec {lock}>&- </dev/null >&4 2>&4 4>&-
  unset -v PWD OLDPWD && export "${environment[@]}"
  exec "${env}" -u SHLVL "${@:5}"
}
# Makes the new process ready while the old one works: all that can fail has then succeeded, its
# identity is on disk before it may run, and when we end without a "go" its pipe ends and it leaves.
prepare_child() {
  local answer='' pid='' reason='no answer'
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
