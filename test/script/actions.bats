# Actions, exit statuses and what is said of them: contract, section 5.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

@test "restart is the default and replaces the process" {
  start_service
  must 0
  expect_another
}

@test "restart starts a service that is not running" {
  must 0 restart
  expect_one
}

@test "start leaves a running process alone" {
  start_service
  must 0 start
  expect_untouched
  [[ $(count_starts) == 1 ]]
}

@test "start makes a lost PID file true again" {
  start_service
  rm -- "${PID_FILE}"
  must 0 start
  expect_untouched
}

@test "stop ends it and takes the PID file away" {
  start_service
  must 0 stop
  expect_none
  [[ ! -e ${PID_FILE} ]]
}

@test "stop of what does not run is done" {
  must 0 stop
  expect_none
}

@test "what was stopped on purpose is not started by restart and ensure" {
  start_service
  must 0 stop
  must 20 restart
  must 20 ensure
  expect_none
}

@test "not even ensure --force starts what was stopped on purpose" {
  start_service
  must 0 stop
  must 20 ensure --force
  expect_none
}

@test "a stop that fails is not remembered" {
  CONFIG[stop]='{ timeout: 300ms, kill: false }'
  generate
  write_worker "trap '' TERM" 'exec sleep 98765'
  start_service
  must 10 stop
  kill_hard "${OLD}"
  must 0 ensure
  expect_another
}

@test "resume --dry-run leaves the pause" {
  must 0 pause 1h
  must 0 resume --dry-run
  must 20 ensure
}

@test "a script that bash finds through PATH works, too" {
  run env PATH="${BOX}/sbin:${PATH}" bash worker-restart start 3>&-
  [[ ${status} == 0 ]]
  expect_one
  run env PATH="${BOX}/sbin:${PATH}" bash -p worker-restart help 3>&-
  [[ ${status} == 0 && ${output} == *'usage: worker-restart'* ]]
}

@test "a pipe in the place of a pause or of the last outcome stops nobody" {
  start_service
  mkfifo "${BOX}/state/paused"
  rm -f -- "${BOX}/state/last"
  mkfifo "${BOX}/state/last"
  must 0 ensure
  must 0 status
  rm -- "${BOX}/state/paused" "${BOX}/state/last"
}

@test "start ends a stop on purpose" {
  must 0 stop
  must 0 start
  expect_one
  must 0 restart
  expect_one
}

@test "restart --force ends a stop on purpose" {
  must 0 stop
  must 0 restart --force
  expect_one
  must 0 restart
}

@test "ensure starts a process that died" {
  start_service
  kill_hard "${OLD}"
  must 0 ensure
  expect_another
}

@test "ensure leaves a living process alone" {
  start_service
  must 0 ensure
  expect_untouched
}

@test "a pause skips restart and ensure, not start and stop" {
  start_service
  must 0 pause 1h maintenance of the disk
  must 20 restart
  expect_untouched
  must 20 ensure
  must 0 stop
  expect_none
  must 0 start
  expect_one
}

@test "restart --force ignores a pause, resume ends it" {
  start_service
  must 0 pause 1h
  must 0 restart --force
  expect_another
  must 20 restart
  must 0 resume
  must 0 restart
}

@test "a pause ends by itself" {
  start_service
  must 0 pause 1s
  must 20 restart
  paused_no_more() { act restart && ((status == 0)); }
  wait_until paused_no_more
  expect_another
}

@test "pause takes durations alone" {
  local word
  for word in '' 5 '5 minutes' -5m 5x 1h30 'a[$(id)]' 9999999999d; do
    must 2 pause "${word}"
  done
  must 2 pause
  must 0 pause 1h30m
  must 0 resume
}

@test "wrong usage is 2 and touches nothing" {
  start_service
  must 2 reboot
  must 2 restart --fast
  must 2 restart now
  must 2 'a[$(id)]'
  must 2 main
  expect_untouched
}

@test "help and version need no rights and name the exit statuses" {
  must 0 help
  [[ ${output} == *ensure* && ${output} == *75* ]]
  must 0 --help
  must 0 version
  [[ ${output} == *aikido* ]]
}

@test "status is that of an LSB init script" {
  must 3 status
  start_service
  must 0 status
  [[ ${output} == *"${OLD}"* && ${#lines[@]} == 1 ]]
  kill_hard "${OLD}"
  wait_until is_gone "${OLD}"
  must 1 status
  must 0 stop
  must 3 status
}

@test "status --json has its keys, running or not" {
  local keys='d => Object.keys(d).join(" ")'
  read_json() {
    node -e "const d = JSON.parse(require('fs').readFileSync(0, 'utf8')); console.log(($1)(d))" <<<"${output}"
  }
  must 3 status --json
  [[ $(read_json "${keys}") == 'service state pid uptime_seconds memory_bytes last_outcome last_run paused_until' ]]
  [[ $(read_json 'd => [d.service, d.pid, d.memory_bytes, d.last_outcome, d.last_run].join()') == worker,,,, ]]
  start_service
  must 0 pause 1h
  must 0 status --json
  [[ $(read_json 'd => d.pid') == "${OLD}" ]]
  [[ $(read_json 'd => d.memory_bytes > 1e5 && d.uptime_seconds < 60 && d.uptime_seconds >= 0') == true ]]
  [[ $(read_json 'd => Math.round((Date.parse(d.paused_until) - Date.now()) / 6e5)') == 6 ]]
  [[ $(read_json 'd => Math.abs(Date.parse(d.last_run) - Date.now()) < 6e4') == true ]]
  [[ $(read_json 'd => d.last_outcome') == success ]]
}

@test "status changes nothing" {
  start_service
  find "${BOX}" -newermt @0 -printf '%p %s %T@\n' | sort >"${BATS_TEST_TMPDIR}/before"
  must 0 status
  must 0 status --json
  find "${BOX}" -newermt @0 -printf '%p %s %T@\n' | sort | cmp - "${BATS_TEST_TMPDIR}/before"
}

@test "--dry-run says what would be done and does nothing" {
  local action
  for action in restart start stop ensure; do
    must 0 "${action}" --dry-run
    [[ ! -e "${BOX}/state" && ! -e ${LOG} && ! -e ${PID_FILE} ]]
  done
  start_service
  find "${BOX}" -printf '%p %s %T@\n' | sort >"${BATS_TEST_TMPDIR}/before"
  for action in restart start stop ensure resume; do must 0 "${action}" --dry-run; done
  must 0 pause 1h --dry-run
  must 0 stop --dry-run
  [[ ${output} != *' stopped '* && ${output} == *' previewed '* ]]
  must 0 restart --dry-run
  [[ ${output} == *"${OLD}"* ]]
  find "${BOX}" -printf '%p %s %T@\n' | sort | cmp - "${BATS_TEST_TMPDIR}/before"
  expect_untouched
}

@test "--quiet says nothing when all is well" {
  must 0 restart --quiet
  [[ -z ${output} ]]
  expect_one
  must 2 restart --quiet --fast
  [[ -n ${output} ]]
}
