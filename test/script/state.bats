# Disks that are full, read-only or gone, and outputs that do not take a word: hazards C and I.

load helper
load disks

setup_file() { prepare_file; }
setup() { prepare_test; }

teardown() {
  end_test
  local folder
  for folder in run state log; do
    mountpoint -q "${BOX}/${folder}" && umount -l "${BOX}/${folder}" || :
  done
}

@test "no room for the state: the old process is untouched" {
  small_disk state
  start_service
  fill state
  must 73 restart
  expect_untouched
}

@test "no room for the PID file: the old process is untouched" {
  small_disk run
  start_service
  fill run
  must 73 restart
  expect_untouched
}

@test "a full disk costs the log line, not the restart" {
  small_disk log
  start_service
  fill log
  must 0 restart
  expect_another
  must 0 ensure
  must 0 stop
}

@test "state that cannot be written is 73" {
  start_service
  mount --bind "${BOX}/state" "${BOX}/state"
  mount -o remount,bind,ro "${BOX}/state"
  must 73 restart
  must 73 stop
  expect_untouched
}

@test "a file where the state folder should be is 73" {
  : >"${BOX}/state"
  must 73 start
  expect_none
}

@test "a log on a read-only file system costs a warning" {
  CONFIG[output]="'${BOX}/spooler.out'"
  generate
  start_service
  mount --bind "${BOX}/log" "${BOX}/log"
  mount -o remount,bind,ro "${BOX}/log"
  must 0 restart
  expect_another
}

@test "state that others could change is not believed" {
  start_service
  chmod o+w "${BOX}/state"
  act restart
  ((status != 0))
  expect_untouched
}

@test "standard output closed, full, or a broken pipe" {
  "${SCRIPT}" restart >&- 2>&- 3>&-
  expect_one
  "${SCRIPT}" restart >/dev/full 2>&1 3>&-
  expect_one
  "${SCRIPT}" restart 2>&1 3>&- | true
  expect_one
  bash -c 'trap "" PIPE; "$1" restart 2>&1 | true' bash "${SCRIPT}" 3>&-
  expect_one
  [[ $(count_starts) == 4 ]]
  [[ $(grep -c 'outcome=success' "${LOG}") == 4 ]]
}

@test "a file size limit costs no restart" {
  start_service
  head -c 4000 /dev/zero >>"${LOG}"
  run bash -c 'ulimit -f 1; exec "$1" restart' bash "${SCRIPT}" 3>&-
  [[ ${status} == 0 ]]
  expect_another
}

@test "nothing is left in the state folder but state" {
  start_service
  must 0 restart
  [[ -z $(find "${BOX}/state" "${BOX}/run" -name '*.new') ]]
}

@test "a full /tmp and no TMPDIR matter nothing" {
  start_service
  run env TMPDIR=/nowhere "${SCRIPT}" restart 3>&-
  [[ ${status} == 0 ]]
  expect_another
}

@test "hostile text in the file of a pause is not run" {
  local text
  start_service
  for text in "a[\$(touch '${BOX}/pwned')] x" '99999999999999999999 x' '-1 x' ''; do
    printf '%s\n' "${text}" >|"${BOX}/state/paused"
    must 0 ensure
  done
  [[ ! -e "${BOX}/pwned" ]]
  expect_untouched
}

@test "a PID file folder that cannot be written is 73" {
  start_service
  mount --bind "${BOX}/run" "${BOX}/run"
  mount -o remount,bind,ro "${BOX}/run"
  must 73 restart
  must 73 stop
  expect_untouched
}

@test "a disk that turns read-only while the old process ends does not end the run" {
  write_worker "trap 'mount -o remount,bind,ro \"\${box}/run\"; exit' TERM" "${STAY[@]}"
  mount --bind "${BOX}/run" "${BOX}/run"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 stop
  expect_none
  grep -q ' worker stopped .*outcome=success' "${LOG}"
}
