# A command that daemonises and writes the PID file itself.

# write_daemon LINE...: the lines run in the daemon, of which $PID_FILE may be written.
write_daemon() {
  write_program worker "pid_file=$(printf %q "${PID_FILE}")" 'if [[ ${1:-} != daemon ]]; then' \
    '  exec 9>&-' '  setsid "$0" daemon </dev/null &>/dev/null &' '  sleep 0.05' '  exit 0' 'fi' "$@" "${STAY[@]}"
  # The launcher is no copy of its own.
  sed -i 's/^\(flock -n 9\|printf.*starts\)/[[ ${1:-} != daemon ]] || &/' "${BOX}/bin/worker"
}

# The line by which it does.
write_pid() {
  printf '%s' 'printf "%s\n" "$$" >"${pid_file}"'
}
