# Gates of the process itself: how much memory it holds, at how many checks in a row, and how long it has been up.

load helper
load gates

setup_file() {
  choose_box
  open_box
  use_gates 'memory_above: 1M, uptime_above: 1s, sustained: 3'
  cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
}
setup() {
  prepare_test
  MOUNTED=()
}
teardown() { end_test; }

@test "a script without gates takes none" {
  CONFIG[schedule]="'0 3 * * *'"
  generate
  must 2 restart --memory-above 800M
  must 2 restart --jitter 1m
  run ! grep -q LIMIT "${SCRIPT}"
}

@test "it takes the gates of its configuration and no others" {
  start_service
  must 2 restart --load-below 0.7
  must 2 restart --wait 1h
  must 2 restart --memory
  must 2 restart --memory-above
  must 2 ensure --memory-above 1T
  must 2 start --uptime-above 1s
  must 20 restart --memory-above 1T
  must 20 --memory-above=1T
  must 20 --memory-above 1T restart
  expect_untouched
}

@test "a wrong value is wrong usage and touches nothing" {
  local value
  start_service
  for value in '' 0M 800 800m -1M '1 M' 1.5G 9999999999999T 'a[$(id)]M' 0x1M; do
    must 2 restart --memory-above "${value}"
    must 2 restart "--memory-above=${value}"
  done
  for value in '' 5 5x -5m '1h 30m' 99999d 'a[$(id)]s'; do must 2 restart --uptime-above "${value}"; done
  for value in '' 0 -1 1.5 10000 01 'a[0]'; do must 2 restart --sustained "${value}"; done
  expect_untouched
  [[ $(count_starts) == 1 ]]
}

@test "below the limit it is skipped, with the figures" {
  start_service
  must 20 restart --memory-above 1G
  expect_untouched
  [[ $(last_of gate) == memory && $(last_of outcome) == skipped && $(last_of limit) == 1073741824 ]]
  (($(last_of memory) > 50000 && $(last_of memory) < 100000000))
}

@test "above the limit it is restarted, with the figures" {
  start_service
  must 0 restart --memory-above 1K
  expect_another
  has_logged 'info worker gates_open memory='
}

@test "the memory is that of the whole group" {
  write_worker '(x=$(head -c 30000000 /dev/zero | tr "\0" x); exec 8<> <(:); : >"${box}/ready"; read -r -u 8) &'
  start_service
  wait_until test -e "${BOX}/ready"
  must 20 restart --memory-above 300M
  (($(last_of memory) > 30000000))
  rm -- "${BOX}/ready"
  must 0 restart --memory-above 25M
  is_gone "${OLD}"
  wait_until test -e "${BOX}/ready"
}

@test "a memory that processes share is counted once" {
  printf '%s\n' '#!/usr/bin/python3' 'import os, time' 'x = bytearray(40000000)' \
    'for i in range(4): os.fork() or time.sleep(98765)' "open('${BOX}/ready', 'w')" 'time.sleep(98765)' \
    >"${BOX}/bin/worker"
  start_service
  wait_until test -e "${BOX}/ready"
  must 20 restart --memory-above 100M
  (($(last_of memory) > 40000000))
}

@test "a process that is not up long enough is skipped" {
  start_service
  must 20 restart --uptime-above 1h
  [[ $(last_of gate) == uptime && $(last_of uptime_above) == 3600s ]]
  expect_untouched
  must 0 restart --uptime-above 0s
  expect_another
}

@test "both gates must be open, and both are in the log" {
  start_service
  must 20 restart --uptime-above 1h --memory-above 1K
  [[ $(last_of gate) == uptime && $(last_of memory) -gt 0 ]]
  must 20 restart --uptime-above 0s --memory-above 1G
  [[ $(last_of gate) == memory && -n $(last_of uptime) ]]
  expect_untouched
}

@test "sustained counts checks in a row across runs" {
  start_service
  must 20 restart --memory-above 1K --sustained 3
  [[ $(last_of checks) == 1/3 && $(last_of gate) == memory ]]
  must 20 restart --memory-above 1K --sustained 3
  [[ $(last_of checks) == 2/3 ]]
  must 0 restart --memory-above 1K --sustained 3
  expect_another
  has_logged checks=3/3
}

@test "a check below the limit starts the count anew" {
  write_worker 'trap "x=" USR1' 'x=$(head -c 40000000 /dev/zero | tr "\0" x)' ': >"${box}/ready"' \
    'exec 8<> <(:)' 'while :; do read -r -t 0.05 -u 8; [[ -n $x ]] || : >"${box}/shrunk"; done'
  start_service
  wait_until test -e "${BOX}/ready"
  must 20 restart --memory-above 30M --sustained 2
  kill -USR1 "${OLD}"
  wait_until test -e "${BOX}/shrunk"
  must 20 restart --memory-above 30M --sustained 2
  [[ $(last_of checks) == 0/2 ]]
  expect_untouched
  [[ $(find "${BOX}/state" -name 'above-*') == '' ]]
}

