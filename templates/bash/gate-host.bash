# Load, pressure and a command: what one can wait for. The command, which costs most, is asked last.
check_host() {
  hook gate_load
  hook gate_pressure
  [[ -n ${SHUT} ]] && ((DRY_RUN == 0)) || hook gate_command
}
