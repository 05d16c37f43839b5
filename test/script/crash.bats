# The run itself is killed: the next one finds the truth and completes the work. Hazards D3 and H.
#
# A copy of the script kills itself before its Nth command, subshells and functions included. CRASH_STEP is the
# distance between two points; CRASH_STEP=1 takes all of them, for every action and every beginning (hours).

load helper
load crashing

setup_file() { prepare_file; }

setup() {
  prepare_test
  write_crashing_script
}

teardown() { end_test; }

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
