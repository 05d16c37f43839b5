# The old process and all that it started go, or nothing new is started: hazards A5, E and F.

load helper
load odd

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

@test "a process that ends at once is not waited for" {
  CONFIG[stop]='{ timeout: 30s }'
  generate
  start_service
  local began
  began=$(uptime_ms)
  must 0 restart
  (($(uptime_ms) - began < 2500))
  expect_another
}

@test "a process that takes its time gets it" {
  write_worker "trap 'sleep 0.7; echo done >\"\${box}/done\"; exit' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 restart
  [[ -e "${BOX}/done" ]]
  expect_another
  has_logged 'killed=0'
}

@test "a process that ignores TERM is killed after the timeout" {
  CONFIG[stop]='{ timeout: 500ms }'
  generate
  write_worker "trap '' TERM" 'exec sleep 98765'
  start_service
  write_worker
  local began
  began=$(uptime_ms)
  must 0 restart
  (($(uptime_ms) - began >= 500))
  expect_another
  grep -q 'warn worker killing' "${LOG}"
  grep -q ' restarted .*killed=1' "${LOG}"
}

@test "kill: false gives up, keeps the old process and starts nothing" {
  CONFIG[stop]='{ timeout: 300ms, kill: false }'
  generate
  write_worker "trap '' TERM" 'exec sleep 98765'
  start_service
  must 10 restart
  expect_untouched
  [[ $(count_starts) == 1 ]]
  must 10 stop
  expect_untouched
  grep -q 'error worker .*exit=10' "${LOG}"
}

@test "the configured signal is sent" {
  CONFIG[stop]='{ signal: USR2, timeout: 5s }'
  generate
  write_worker "trap 'echo USR2 >\"\${box}/signal\"; exit' USR2" "trap '' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 stop
  [[ $(<"${BOX}/signal") == USR2 ]]
}

@test "a stopped process gets its TERM" {
  write_worker "trap 'echo bye >\"\${box}/bye\"; exit' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  kill -STOP "${OLD}"
  must 0 restart
  [[ -e "${BOX}/bye" ]]
  expect_another
}

@test "others are not touched" {
  local other
  start_bystander
  other=${BYSTANDER}
  keep_running "${BOX}/bin/worker"
  start_service || true
  must 0 stop
  is_alive "${other}"
}

@test "TERM while it waits for the old process is no half restart" {
  CONFIG[stop]='{ timeout: 1s }'
  generate
  write_worker "trap ': >\"\${box}/asked\"' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  write_worker
  keep_running "${SCRIPT}" restart
  wait_until test -e "${BOX}/asked"
  kill -TERM "${BYSTANDER}"
  wait "${BYSTANDER}" && false || [[ $? == 143 ]]
  expect_another
  grep -q ' restarted .* outcome=success exit=143$' "${LOG}"
}

@test "a process in state D that only KILL ends" {
  CONFIG[stop]='{ timeout: 300ms }'
  generate
  write_vforker
  start_service
  wait_until is_in_state D "${OLD}"
  write_worker
  must 0 restart
  expect_another
  has_logged 'killed=1'
}

@test "a terminal that goes away is no half restart" {
  write_worker "trap ': >\"\${box}/asked\"; sleep 0.5; exit' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  write_worker
  keep_running script -qec "${SCRIPT@Q} restart" /dev/null
  wait_until test -e "${BOX}/asked"
  kill -KILL "${BYSTANDER}"
  wait_until has_logged ' restarted '
  expect_another
}
