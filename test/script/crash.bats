# The run itself is killed: the next one finds the truth and completes the work. Hazards D3 and H.
#
# A copy of the script kills itself with KILL before its Nth command. CRASH_POINTS=all takes every N, for each
# action and each beginning; otherwise the points are spread over the run.

load helper

setup_file() { prepare_file; }

setup() {
  prepare_test
  CRASHING="${BOX}/sbin/crashing"
  # Functions and subshells count, too. The child of the launch is killed by itself, as its own case.
  awk '{ print } /^# --- end of settings/ {
    print "CRASH_COUNT=0"
    print "crash() { CRASH_COUNT=$((CRASH_COUNT + 1)); ((CRASH_COUNT != CRASH_AT)) || kill -KILL \"${BASHPID}\"; }"
    print "if [[ $- == *p* ]]; then set -T; trap crash DEBUG; fi"
  }' "${SCRIPT}" >"${CRASHING}"
  chmod 755 "${CRASHING}"
}

teardown() { end_test; }

# count_commands ACTION: how many there are in a whole run.
count_commands() {
  local count
  count=$(mktemp -- "${BOX}/count.XXXXXX")
  sed "s|^CRASH_COUNT=0\$|&; report() { printf '%s' \"\${CRASH_COUNT}\" >\|'${count}'; }|
    s|^\\( *\\)exit \"\${INTERRUPTED:-\$1}\"|\\1report; exit \"\${INTERRUPTED:-\$1}\"|" "${CRASHING}" >"${BOX}/sbin/counting"
  chmod 755 "${BOX}/sbin/counting"
  CRASH_AT=0 timeout 60 "${BOX}/sbin/counting" "$1" &>/dev/null 3>&-
  cat -- "${count}"
}
