# What cannot start, does not stay up, or must not cost the old process: hazards G and I.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

@test "a missing command leaves the old process alone" {
  start_service
  mv -- "${BOX}/bin/worker" "${BOX}/bin/away"
  must 13 restart
  expect_untouched
  must 13 restart --dry-run
}

@test "a command that may not be executed leaves the old process alone" {
  start_service
  chmod 644 "${BOX}/bin/worker"
  must 13 restart
  expect_untouched
}

@test "a folder as command leaves the old process alone" {
  start_service
  rm -- "${BOX}/bin/worker"
  mkdir -- "${BOX}/bin/worker"
  must 13 restart
  expect_untouched
}

@test "a missing working directory leaves the old process alone" {
  mkdir -- "${BOX}/spool"
  CONFIG[working_directory]="'${BOX}/spool'"
  generate
  start_service
  rmdir -- "${BOX}/spool"
  act restart
  ((status != 0))
  expect_untouched
}

@test "an output that cannot be opened leaves the old process alone" {
  start_service
  rm -- "${OUTPUT}"
  mkdir -- "${OUTPUT}"
  act restart
  ((status != 0))
  expect_untouched
}

@test "a preflight that fails leaves the old process alone" {
  CONFIG[preflight]="['${BOX}/bin/preflight', 'two words']"
  generate
  printf '#!/bin/bash\n[[ $1 == "two words" && ! -e "%s/bad" ]]\n' "${BOX}" >"${BOX}/bin/preflight"
  chmod 755 "${BOX}/bin/preflight"
  start_service
  : >"${BOX}/bad"
  must 13 restart
  expect_untouched
  rm -- "${BOX}/bad" "${BOX}/bin/preflight"
  must 13 restart
  expect_untouched
}

@test "a preflight that hangs is ended and leaves the old process alone" {
  CONFIG[preflight]="['${BOX}/bin/preflight']"
  CONFIG[start]='{ timeout: 1s, settle: 200ms, attempts: 1 }'
  generate
  printf '#!/bin/bash\nexit 0\n' >"${BOX}/bin/preflight"
  chmod 755 "${BOX}/bin/preflight"
  start_service
  printf '#!/bin/bash\ntrap "" TERM\nsleep 91234\nsleep 91234\n' >"${BOX}/bin/preflight"
  must 13 restart
  expect_untouched
}

# worker_from BYTES: a command that the kernel cannot execute.
worker_from() {
  printf "$1" >"${BOX}/bin/worker"
}

@test "an interpreter that does not exist ends in 11" {
  worker_from '#!/no/such/interpreter\n'
  must 11 start
  expect_none
  worker_from '#!/bin/bash\r\nsleep 5\n'
  must 11 start
  worker_from '\177ELF nonsense'
  must 11 start
  expect_none
}

@test "after 11 the next ensure starts what was repaired" {
  start_service
  printf '#!/no/such/interpreter\n' >|"${BOX}/bin/worker"
  must 11 restart
  write_worker
  must 0 ensure
  expect_another
}

@test "it is tried as often as configured, with growing delays" {
  CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 3, retry_delay: 200ms }'
  generate
  write_program worker 'exit 7'
  local began
  began=$(uptime_ms)
  must 11 start
  (($(uptime_ms) - began >= 600))
  [[ $(count_starts) == 3 && ! -e "${BOX}/two at once" ]]
  expect_none
  grep -q 'start_failed .*attempt=1 .*status=7' "${LOG}"
  grep -q 'start_failed .*attempt=3' "${LOG}"
}

@test "a later attempt that stays up is a success" {
  CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 3, retry_delay: 50ms }'
  generate
  write_worker '(($(wc -l <"${box}/starts") > 2)) || exit 1'
  must 0 start
  expect_one
  grep -q ' started .*attempts=3' "${LOG}"
}

@test "a process that ends within the settle time did not start" {
  CONFIG[start]='{ timeout: 5s, settle: 1s, attempts: 1 }'
  generate
  write_program worker 'sleep 0.6'
  must 11 start
  expect_none
}

@test "what a failed attempt leaves behind goes before the next" {
  CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 3, retry_delay: 50ms }'
  generate
  write_program worker 'setsid sleep 91111 &' 'exit 1'
  must 11 start
  [[ $(count_starts) == 3 && ! -e "${BOX}/two at once" ]]
  expect_none
}

@test "a child that is about to become another program, and shows no mark yet, goes before the next, too" {
  CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 2, retry_delay: 50ms }'
  generate
  write_program worker 'env -i setsid perl -e '\''select undef, undef, undef, 0.3; $ENV{SAIKIDO_SERVICE} = "worker";
    exec "sleep", "91111"'\'' &' 'sleep 0.1' 'exit 1'
  must 11 start
  [[ $(count_starts) == 2 && ! -e "${BOX}/two at once" ]]
  expect_none
}

@test "a child that is killed while it waits for the old process gets a successor" {
  CONFIG[stop]='{ timeout: 5s }'
  generate
  write_worker 'linger() { : >"${box}/asked"; until [[ -e "${box}/die" ]]; do sleep 0.02; done; exit; }' \
    'trap linger TERM' "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  write_worker
  keep_running "${SCRIPT}" restart
  wait_until test -e "${BOX}/asked"
  local child
  read -r child _ <"${RECORD}.new"
  kill_hard "${child}"
  : >"${BOX}/die"
  wait "${BYSTANDER}"
  expect_another
  [[ ! -e "${RECORD}.new" && ! -e "${PID_FILE}.new" ]]
}

@test "arguments arrive as they are" {
  local arguments=('' ' ' 'two words' "it's" '"' '$HOME' '$(id)' '`id`' '\' 'a\b'
    '*' '~' '-n' '--' '%s' '{}' 'é 😀' '!x' '#x' 'x=1')
  local word list=''
  for word in "${arguments[@]}"; do list+=", '${word//\'/\'\'}'"; done
  CONFIG[command]="['${BOX}/bin/worker'${list}]"
  generate
  write_worker 'printf "%s\0" "$@" >"${box}/arguments"' ': >"${box}/ready"'
  start_service
  wait_until test -e "${BOX}/ready"
  printf '%s\0' "${arguments[@]}" | cmp - "${BOX}/arguments"
}

@test "nothing is started when it runs already and its PID file is lost" {
  start_service
  rm -- "${PID_FILE}" "${RECORD}"
  must 0 ensure
  expect_untouched
}
