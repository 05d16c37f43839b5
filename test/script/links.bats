# What others may have put in the place of our files and folders: hazards C2 and I.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

# The log is FILE, the restart works and nothing but FILE is written.
restart_with_log() {
  rm -f -- "${LOG}"
  "$@"
  must 0 restart
  expect_one
}

@test "a log that is a symbolic link is not followed" {
  echo keep >"${BOX}/victim"
  restart_with_log ln -s -- "${BOX}/victim" "${LOG}"
  [[ $(<"${BOX}/victim") == keep ]]
}

@test "a FIFO in the place of the log stops nothing" {
  restart_with_log mkfifo -- "${LOG}"
}

@test "a folder in the place of the log stops nothing" {
  restart_with_log mkdir -- "${LOG}"
}

@test "a missing log folder stops nothing" {
  rm -r -- "${BOX}/log"
  must 0 restart
  expect_one
}

@test "symbolic links in the state folder are not followed" {
  local name
  start_service
  for name in last process.new process stopped paused lock; do
    echo keep >"${BOX}/victim"
    rm -f -- "${BOX}/state/${name}"
    ln -s -- "${BOX}/victim" "${BOX}/state/${name}"
    act restart --force
    [[ $(<"${BOX}/victim") == keep ]] || { echo "${name}" && return 1; }
    rm -f -- "${BOX}/state/${name}"
  done
  must 0 restart
  expect_one
}

@test "symbolic links to folders in the state folder are not entered" {
  local name
  mkdir -- "${BOX}/victim"
  start_service
  for name in last process stopped; do
    rm -f -- "${BOX}/state/${name}"
    ln -s -- "${BOX}/victim" "${BOX}/state/${name}"
    act restart --force
    act stop
    [[ -z $(ls -A -- "${BOX}/victim") ]] || { echo "${name}" && return 1; }
    rm -f -- "${BOX}/state/${name}"
  done
}

@test "a log below a symbolic link is not followed" {
  mkdir -- "${BOX}/victim"
  CONFIG[output]="'${BOX}/spooler.out'"
  generate
  rm -r -- "${BOX}/log"
  ln -s -- "${BOX}/victim" "${BOX}/log"
  must 0 restart
  expect_one
  [[ -z $(ls -A -- "${BOX}/victim") ]]
}

@test "a log in a folder of somebody else is not written" {
  CONFIG[output]="'${BOX}/spooler.out'"
  generate
  chown 65534 "${BOX}/log"
  must 0 restart
  expect_one
  [[ ! -e ${LOG} ]]
}

@test "an output that is a symbolic link is not followed" {
  echo keep >"${BOX}/victim"
  ln -s -- "${BOX}/victim" "${OUTPUT}"
  write_worker 'echo hello'
  act start
  [[ $(<"${BOX}/victim") == keep ]]
  ((status != 0))
}

@test "files that a killed run left stop nothing, and go" {
  start_service
  printf '1 1 x\n' | tee "${BOX}/state/process.new" "${BOX}/state/last.new" >"${PID_FILE}.new"
  must 0 restart
  expect_another
  [[ -z $(find "${BOX}/state" "${BOX}/run" -name '*.new') ]]
}

@test "a dangling link in the place of the lock creates nothing" {
  mkdir -- "${BOX}/state"
  ln -s -- "${BOX}/nowhere" "${BOX}/state/lock"
  act start
  ((status != 0))
  [[ ! -e "${BOX}/nowhere" ]]
  expect_none
}

@test "a FIFO in the place of the record stops nobody" {
  start_service
  rm -- "${RECORD}"
  mkfifo -- "${RECORD}"
  run timeout -s KILL 10 "${SCRIPT}" ensure 3>&-
  [[ ${status} == 73 ]]
  run timeout -s KILL 10 "${SCRIPT}" status 3>&-
  [[ ${status} == 0 ]]
  rm -- "${RECORD}"
  must 0 ensure
  expect_untouched
}
