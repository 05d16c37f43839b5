# Whatever is the user's is touched with the user's rights: hazards C2 to C4. These tests need root.

load helper
load account

@test "output goes to a folder of the user, and appends" {
  mkdir -- "${BOX}/mine"
  chown 34567:34567 "${BOX}/mine"
  CONFIG[output]="'${BOX}/mine/out'"
  generate
  write_quiet_worker 'echo hello'
  must 0 start
  must 0 restart
  [[ $(grep -c '^hello$' "${BOX}/mine/out") == 2 && $(stat -c %u "${BOX}/mine/out") == 34567 ]]
}

@test "a link that the user plants as output does not write a file of root" {
  mkdir -- "${BOX}/mine"
  chown 34567:34567 "${BOX}/mine"
  echo keep >"${BOX}/victim"
  CONFIG[output]="'${BOX}/mine/out'"
  generate
  ln -s -- "${BOX}/victim" "${BOX}/mine/out"
  write_quiet_worker 'echo hello'
  act start
  [[ $(<"${BOX}/victim") == keep ]]
  ((status != 0))
}

@test "an output that the user may not open leaves the old process alone" {
  mkdir -- "${BOX}/mine"
  chown 34567:34567 "${BOX}/mine"
  CONFIG[output]="'${BOX}/mine/out'"
  generate
  start_service
  rm -- "${BOX}/mine/out"
  mkdir -- "${BOX}/mine/out"
  act restart
  ((status != 0))
  expect_untouched
}

@test "a working directory that the user may not enter is refused with its rights" {
  mkdir -m 700 -- "${BOX}/private"
  CONFIG[working_directory]="'${BOX}/private'"
  generate
  must 13 start
  expect_none
}

@test "a PID file folder of the user is refused for a foreground process" {
  start_bystander
  chown 34567 "${BOX}/run"
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 14 restart
  must 14 stop
  is_alive "${BYSTANDER}"
}

@test "the clean-up has the rights of the user" {
  mkdir -- "${BOX}/spool"
  : >"${BOX}/spool/a"
  CONFIG[cleanup]="[{ path: '${BOX}/spool' }]"
  generate
  must 0 restart
  [[ -e "${BOX}/spool/a" ]]
  chown 34567 "${BOX}/spool"
  must 0 restart
  [[ ! -e "${BOX}/spool/a" ]]
}

@test "preflight and health check have the rights of the user" {
  CONFIG[preflight]="['${BOX}/bin/check', preflight]"
  CONFIG[health_check]="{ command: ['${BOX}/bin/check', health], interval: 100ms, timeout: 2s }"
  generate
  printf '#!/bin/bash\n[[ $EUID == 34567 && $USER == app && $SAIKIDO_SERVICE == worker ]]\n' >"${BOX}/bin/check"
  chmod 755 "${BOX}/bin/check"
  must 0 start
  expect_one
}

@test "what the user's processes left is found by its mark" {
  write_quiet_worker 'setsid sleep 91111 &'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  kill_hard "${OLD}"
  write_quiet_worker
  must 0 restart
  expect_one
}

@test "what of it runs as root is found by its mark" {
  start_service
  keep_running env SAIKIDO_SERVICE=worker setsid sleep 91111
  wait_until eval '(($(marked | wc -l) == 2))'
  must 0 restart
  expect_another
}
