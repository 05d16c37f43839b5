# The command of --command-gate, and how many milliseconds it may take to allow a restart.
declare -a ALLOWER=()
declare ASK_FOR=30000
# choose_command NUMBER
choose_command() {
  local i from=0
  [[ $1 =~ ^[1-9][0-9]{0,2}$ ]] && (($1 <= ${#GATE_SIZES[@]})) || return 1
  for ((i = 1; i < $1; i++)); do from=$((from + GATE_SIZES[i - 1])); done
  ALLOWER=("${GATE_COMMANDS[@]:from:GATE_SIZES[$1 - 1]}")
}
gate_command() {
  local status=0
  ((${#ALLOWER[@]})) || return 0
  run_as_service "${ASK_FOR}" "${ALLOWER[@]}" || status=$?
  note_gate command "$((status == 0))" "command=${ALLOWER[0]##*/}" "status=${status}"
}
