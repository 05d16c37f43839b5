# Commands of the config start, stop and know the process; no signal is sent to it.
readonly STARTED_BY=("${START_COMMAND[@]}")
declare -a APART=()
# manage MILLISECONDS COMMAND...: runs it as the service's user in a clean environment, bounded;
# what it says goes to descriptor 4. With 125 it could not even be tried.
manage() {
  local code
  code="$(declare -f await_go); trap 'exit 125' EXIT; await_go \"\$@\""
  (
    trap - HUP INT QUIT TERM PIPE XFSZ EXIT
    exec timeout -k 2 "$((($1 + 999) / 1000))" "${APART[@]}" env -i "${DROP[@]}" "${BASH}" -pc \
      "${code}" "${SERVICE}" "${WORKING_DIRECTORY}" "${UMASK}" "${OUTPUT}" 0 "${@:2}" \
      3< <(print_environment) < <(printf 'go\n') &>/dev/null {LOCK}>&-
  )
}
# What hangs, is missing or cannot be run has not said that nothing runs.
unknown() {
  UNKNOWN="$1 ended with status $2"
  [[ ${ACTION} == status ]] \
    || fail "$(($2 == 126 || $2 == 127 ? 13 : 10))" "cannot tell whether it runs: ${UNKNOWN}"
  return 1
}
can_tell() { ((${#STATUS_COMMAND[@]} + ${#PID_COMMAND[@]})); }
# Is it up, and as which process? Without a command that tells, what the last run of this boot left
# counts, or what the start command of this one said.
look() {
  local line said='' pid=$$ status=0
  LEADER='' BEGAN='' IDENTITY='' INSIDE=0 GROUP=()
  if ((${#PID_COMMAND[@]})); then
    said=$(manage 10000 "${PID_COMMAND[@]}" 4>&1) || status=$?
    ((status < 124)) || unknown "${PID_COMMAND[0]}" "${status}" || return 1
    while read -r line; do
      [[ ${line} =~ ^[1-9][0-9]{0,9}$ ]] && ((line > 1)) && read_stat "${line}" || continue
      is_alive "${line}" "${STAT[19]}" && LEADER=${line} BEGAN=${STAT[19]} && break
    done < <(printf '%s\n' "${said}")
    IDENTITY="${LEADER} ${BEGAN}" status=0
  fi
  [[ -z ${LEADER} ]] || find_group
  while ((pid > 0)) && read_stat "${pid}"; do
    [[ ${pid} != "${LEADER}" ]] || INSIDE=1
    pid=${STAT[1]}
  done
  if ((${#STATUS_COMMAND[@]})); then
    manage 10000 "${STATUS_COMMAND[@]}" 4>/dev/null || status=$?
    ((status < 124)) || unknown "${STATUS_COMMAND[0]}" "${status}" || return 1
    ((status == 0))
  elif ((${#PID_COMMAND[@]})); then
    [[ -n ${LEADER} ]]
  else
    read -r line </proc/sys/kernel/random/boot_id
    { read -r said <"${RECORD}"; } 2>/dev/null || :
    [[ ${said} == *" ${line}" || ${ACTION} == @(restart|stop) || ${RELEASED_AT} != 0 ]]
  fi
}
# GROUP becomes LEADER and all that descends from it.
find_group() {
  local pid size=0
  GROUP=() && GROUP[LEADER]=${BEGAN}
  while ((size < ${#GROUP[@]})); do
    size=${#GROUP[@]}
    for pid in /proc/[0-9]*; do
      read_stat "${pid#/proc/}" && [[ -n ${GROUP[STAT[1]]:-} ]] || continue
      GROUP[${pid#/proc/}]=${STAT[19]}
    done
  done
}
is_gone() {
  group_is_gone || return 1
  can_tell || return 0
  local LEADER BEGAN IDENTITY INSIDE
  local -a GROUP=()
  ! look
}
# Output of the commands, and of what they start, is appended as that of any service.
open_output() {
  # Whoever called us may have one of that number.
  exec 4>&-
  [[ -d ${OUTPUT%/*} ]] || mkdir -p -- "${OUTPUT%/*}" || :
  ! is_ours "${OUTPUT}" || { exec 4>>"${OUTPUT}"; } || :
} 2>/dev/null
check_command() {
  local word
  for word in "${START_COMMAND[0]}" "${STOP_COMMAND[0]}"; do
    [[ -f ${word} && -x ${word} ]] || fail 13 "cannot run ${word}"
  done
  ((DRY_RUN == 0)) || return 0
  open_output
  manage 10000 true || fail 13 "cannot enter ${WORKING_DIRECTORY} or open ${OUTPUT}"
}
ask_to_stop() {
  local status=0
  ((READY)) || open_output
  manage "${STOP_TIMEOUT}" "${STOP_COMMAND[@]}" || status=$?
  # Where nothing else tells, one that hung or could not run has not said that nothing runs.
  [[ ${status} != @(12[4-7]|137) ]] || can_tell \
    || fail 10 "the old process would not go: ${STOP_COMMAND[0]} ended with status ${status}"
  return "${status}"
}
# What it starts lives on its own: neither in our session nor in the control group of cron.
ask_to_start() {
  local status=0
  # What is half up would get a second copy beside it, also where nobody can see it.
  if ((ATTEMPT > 1)) || { ((GONE_AT == 0)) && ! can_tell; }; then
    look || :
    ask_to_stop || :
    now && await_end "${REPLY}"
  fi
  APART=(setsid)
  if ((EUID == 0)) && [[ -d /run/systemd/system ]] && systemd-run --scope --quiet true; then
    APART=(systemd-run --scope --quiet --collect --unit "saikido-${SERVICE}-$$-${ATTEMPT}" setsid)
  fi 2>/dev/null
  ! env --default-signal true 2>/dev/null || APART+=(env --default-signal)
  manage "${START_TIMEOUT}" "${START_COMMAND[@]}" || status=$?
  APART=()
  return "${status}"
}