@test "start and restart forget the count, also by way of ensure" {
  start_service
  must 20 restart --memory-above 1K --sustained 2
  must 0 restart
  must 20 restart --memory-above 1K --sustained 2
  [[ $(last_of checks) == 1/2 ]]
  kill_hard "$(pid_in_file)"
  must 0 ensure
  must 20 restart --memory-above 1K --sustained 2
  [[ $(last_of checks) == 1/2 ]]
}

@test "each limit has a count of its own" {
  start_service
  must 20 restart --memory-above 1K --sustained 2
  must 20 restart --memory-above 2K --sustained 2
  [[ $(last_of checks) == 1/2 ]]
}

@test "each entry has a count of its own, though the limit is the same" {
  start_service
  must 20 restart --memory-above 1K --sustained 6
  must 20 restart --memory-above 1K --sustained 6
  must 20 restart --memory-above 1K --sustained 3
  [[ $(last_of checks) == 1/3 ]]
  must 20 restart --memory-above 1K --uptime-above 0s --sustained 3
  [[ $(last_of checks) == 1/3 ]]
  must 20 restart --memory-above 1K --sustained 6
  [[ $(last_of checks) == 3/6 ]]
  must 0 restart
  [[ $(find "${BOX}/state" -name 'above*') == '' ]]
}

@test "hostile text in the count is not run and counts for nothing" {
  local files
  start_service
  must 20 restart --memory-above 1K --sustained 2
  files=("${BOX}/state/above"*)
  printf 'a[$(touch "%s/pwned")]\n' "${BOX}" >"${files[0]}"
  must 20 restart --memory-above 1K --sustained 2
  [[ ! -e "${BOX}/pwned" && $(last_of checks) == 1/2 ]]
}

@test "--force passes the gates" {
  start_service
  must 0 restart --force --memory-above 1T --uptime-above 1h
  expect_another
}

@test "what does not run is started without a look at the gates" {
  must 0 restart --memory-above 1T --uptime-above 1h
  expect_one
  kill_hard "$(pid_in_file)"
  must 0 restart --memory-above 1T
  expect_one
}

@test "an orphan shuts no gate: the service is dead" {
  write_worker 'sleep 98765 & exec sleep 98765'
  start_service
  kill_hard "${OLD}"
  wait_until is_gone "${OLD}"
  must 0 restart --memory-above 1T --uptime-above 1h
  expect_another_group() { [[ -n $(marked) && $(count_starts) == 2 ]]; }
  expect_another_group
}

@test "a pause and a stop on purpose come before the gates" {
  start_service
  must 0 pause 1h
  must 20 restart --memory-above 1K
  must 20 restart --memory-above 1T
  [[ $(last_of gate) == paused ]]
  must 0 resume
  must 0 stop
  must 20 restart --memory-above 1K
  [[ $(last_of gate) == stopped ]]
}

@test "--dry-run says what each gate decides and counts nothing" {
  start_service
  must 20 restart --dry-run --memory-above 1K --uptime-above 1h --sustained 2
  [[ ${output} == *gate_shut*gate=uptime* && ${output} == *gate_shut*gate=memory*checks=1/2* ]]
  must 20 restart --dry-run --memory-above 1K --sustained 2
  [[ ${output} == *checks=1/2* ]]
  must 0 restart --dry-run --memory-above 1K
  [[ ${output} == *gate_open*would_start* ]]
  expect_untouched
}

@test "a check that is not to restart takes no lock, so that it keeps no other run from working" {
  start_service
  hold_lock
  must 20 restart --memory-above 1T
  must 75 restart --memory-above 1K
  [[ $(last_of gate) == locked ]]
  expect_untouched
}

@test "a process whose PID file was lost is found and judged" {
  start_service
  rm -- "${PID_FILE}"
  must 20 restart --memory-above 1T
  [[ $(last_of gate) == memory && $(last_of memory) -gt 50000 ]]
  must 0 restart --memory-above 1K
  expect_another
}

@test "of a unit the kernel's account counts, without the files that it only caches" {
  local key
  for key in command pid_file output stop; do unset "CONFIG[${key}]"; done
  CONFIG[manager]=systemd CONFIG[unit]=worker.service
  use_gates 'memory_above: 1M'
  mkdir -- "${BOX}/group"
  printf '50000000\n' >"${BOX}/group/memory.current"
  printf 'anon 30000000\nfile 19000000\ninactive_file 12000000\n' >"${BOX}/group/memory.stat"
  # shellcheck disable=SC2016
  run bash -c 'source "$1"; SEEN[ControlGroup]=/../../..$2; weigh; printf "%s\n" "${REPLY}"' \
    bash "${SCRIPT}" "${BOX}/group"
  [[ ${output} == 38000000 ]]
}
