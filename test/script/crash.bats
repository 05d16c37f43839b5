# The run itself is killed: the next one finds the truth and completes the work. Hazards D3 and H.
#
# A copy of the script kills itself before its Nth command, subshells and functions included. CRASH_STEP is the
# distance between two points; CRASH_STEP=1 takes all of them, for every action and every beginning (hours).

load helper

setup_file() { prepare_file; }

setup() {
  prepare_test
  write_crashing_script
}

teardown() { end_test; }

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

crash_at() {
  CRASH_AT=$1 CRASH_TOLD="${BOX}/told" timeout -s KILL 60 "${BOX}/sbin/crashing" "$2" </dev/null &>/dev/null 3>&-
}

# begin BEGINNING: the state of things before the run.
begin() {
  case $1 in
    fresh) ;;
    running) must 0 start ;;
    dead) must 0 start && kill -KILL "$(pid_in_file)" ;;
    lost) must 0 start && rm -f -- "${RECORD}" "${PID_FILE}" ;;
    stubborn)
      write_worker "trap '' TERM" 'exec sleep 98765'
      must 0 start
      write_worker
      ;;
  esac
}

# Whatever stood there: one more run, and all is as it should be.
converges() {
  local action=$1
  # The child that was being prepared holds the lock until it has read the end of its pipe.
  not_busy() { act "${action}" && ((status != 75)); }
  wait_until not_busy
  [[ ${status} == 0 ]] || { printf 'exit %s: %s\n' "${status}" "${output}" && return 1; }
  expect_one || return 1
  [[ $(cut -d ' ' -f 1,2 "${RECORD}") == "$(pid_in_file) $(start_of "$(pid_in_file)")" ]] || return 1
  flock -n "${BOX}/state/lock" true
}

clear_box() {
  local pid
  for pid in $(marked); do kill -KILL "${pid}" 2>/dev/null || :; done
  wait_until expect_none
  rm -rf -- "${BOX}/state" "${BOX}/starts" "${BOX}/two at once" "${BOX}/alone" "${LOG}" "${PID_FILE}"
}

# try_all ACTION BEGINNING RECOVERY POINTS: kills the action at that many points, spread over its length.
try_all() {
  local action=$1 beginning=$2 recovery=$3 points=$4 at length step bad=0
  begin "${beginning}"
  crash_at 0 "${action}"
  length=$(<"${BOX}/told")
  printf '%s commands\n' "${length}"
  ((length > 50))
  clear_box
  step=${CRASH_STEP:-$((length / points + 1))}
  for ((at = 1 + length % step; at <= length; at += step)); do
    begin "${beginning}"
    crash_at "${at}" "${action}" 2>/dev/null || true
    converges "${recovery}" || {
      bad=$((bad + 1))
      printf 'killed before command %s of %s\n' "${at}" "${length}"
      cat -- "${LOG}"
    }
    clear_box
  done
  ((bad == 0))
}

@test "start from nothing" { try_all start fresh ensure 12; }
@test "start after a death" { try_all start dead start 6; }
@test "restart of a running process" { try_all restart running ensure 14; }
@test "restart, completed by restart" { try_all restart running restart 8; }
@test "restart of a process that is found by its mark" { try_all restart lost ensure 6; }
@test "restart of a process that must be killed" {
  CONFIG[stop]='{ timeout: 200ms }'
  generate
  write_crashing_script
  try_all restart stubborn restart 6
}
@test "ensure after a death" { try_all ensure dead ensure 8; }
@test "stop, completed by start" { try_all stop running start 6; }
