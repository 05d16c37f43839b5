# The unit is asked and told through systemctl alone: never a signal behind systemd's back.
readonly STARTED_BY=("${SYSTEMCTL[@]}" start "${UNIT}")
readonly ASKED=LoadState,ActiveState,Result,ExecMainStatus,MainPID,InvocationID,NRestarts,KillMode
readonly ASKED_TOO=SubState,ControlGroup,TriggeredBy,ActiveEnterTimestampMonotonic
export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/${EUID}}
declare -A SEEN=()
# tell_systemd MILLISECONDS VERB: what it says to that becomes ANSWER.
tell_systemd() {
  local status=0
  ANSWER=$(timeout "$((($1 + 999) / 1000))" "${SYSTEMCTL[@]}" "$2" -- "${UNIT}" 2>&1 {LOCK}>&-) \
    || status=$?
  return "${status}"
}
# SEEN becomes what systemd says of the unit now.
read_unit() {
  local line said='' show=("${SYSTEMCTL[@]}" show -p "${ASKED},${ASKED_TOO}")
  SEEN=([ActiveState]='' [LoadState]='' [MainPID]=0 [InvocationID]='' [NRestarts]=0)
  while IFS= read -r line; do
    [[ ${line} == ?*=* ]] && SEEN[${line%%=*}]=${line#*=} || said=": ${line}"
  done < <(timeout 30 "${show[@]}" -- "${UNIT}" 2>&1 {LOCK}>&-)
  [[ -z ${SEEN[ActiveState]} ]] || return 0
  UNKNOWN="systemd does not answer${said}"
  [[ ${ACTION} == status ]] || fail 69 "${UNKNOWN}"
  return 1
}
# Is the unit up, and as which process?
look() {
  LEADER='' BEGAN='' INSIDE=0
  read_unit || return 1
  [[ ${SEEN[LoadState]} == loaded || ${ACTION} == @(status|stop) ]] \
    || fail 13 "unit ${UNIT}: ${SEEN[LoadState]}"
  IDENTITY="${SEEN[InvocationID]} ${SEEN[MainPID]} ${SEEN[NRestarts]}"
  if ((SEEN[MainPID])) && read_stat "${SEEN[MainPID]}"; then
    LEADER=${SEEN[MainPID]} BEGAN=${STAT[19]}
  else
    BEGAN=$((${SEEN[ActiveEnterTimestampMonotonic]:-0} / 10000))
  fi
  find_group
  # What waits to be restarted after our start has not stayed up.
  ((ATTEMPT == 0)) || [[ ${SEEN[SubState]:-} != auto-restart ]] || return 1
  [[ ${SEEN[ActiveState]} != @(inactive|failed) ]]
}
# GROUP becomes the processes of the unit's control group.
find_group() {
  local file pid group=${SEEN[ControlGroup]:-}
  GROUP=()
  [[ -z ${LEADER} ]] || GROUP[LEADER]=${BEGAN}
  [[ -n ${group} ]] || return 0
  for file in /sys/fs/cgroup{,/unified,/systemd}"${group}"/{,*/,*/*/}cgroup.procs; do
    [[ -r ${file} ]] || continue
    while read -r pid; do
      [[ ${pid} != "$$" ]] || INSIDE=1
      ! read_stat "${pid}" || GROUP[pid]=${STAT[19]}
    done <"${file}"
  done
}
# systemctl succeeds also when it took a KILL, and when a process would not even go for that.
ask_to_stop() {
  local status=0
  tell_systemd "${STOP_TIMEOUT}" stop || status=$?
  read_unit
  [[ ${SEEN[Result]} != timeout ]] || KILLED=1
  # What such a unit leaves alive it leaves on purpose.
  [[ ${SEEN[KillMode]} != @(process|none) ]] || { GROUP=() && GROUP[LEADER]=${BEGAN}; }
  return "${status}"
}
is_gone() {
  group_is_gone || return 1
  [[ ${SEEN[ActiveState]} != @(inactive|failed) && ${IDENTITY%% *} == "${SEEN[InvocationID]}" ]] \
    || return 0
  read_unit
  return 1
}
ask_to_start() {
  [[ ${SEEN[ActiveState]} != failed ]] || tell_systemd 30000 reset-failed || :
  tell_systemd "${START_TIMEOUT}" start
}
explain() {
  read_unit
  ANSWER+="${ANSWER:+; }${SEEN[ActiveState]}, result ${SEEN[Result]:-}"
  ANSWER+=", status ${SEEN[ExecMainStatus]:-}"
}
