# The old process and all that it started go, or nothing new is started: hazards A5, E and F.

load helper

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

@test "children that left its session and group go, too" {
  write_worker 'setsid sleep 91111 &' 'setsid -f setsid -f sleep 92222' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 3))'
  write_worker
  must 0 restart
  expect_another
}

@test "a child that ignores TERM delays the start and is killed" {
  CONFIG[stop]='{ timeout: 500ms }'
  generate
  write_worker "(trap '' TERM; exec setsid sleep 91111) &" 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  write_worker
  must 0 restart
  expect_another
  has_logged 'killed=1'
}

@test "with kill: false nothing is started while a child lives" {
  CONFIG[stop]='{ timeout: 300ms, kill: false }'
  generate
  write_worker "(trap '' TERM; exec setsid sleep 91111) &" 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  must 10 restart
  is_gone "${OLD}"
  [[ $(count_starts) == 1 && $(marked | wc -l) == 1 ]]
  must 10 restart
  must 10 start
  [[ $(count_starts) == 1 ]]
}

@test "orphans of a killed process go before a new one starts" {
  write_worker 'setsid sleep 91111 &' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  kill -KILL "${OLD}"
  write_worker
  must 0 restart
  expect_one
}

@test "ensure starts it when only an orphan of it is left" {
  write_worker 'setsid sleep 91111 &' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  kill -KILL "${OLD}"
  write_worker
  must 0 ensure
  expect_another
  [[ $(count_starts) == 2 ]]
}

@test "start starts it when only an orphan of it is left" {
  write_worker 'setsid sleep 91111 &' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  kill -KILL "${OLD}"
  write_worker
  must 0 start
  expect_another
  [[ $(count_starts) == 2 ]]
}

@test "a child without the mark goes with its session" {
  write_worker 'env -i sleep 91111 &' 'printf "%s\n" "$!" >"${box}/child"' 'exec sleep 98765'
  start_service
  wait_until test -s "${BOX}/child"
  local child
  child=$(<"${BOX}/child")
  must 0 stop
  is_gone "${child}"
}

@test "a shell around the command takes it along" {
  CONFIG[command]="[/bin/sh, -c, 'sleep 93333; :']"
  generate
  must 0 start
  OLD=$(pid_in_file)
  wait_until eval '(($(marked | wc -l) == 2))'
  must 0 stop
  expect_none
}

@test "scope process leaves children alone" {
  CONFIG[stop]='{ timeout: 3s, scope: process }'
  generate
  write_worker 'setsid sleep 91111 9>&- &' 'printf "%s\n" "$!" >"${box}/child"' 'exec sleep 98765'
  start_service
  wait_until test -s "${BOX}/child"
  local child
  child=$(<"${BOX}/child")
  must 0 stop
  is_gone "${OLD}"
  is_alive "${child}"
}

@test "newcomers that a dying process starts go, too" {
  write_worker "trap 'setsid -f sleep 91111; exit' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 stop
  expect_none
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
}
