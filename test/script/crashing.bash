# A copy of the script that kills itself before its Nth command, subshells and functions included.

# The main process and each of its subshells count for themselves: when one of them reaches the point, the run
# is killed there, and a subshell that is not yet the service with it.
write_crashing_script() {
  local hook
  read -r -d '' hook <<'HOOK' || true
CRASH_COUNT=0
crash() {
  CRASH_COUNT=$((CRASH_COUNT + 1))
  ((CRASH_AT || BASHPID != $$)) || printf '%s\n' "${CRASH_COUNT}" >|"${CRASH_TOLD}"
  ((CRASH_COUNT != CRASH_AT)) || kill -KILL "$$" "${BASHPID}"
}
if [[ $- == *p* ]]; then set -T && trap crash DEBUG; fi
HOOK
  hook=${hook} awk '{ print } /^# --- end of settings/ { print ENVIRON["hook"] }' "${SCRIPT}" >"${BOX}/sbin/crashing"
  chmod 755 "${BOX}/sbin/crashing"
  grep -q '^crash()' "${BOX}/sbin/crashing"
}

# crash_at N ACTION: 0 is never, and tells how many commands there were.
crash_at() {
  CRASH_AT=$1 CRASH_TOLD="${BOX}/told" timeout -s KILL 60 "${BOX}/sbin/crashing" "$2" </dev/null &>/dev/null 3>&-
}

# begin BEGINNING: the state of things before the run.
begin() {
  case $1 in
    fresh) ;;
    running) must 0 start ;;
    dead)
      must 0 start
      kill -KILL "$(pid_in_file)"
      wait_until is_gone "$(pid_in_file)"
      ;;
    lost) must 0 start && rm -f -- "${RECORD}" "${PID_FILE}" ;;
    stubborn)
      write_worker "trap '' TERM" 'exec sleep 98765'
      must 0 start
      write_worker
      ;;
  esac
}

clear_box() {
  local pid
  for pid in $(marked); do kill -KILL "${pid}" 2>/dev/null || :; done
  wait_until expect_none
  rm -rf -- "${BOX}/state" "${BOX}/starts" "${BOX}/two at once" "${BOX}/alone" "${LOG}" "${PID_FILE}"
}
