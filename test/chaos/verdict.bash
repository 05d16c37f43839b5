# What must hold after each run and after the clean run that follows. The kinds of a wrong are those that the table
# sums up: doubled, absent, stranger, lock, other.

tell() {
  printf '%s\t%s\n' "$1" "${2:-}" >>"${REPORT}"
}

# wrong KIND TEXT
wrong() {
  local log
  log=$(tail -n 4 -- "${LOG}" 2>/dev/null | cut -c 1-300 | tr '\n' '|')
  tell "$1" "${INJECTION:-}: $2 [${log}]"
}

# inject NAME: what the next runs are about.
inject() {
  INJECTION=$1
  tell injection "$1"
}

# not_here REASON: it was not injected, and counts as nothing.
not_here() {
  tell not_here "$1"
}

# The processes that noted their start, live and bear the mark.
copies() {
  local pid
  [[ -e "${BOX}/starts" ]] || return 0
  for pid in $(sort -u -- "${BOX}/starts"); do
    is_alive "${pid}" && grep -qsz '^SAIKIDO_SERVICE=worker$' "/proc/${pid}/environ" && printf '%s\n' "${pid}"
  done
  return 0
}

# attempt STATUSES [ACTION] [OPTION]...: one run, which may end with one of these statuses.
attempt() {
  act "${@:2}"
  judge "$1" "${status}" "${@:2}"
}

# judge STATUSES STATUS [ACTION]...: that run has ended with STATUS.
judge() {
  local found pid
  tell run "$2"
  [[ " $1 " == *" $2 "* ]] || wrong other "exit $2 instead of $1 of ${*:3} (${output:-})"
  found=$(copies)
  [[ ${found} != *$'\n'* ]] || wrong doubled "copies: ${found//$'\n'/ }"
  [[ ! -e "${BOX}/two at once" ]] || wrong doubled "not alone: $(tr '\n' ' ' <"${BOX}/two at once")"
  [[ -n ${found} || $2 != 0 || ${3:-restart} != @(restart|start|ensure) ]] || wrong absent "no copy after exit 0"
  for pid in "${STRANGERS[@]}"; do
    is_alive "${pid}" || wrong stranger "stranger ${pid} was killed"
  done
  [[ ! -e "${BOX}/signalled" ]] || wrong stranger "signalled: $(tr '\n' ' ' <"${BOX}/signalled")"
  [[ ! -e "${BOX}/pwned" ]] || wrong other 'text was run as code'
}

# recover [ACTION]: the clean run, after which everything is as it should be.
recover() {
  local try
  # A child that was being prepared holds the lock until it has read the end of its pipe.
  for ((try = 0; try < 50; try++)); do
    act "${1:-ensure}"
    ((status == 75)) || break
    sleep 0.1
  done
  ((status != 75)) || wrong lock 'nobody could take the lock for 5 s'
  judge 0 "${status}" "${1:-ensure}"
  expect_sound
}

# One recorded copy with a true PID file, its descriptors, a free lock, and nothing that a run left behind.
expect_sound() {
  local found try pid='' boot='' began='' rest fd
  # A process that was let go this very instant has not noted its start yet.
  for ((try = 0; try < 50; try++)); do
    found=$(copies)
    [[ -z ${found} ]] || break
    sleep 0.1
  done
  pid=$(pid_in_file 2>/dev/null)
  [[ ${found} == "${pid}" ]] || wrong other "PID file: ${pid}, copies: ${found//$'\n'/ }"
  { read -r pid began boot rest <"${RECORD}"; } 2>/dev/null
  [[ ${found} == "${pid}" && ${began} == "$(start_of "${pid}")" ]] || wrong other "record: ${pid} ${began}"
  [[ ${boot} == "$(</proc/sys/kernel/random/boot_id)" ]] || wrong other "recorded boot: ${boot}"
  # The worker opens 8 and 9 itself, bash 255, and a server its socket.
  for fd in "/proc/${found}/fd/"*; do
    [[ ${fd##*/} == @([01289]|255|'*') || $(readlink "${fd}") == socket:* ]] \
      || wrong other "descriptor ${fd##*/}: $(readlink "${fd}")"
  done
  flock -n "${STATE:-${BOX}/state}/lock" true || wrong lock 'the lock is held after the run'
  rest=$(find "${BOX}" -name '*.new' -not -path '*/bin/*' | tr '\n' ' ')
  # A run that finds all well removes nothing; the next one that writes takes these away.
  [[ -z ${rest} || $(tail -n 1 -- "${LOG}") == *' worker unchanged '* ]] || wrong other "left behind: ${rest}"
}
