# Never in parallel, and the lock is never inherited: hazards C5, C6 and D.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

only_done_or_busy() {
  local one
  for one in "${STATUSES[@]}"; do
    [[ ${one} == @(0|75) ]] || { printf 'exit statuses: %s\n' "${STATUSES[*]}" && return 1; }
  done
  [[ " ${STATUSES[*]} " == *' 0 '* ]]
}

@test "twelve starts at once give one copy" {
  all_at_once start 12
  only_done_or_busy
  expect_one
  [[ $(count_starts) == 1 ]]
}

@test "twelve restarts at once give one copy" {
  start_service
  all_at_once restart 12
  only_done_or_busy
  expect_another
}

@test "twelve ensures at once after a death give one copy" {
  start_service
  kill_hard "${OLD}"
  all_at_once ensure 12
  only_done_or_busy
  expect_another
  [[ $(count_starts) == 2 ]]
}

@test "lines of parallel runs are not torn" {
  all_at_once restart 8
  run ! grep -vE '^[0-9-]{10}T[0-9:]{8}\.[0-9]{3}[+-][0-9]{2}:[0-9]{2} (info|warn|error) worker [a-z_]+( |$)' "${LOG}"
  [[ $(grep -c 'outcome=' "${LOG}") == 8 ]]
}

@test "a run that finds the lock held ends with 75 and touches nothing" {
  start_service
  hold_lock
  local action
  for action in restart stop 'restart --force'; do
    must 75 ${action}
    expect_untouched
  done
  kill_hard "${OLD}"
  must 75 ensure
  must 75 start
  expect_none
}

@test "a lock file that is removed while held lets no second copy start" {
  CONFIG[stop]='{ timeout: 1500ms }'
  generate
  write_worker "trap ': >\"\${box}/asked\"' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  write_worker
  keep_running "${SCRIPT}" restart
  local first=${BYSTANDER}
  wait_until test -e "${BOX}/asked"
  rm -- "${BOX}/state/lock"
  act restart
  [[ ${status} == @(0|75) ]]
  wait "${first}" || true
  # A child that was being prepared holds the lock until it has read the end of its pipe.
  wait_until flock -n "${BOX}/state/lock" true
  must 0 ensure
  expect_one
}

@test "the lock is free while the process runs" {
  start_service
  flock -n "${BOX}/state/lock" true
  must 0 stop
  flock -n "${BOX}/state/lock" true
}

@test "what the process leaves behind does not hold the lock" {
  CONFIG[preflight]="['${BOX}/bin/preflight']"
  generate
  printf '#!/bin/bash\nsetsid -f sleep 95555\n' >"${BOX}/bin/preflight"
  chmod 755 "${BOX}/bin/preflight"
  start_service
  flock -n "${BOX}/state/lock" true
  must 0 stop
}

@test "others can neither read nor lock the lock file" {
  start_service
  [[ $(stat -c '%a %u' "${BOX}/state/lock") == '600 0' ]]
  run setpriv --reuid 65534 --regid 65534 --clear-groups flock -n "${BOX}/state/lock" true 3>&-
  ((status != 0))
}

@test "files have their modes under any mask" {
  local mask
  for mask in 000 077; do
    rm -rf -- "${BOX}/state" "${BOX}/log" "${BOX}/run"
    (umask "${mask}" && exec "${SCRIPT}" start) 3>&-
    [[ $(stat -c %a "${PID_FILE}") == 644 && $(stat -c %a "${BOX}/run") == 755 ]]
    [[ $(stat -c %a "${BOX}/state/lock") == 600 ]]
    [[ $(stat -c %a "${LOG}") == 640 ]]
    [[ -z $(find "${BOX}/state" "${BOX}/log" "${BOX}/run" -perm /022) ]]
    must 0 stop
    must 0 start
    must 0 stop
  done
}

@test "a run that is stopped holds the others off, not for ever" {
  CONFIG[stop]='{ timeout: 3s }'
  generate
  write_worker "trap ': >\"\${box}/asked\"' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  write_worker
  keep_running "${SCRIPT}" restart
  wait_until test -e "${BOX}/asked"
  kill -STOP "${BYSTANDER}"
  must 75 restart
  kill -KILL "${BYSTANDER}"
  wait "${BYSTANDER}" || true
  must 0 restart
  expect_another
}

@test "a lock file that is replaced before it is locked counts nothing" {
  use_tools
  rm -- "${TOOLS}/flock"
  printf '#!/bin/bash\nrm -f -- "%s/state/lock"; : >"%s/state/lock"; exec %q "$@"\n' "${BOX}" "${BOX}" \
    "$(command -v flock)" >"${TOOLS}/flock"
  chmod 755 "${TOOLS}/flock"
  must 75 start
  expect_none
}

@test "the child holds the lock until it may run" {
  write_worker "trap ': >\"\${box}/asked\"' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  keep_running "${SCRIPT}" restart
  wait_until test -e "${BOX}/asked"
  local child
  child=$(cut -d ' ' -f 1 "${RECORD}.new")
  kill -STOP "${child}"
  kill -KILL "${BYSTANDER}"
  wait "${BYSTANDER}" || true
  run ! flock -n "${BOX}/state/lock" true
  kill -CONT "${child}"
  wait_until flock -n "${BOX}/state/lock" true
}
