# What was measured, and the first gate that is shut.
declare -a FIGURES=()
declare SHUT=''
# note_gate GATE OPEN FIGURE...
note_gate() {
  FIGURES+=("${@:3}")
  (($2)) || SHUT=${SHUT:-$1}
  ((DRY_RUN == 0)) || log info "gate_$( (($2)) && printf open || printf shut)" "gate=$1" "${@:3}"
}
skip_restart() { finish 20 skipped "gate=${SHUT}" "${FIGURES[@]}"; }
# Returns when the restart may go ahead. What runs no more, or only as an orphan, is let through.
pass_gates() {
  ((FORCE == 0 && ${ORPHAN:-0} == 0)) || return 0
  hook gate_uptime
  hook gate_memory
  [[ -z ${SHUT} ]] || ((DRY_RUN)) || skip_restart
  hook await_host
  [[ -z ${SHUT} ]] || skip_restart
  ((${#FIGURES[@]} == 0)) || log info gates_open "${FIGURES[@]}"
}
