# What was measured, the first gate that is shut, and the process that was judged.
declare -a FIGURES=()
declare SHUT='' JUDGED=''
# note_gate GATE OPEN FIGURE...
note_gate() {
  FIGURES+=("${@:3}")
  (($2)) || SHUT=${SHUT:-$1}
  ((DRY_RUN == 0)) || log info "gate_$( (($2)) && printf open || printf shut)" "gate=$1" "${@:3}"
}
skip_restart() { finish 20 skipped "gate=${SHUT}" "${FIGURES[@]}"; }
# Gates are judged without the lock, which another run may need meanwhile. What runs no more, or
# only as an orphan, is started at once.
pass_gates() {
  ((FORCE == 0)) && [[ ${!LIMIT[*]} == *_* ]] || return 0
  check_gates
  open_unlocked "${RECORD}"
  find_process
  hook gate_uptime
  hook gate_memory
  [[ -z ${SHUT} ]] || ((DRY_RUN)) || skip_restart
  hook await_host
  [[ -z ${SHUT} ]] || skip_restart
  log info gates_open "${FIGURES[@]}"
  JUDGED="${LEADER} ${BEGAN}" LEADER='' BEGAN='' GROUP=()
}
find_process() {
  ! is_recorded || return 0
  open_state
  check_gates
  identify || start_anew started
  ((${ORPHAN:-0} == 0)) || replace_service
  exec {LOCK}<&-
  LOCKED=0 LOCK=9
}
# Under the lock: somebody may have restarted it meanwhile.
expect_judged() {
  [[ -z ${JUDGED} || ${JUDGED} == "${LEADER} ${BEGAN}" ]] || { SHUT=replaced && skip_restart; }
}
