# The command stays in the foreground, and we keep its PID file.
stage_pid_file() { stage_file "${PID_FILE}" "${NEW}"; }
show_pid_file() { show_file "${PID_FILE}"; }
# Is process $1, which somebody else started, our command? Its interpreter, with options alone, may
# stand before a script.
runs_command() {
  local words=() before line='' shebang='^#![[:blank:]]*([^ ]*/env +(-S +)?)?([^[:blank:]]+)'
  has_user "$1" "${ACCOUNT[2]}" && { mapfile -d '' -t words <"/proc/$1/cmdline"; } 2>/dev/null \
    && before=$((${#words[@]} - ${#COMMAND[@]})) && ((before >= 0)) || return 1
  [[ "${words[*]:before}" == "${COMMAND[*]}" ]] || return 1
  ((before)) || { [[ /proc/$1/exe -ef ${COMMAND[0]} ]] && return 0 || return 1; }
  [[ " ${words[*]:1:before-1}" != *' '[!-]* ]] || return 1
  read -r -n 200 line <"${COMMAND[0]}" || :
  [[ ${line} =~ ${shebang} && /proc/$1/exe -ef $(type -P "${BASH_REMATCH[3]}") ]]
}
