# Gates of the host: load, pressure and a command, and the wait for them.

load helper
load gates

setup_file() {
  choose_box
  open_box
  use_gates "load_below: 1, pressure_below: { cpu: 20, memory: 20, io: 20 }, \
command: ['${BOX}/bin/idle', now], wait: 30m"
  cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
}
setup() {
  prepare_test
  MOUNTED=()
}
teardown() {
  end_faking
  end_test
}

# write_idle STATUS: the command of the gate, which notes each time that it is asked.
write_idle() {
  printf '#!/bin/sh\nprintf "%%s %%s\\n" "$(id -un)" "$*" >>"%s/asked"\nexit %s\n' "${BOX}" "$1" >"${BOX}/bin/idle.new"
  chmod 755 "${BOX}/bin/idle.new"
  mv -f -- "${BOX}/bin/idle.new" "${BOX}/bin/idle"
}

# start_waiting OPTION...: a restart that waits, as BYSTANDER.
start_waiting() {
  keep_running "${SCRIPT}" restart "$@"
  WAITER=${BYSTANDER}
  wait_until has_logged 'info worker waiting'
}

# ended STATUS: the run that waited ends with it.
ended() {
  local code=0
  wait_until is_gone "${WAITER}"
  wait "${WAITER}" || code=$?
  [[ ${code} == "$1" ]] && return 0
  printf 'exit %s instead of %s\n' "${code}" "$1"
  cat -- "${LOG}"
  return 1
}

@test "the load is counted per CPU" {
  local cpus
  cpus=$(nproc)
  start_service
  fake_load "$((cpus - 1)).99"
  must 20 restart --load-below 0.5
  [[ $(last_of gate) == load && $(last_of load) == "$((cpus - 1)).99" && $(last_of cpus) == "${cpus}" ]]
  [[ $(last_of load_below) == 0.50 ]]
  expect_untouched
  must 0 restart --load-below 1
  expect_another
  fake_load "${cpus}.00"
  must 20 restart --load-below 1
}

@test "each kind of pressure is a gate of its own" {
  local name
  start_service
  for name in cpu memory io; do fake_pressure "${name}" 12.34; done
  for name in cpu memory io; do
    must 20 restart "--${name}-pressure-below" 12.34
    [[ $(last_of gate) == pressure && $(last_of "pressure_${name}") == 12.34 ]]
  done
  expect_untouched
  must 0 restart --cpu-pressure-below 12.35 --memory-pressure-below 13 --io-pressure-below 99
  expect_another
}

@test "a kernel that tells no pressure costs a warning and shuts nothing" {
  start_service
  : >"${BOX}/empty"
  over /proc/pressure/cpu "${BOX}/empty"
  over /proc/pressure/io "${BOX}/empty"
  must 0 restart --cpu-pressure-below 1 --io-pressure-below 1
  expect_another
  [[ $(grep -c 'warn worker no_pressure' "${LOG}") == 1 ]]
}

@test "the command allows it by its status" {
  start_service
  write_idle 0
  must 0 restart --command-gate 1
  expect_another
  [[ $(<"${BOX}/asked") == "$(id -un) now" ]]
  OLD=$(pid_in_file)
  write_idle 3
  must 20 restart --command-gate 1
  [[ $(last_of gate) == command && $(last_of status) == 3 && $(last_of command) == idle ]]
  expect_untouched
  rm -- "${BOX}/bin/idle"
  must 20 restart --command-gate 1
  must 2 restart --command-gate 2
  must 2 restart --command-gate 0
  must 2 restart --command-gate 'a[0]'
}

@test "the command runs as the user of the service" {
  share_box
  CONFIG[user]=nobody
  use_gates "command: ['${BOX}/bin/idle']"
  : >"${BOX}/asked"
  chmod 666 "${BOX}/asked"
  write_idle 1
  start_service
  must 20 restart --command-gate 1
  [[ $(<"${BOX}/asked") == 'nobody '* ]]
}

@test "of several commands the named one is asked" {
  CONFIG[schedule]="[{ every: 1h, when: { command: ['${BOX}/bin/idle', one, 'two words'] } }, \
{ every: 2h, when: { command: /bin/false } }]"
  generate
  write_idle 0
  start_service
  must 20 restart --command-gate 2
  must 0 restart --command-gate 1
  [[ $(<"${BOX}/asked") == *' one two words' ]]
}

@test "wrong values are wrong usage" {
  local value
  for value in '' 0 0.001 -1 x '0,7' 1e3 'a[0]'; do must 2 restart --load-below "${value}"; done
  for value in '' -1 x 5%; do must 2 restart --io-pressure-below "${value}"; done
  for value in '' wait Skip; do must 2 restart --otherwise "${value}"; done
  for value in '' 1 1y; do must 2 restart --wait "${value}"; done
}

@test "a busy host is waited for, and the restart comes as soon as it is calm" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  expect_untouched
  fake_load 0.00
  ended 0
  expect_another
  has_logged 'gates_open load=0.00'
}

@test "the lock is free while it waits, also where the process had to be looked for" {
  start_service
  rm -- "${PID_FILE}"
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  must 0 restart --force
  expect_another
}

@test "the wait ends in time with a skip" {
  local began ended
  start_service
  fake_load 50.00
  began=$(uptime_ms)
  must 20 restart --load-below 1 --wait 2500ms --otherwise skip
  ended=$(uptime_ms)
  ((ended - began >= 2500 && ended - began < 5000))
  [[ $(last_of gate) == load && $(last_of waited) == 2s && $(last_of load) == 50.00 ]]
  expect_untouched
}

