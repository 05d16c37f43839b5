read_pause() {
  [[ -f ${PAUSED} ]] && { read -r -n 300 UNTIL REASON <"${PAUSED}"; } 2>/dev/null || return 1
  printf -v REPLY '%(%s)T' -1
  [[ ${UNTIL} =~ ^[0-9]{1,12}$ ]] && ((UNTIL > REPLY)) && timestamp "${UNTIL}.000" && UNTIL=${REPLY}
}
# A pause holds until --force, a stop on purpose until start or restart --force.
check_gates() {
  ((FORCE)) || ! read_pause \
    || finish 20 skipped gate=paused "until=${UNTIL}" "reason=paused: ${REASON}"
  ((FORCE)) && [[ ${ACTION} == restart ]] || [[ ! -e ${STOPPED} ]] \
    || finish 20 skipped gate=stopped 'reason=stopped on purpose'
}
cmd_restart() {
  hook await_turn
  hook pass_gates
  open_state
  check_gates
  identify || start_anew started
  hook expect_judged
  replace_service
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
  ((DRY_RUN == 0)) || finish 0 previewed
  rm -f -- "${PID_FILE}" "${RECORD}" "${RECORD}.new"
  finish 0 stopped "${BEFORE[@]}" "stop=${TOOK}s" "killed=${KILLED}"
}
# Cron calls this every few minutes: a healthy process costs neither the lock nor a fork.
cmd_ensure() {
  hook await_turn
  check_gates
  ! is_ours "${RECORD}" || ! is_recorded || WELL=1
  hook judge_health
  ((WELL == 0)) || finish 0 unchanged "pid=${LEADER}"
  open_state
  identify || start_anew started
  hook replace_unhealthy
  confirm
}
# The exit status is that of an LSB init script.
cmd_status() {
  local state=stopped status=3 up='' memory='' last='' outcome='' next="${0##*/} start"
  choose_user
  if [[ -d ${STATE_DIRECTORY} && ! -x ${STATE_DIRECTORY} ]]; then
    state=unknown status=4 next='ask as root'
  elif DRY_RUN=1 QUIET=1 && identify 2>/dev/null && ((ORPHAN == 0)); then
    measure && now && up=$((REPLY / 1000 - BEGAN / 100)) memory=${USE[0]}
    state=running status=0 next='nothing to do'
  elif [[ -e ${PID_FILE} && ! -e ${STOPPED} ]]; then
    state=dead status=1
  fi
  hook leave_out_unknown
  [[ ${state} == running ]] || LEADER=''
  [[ -f ${LAST} ]] && { read -r last outcome <"${LAST}"; } 2>/dev/null || :
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
  printf -v until '%(%s)T' -1 && until=$((until + 1))
  while [[ ${left} =~ ^([0-9]{1,6})([smhd]) ]]; do
    left=${left#"${BASH_REMATCH[0]}"}
    until=$((until + 10#${BASH_REMATCH[1]} * ${unit[${BASH_REMATCH[2]}]}))
  done
  [[ -z ${left} ]] || misuse 'pause needs a duration such as 30m or 2h'
  open_state && put_file "${PAUSED}" "${until} ${*:2}" || deny
  timestamp "${until}.000" && finish 0 paused "until=${REPLY}" "reason=${*:2}"
}
cmd_resume() { open_state && rm -f -- "${PAUSED}" && finish 0 resumed; }
