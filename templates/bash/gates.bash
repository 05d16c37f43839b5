# What was measured, the first gate that is shut, and the process that was judged.
declare -a FIGURES=()
declare SHUT='' JUDGED=''
# note_gate GATE OPEN FIGURE...
note_gate() {
  local verdict=gate_open
  FIGURES+=("${@:3}")
  (($2)) || verdict=gate_shut SHUT=${SHUT:-$1}
  ((DRY_RUN == 0)) || log info "${verdict}" "gate=$1" "${@:3}"
}
skip_restart() { finish 20 skipped "gate=${SHUT}" "${FIGURES[@]}"; }
# Gates are judged without the lock, which another run may need meanwhile. What runs no more, or
# only as an orphan, is started at once.
pass_gates() {
  ((FORCE == 0)) && [[ ${!LIMIT[*]} == *_* ]] || return 0
  check_gates
  open_unlocked "${RECORD}"
  find_process
  JUDGED="${LEADER} ${BEGAN}"
  hook gate_uptime
  hook gate_memory
  [[ -z ${SHUT} ]] || ((DRY_RUN)) || skip_restart
  hook await_host
  if [[ -z ${SHUT} ]]; then
    log info gates_open "${FIGURES[@]}"
  else
    ! still_runs || skip_restart
    log info gates_dropped "gate=${SHUT}" 'reason=it ended meanwhile' "${FIGURES[@]}"
  fi
  LEADER='' BEGAN='' GROUP=()
}
# Is there still something to judge? What died meanwhile is to be started.
still_runs() { { [[ -n ${LEADER} ]] && is_alive "${LEADER}" "${BEGAN}"; } || is_recorded; }
find_process() {
  ! is_recorded || return 0
  open_state
  check_gates
  identify || start_anew started
  ((${ORPHAN:-0} == 0)) || replace_service
  exec {LOCK}<&-
  LOCKED=0 LOCK=9
}
# Under the lock: somebody may have restarted it meanwhile. What only left orphans was not.
expect_judged() {
  ((ORPHAN == 0)) || return 0
  [[ -z ${JUDGED} || ${JUDGED} == "${LEADER} ${BEGAN}" ]] || { SHUT=replaced && skip_restart; }
}