@test "the wait ends in time with a restart, where that is wanted" {
  start_service
  fake_load 50.00
  must 0 restart --load-below 1 --wait 1500ms --otherwise restart
  expect_another
  has_logged 'waited_in_vain gate=load'
}

@test "skipping is the rule, and no wait is waited without --wait" {
  start_service
  fake_load 50.00
  must 20 restart --load-below 1 --wait 1s
  must 20 restart --load-below 1 --otherwise restart
  expect_untouched
}

@test "a command that hangs cannot hold back the restart past its time" {
  local began ended
  start_service
  printf '#!/bin/sh\ntrap "" TERM\n[ -e "%s/asked" ] || { : >"%s/asked"; exit 1; }\nexec sleep 4321\n' "${BOX}" \
    "${BOX}" >"${BOX}/bin/idle"
  chmod 755 "${BOX}/bin/idle"
  began=$(uptime_ms)
  must 0 restart --command-gate 1 --wait 6s --otherwise restart
  ended=$(uptime_ms)
  ((ended - began >= 6000 && ended - began < 9000))
  expect_another
}

@test "nor can one that hangs when it is first asked" {
  local began ended
  start_service
  printf '#!/bin/sh\ntrap "" TERM\nexec sleep 4321\n' >"${BOX}/bin/idle"
  chmod 755 "${BOX}/bin/idle"
  began=$(uptime_ms)
  must 20 restart --command-gate 1 --wait 6s
  ended=$(uptime_ms)
  ((ended - began >= 6000 && ended - began < 8000))
  expect_untouched
}

@test "what would have to be asked too late is not asked" {
  start_service
  write_idle 0
  fake_load 50.00
  start_waiting --load-below 1 --command-gate 1 --wait 5s
  wait_until_late() { (($(uptime_ms) - BEGAN_AT > 3200)); }
  BEGAN_AT=$(uptime_ms)
  wait_until wait_until_late
  fake_load 0.00
  ended 20
  has_logged 'gate=command load=0.00'
  has_logged 'status=unasked'
  [[ ! -e "${BOX}/asked" ]]
}

@test "a pause during the wait holds" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  must 0 pause 1h
  fake_load 0.00
  ended 20
  has_logged 'gate=paused'
  expect_untouched
}

@test "a stop on purpose during the wait holds" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  must 0 stop
  fake_load 0.00
  ended 20
  expect_none
}

@test "what was restarted during the wait is not restarted once more" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  must 0 restart --force
  OLD=$(pid_in_file)
  fake_load 0.00
  ended 20
  has_logged 'gate=replaced'
  expect_untouched
}

@test "what died during the wait is started" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  kill_hard "${OLD}"
  fake_load 0.00
  ended 0
  expect_another
}

@test "what died during the wait is started, though its gates stay shut" {
  start_service
  write_idle 1
  start_waiting --command-gate 1 --wait 30m
  kill_hard "${OLD}"
  ended 0
  expect_another
  has_logged 'gates_dropped gate=command'
}

@test "what it leaves when it dies during the wait is no service" {
  write_worker 'sleep 98765 & exec sleep 98765'
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  kill_hard "${OLD}"
  ended 0
  [[ $(count_starts) == 2 ]]
  is_alive "$(pid_in_file)"
}

@test "what died while it is paused stays down" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  must 0 pause 1h
  kill_hard "${OLD}"
  ended 20
  has_logged 'gate=paused'
  expect_none
}

@test "what was stopped on purpose stays down, though its gates are dropped" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  must 0 stop
  ended 20
  has_logged 'gate=stopped'
  expect_none
}

@test "a lost PID file opens no gate" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 2s
  rm -- "${PID_FILE}"
  ended 20
  [[ $(last_of gate) == load ]]
  is_alive "${OLD}"
  [[ $(count_starts) == 1 ]]
}

@test "a signal ends the wait at once" {
  start_service
  fake_load 50.00
  start_waiting --load-below 1 --wait 30m
  kill -TERM "${WAITER}"
  ended 143
  has_logged 'interrupted'
  expect_untouched
}

@test "an hour of waiting costs less than a second of CPU and ends to the millisecond" {
  local rounds cost
  fake_load 50.00
  read -r rounds cost < <(bash "${BATS_TEST_DIRNAME}/hour.bash" "${SCRIPT}" --load-below 1 \
    --cpu-pressure-below 50 --wait 1h)
  ((rounds > 100 && rounds < 160 && cost < 500))
  fake_load 0.00
  write_idle 1
  read -r rounds cost < <(bash "${BATS_TEST_DIRNAME}/hour.bash" "${SCRIPT}" --load-below 1 \
    --command-gate 1 --wait 1h)
  [[ ${rounds} == "$(wc -l <"${BOX}/asked")" && ${rounds} -gt 60 ]]
  ((cost < 1000))
}

@test "memory and uptime are not waited for" {
  use_gates 'load_below: 1, uptime_above: 1h, wait: 30m'
  start_service
  fake_load 0.00
  must 20 restart --uptime-above 1h --load-below 1 --wait 30m
  [[ $(last_of gate) == uptime ]]
  must 20 restart --dry-run --uptime-above 1h --load-below 1 --wait 30m
  [[ ${output} == *gate_shut*gate=uptime*gate_open*gate=load* ]]
}

@test "--dry-run waits for nobody and says so" {
  write_idle 1
  start_service
  fake_load 50.00
  must 0 restart --dry-run --load-below 1 --command-gate 1 --wait 30m
  [[ ${output} == *gate_shut*gate=load* && ${output} == *gate_shut*gate=command* ]]
  [[ ${output} == *would_wait*at_most=1800s* ]]
  must 20 restart --dry-run --load-below 1
  expect_untouched
}
