# Jitter: late by the same time at each run of a host, by another on each host, decided by the host.

load helper
load gates

setup_file() {
  choose_box
  open_box
  CONFIG[schedule]="[{ every: 1h, jitter: 30m }, { every: 5m, action: ensure, jitter: 5m }]"
  generate
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

# be_host [MACHINE-ID] [HOST]: this machine looks like that host.
be_host() {
  printf '%s\n' "${1:-00000000000000000000000000000000}" >"${BOX}/machine-id"
  printf '%s\n' "${2:-host}" >"${BOX}/hostname"
  over /etc/machine-id "${BOX}/machine-id"
  over /proc/sys/kernel/hostname "${BOX}/hostname"
}

# find_delay [MACHINE-ID] [HOST]: DELAY becomes that of a host, in milliseconds, for a window of a thousand seconds.
find_delay() {
  be_host "$@"
  must 0 restart --dry-run --jitter 1000s
  [[ ${output} =~ delay=([0-9]+)\.([0-9]{3})s ]]
  DELAY=$((10#${BASH_REMATCH[1]}${BASH_REMATCH[2]}))
}

@test "a host is late by the same time at each run, and other hosts by others" {
  local first second again clone
  find_delay 0123456789abcdef0123456789abcdef one
  first=${DELAY}
  find_delay 1123456789abcdef0123456789abcdef one
  second=${DELAY}
  find_delay 0123456789abcdef0123456789abcdef two
  clone=${DELAY}
  find_delay 0123456789abcdef0123456789abcdef one
  again=${DELAY}
  [[ ${first} == "${again}" && ${first} != "${second}" && ${first} != "${clone}" ]]
}

@test "the name of the host will do where there is no machine-id" {
  local first second
  find_delay '' one
  first=${DELAY}
  find_delay '' two
  second=${DELAY}
  [[ ${first} != "${second}" ]]
}

@test "the services of a host differ" {
  local first second
  find_delay
  first=${DELAY}
  sed -i "s/^readonly SERVICE='worker'/readonly SERVICE='other'/" "${SCRIPT}"
  find_delay
  second=${DELAY}
  [[ ${first} != "${second}" ]]
}

@test "10,000 hosts spread evenly over the window, whichever way they are named" {
  local chi_square way
  run bash "${BATS_TEST_DIRNAME}/spread.bash" "${SCRIPT}"
  printf '%s\n' "${output}"
  [[ ${status} == 0 && ${#lines[@]} == 4 ]]
  # Beyond these a thousandth of all even spreads lie: more is crowded, less is not by chance.
  while read -r chi_square way; do
    ((chi_square > 60 && chi_square < 149))
  done <<<"${output}"
}

@test "the run begins after the delay, and the log tells it" {
  local began ended delay
  start_service
  be_host
  began=$(uptime_ms)
  must 0 restart --jitter 3s
  ended=$(uptime_ms)
  delay=$(grep -oE 'jitter delay=[0-9.]+' "${LOG}" | cut -d = -f 2)
  delay=$((10#${delay/./}))
  ((delay < 3000 && ended - began >= delay && ended - began < delay + 3000))
  expect_another
}

# start_late: a restart that is still in its delay, as BYSTANDER.
start_late() {
  keep_running "${SCRIPT}" restart --jitter 300d
  wait_until has_logged 'info worker jitter'
}

@test "the lock is free during the delay" {
  start_service
  start_late
  must 0 restart
  expect_another
}

@test "a signal ends the delay at once" {
  local code=0 began ended
  start_service
  start_late
  began=$(uptime_ms)
  kill -TERM "${BYSTANDER}"
  wait "${BYSTANDER}" || code=$?
  ended=$(uptime_ms)
  [[ ${code} == 143 ]]
  ((ended - began < 2000))
  has_logged 'interrupted action=restart'
  expect_untouched
}

@test "what was paused during the delay is skipped" {
  start_service
  be_host
  keep_running "${SCRIPT}" restart --jitter 8s
  wait_until has_logged 'info worker jitter'
  must 0 pause 1h
  wait_until has_logged 'gate=paused'
  expect_untouched
}

@test "--force and --dry-run wait for nothing" {
  start_service
  must 0 restart --dry-run --jitter 300d
  [[ ${output} == *jitter*delay=* ]]
  must 0 restart --force --jitter 300d
  expect_another
}

@test "ensure takes it, start and stop do not" {
  start_service
  must 0 ensure --jitter 1s
  must 2 start --jitter 1s
  must 2 stop --jitter 1s
  must 2 restart --jitter soon
  expect_untouched
}
