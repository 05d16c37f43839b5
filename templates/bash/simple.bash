# The command stays in the foreground, and we keep its PID file.
stage_pid_file() { stage_file "${PID_FILE}" "${NEW}"; }
show_pid_file() { show_file "${PID_FILE}"; }
# Is process $1, which somebody else started, our command? An interpreter may stand before a script.
runs_command() {
  local words=()
  has_our_user "$1" && { mapfile -d '' -t words <"/proc/$1/cmdline"; } 2>/dev/null || return 1
  ((${#words[@]} >= ${#COMMAND[@]})) || return 1
  [[ "${words[*]: -${#COMMAND[@]}}" == "${COMMAND[*]}" ]] || return 1
  ((${#words[@]} > ${#COMMAND[@]})) || [[ /proc/$1/exe -ef ${COMMAND[0]} ]]
}
