# The new process itself must be healthy, within its time: hazards F4, G3 to G5.

load helper
load servers

setup_file() { prepare_file; }

setup() {
  prepare_test
  PORT=$((20000 + RANDOM % 10000))
  CONFIG[start]='{ timeout: 3s, settle: 200ms, attempts: 1 }'
}

teardown() { end_test; }

@test "http: healthy is done" {
  check_http
  write_server well
  start_service
  must 0 restart
  expect_another
}

@test "http: a process that is healthy late is waited for" {
  check_http
  write_server late
  must 0 start
  listens "${PORT}"
}

@test "http: 500 is unhealthy; the process stays up and is reported" {
  check_http
  write_server broken
  must 12 start
  is_alive "$(pid_in_file)"
  has_logged 'exit=12'
}

@test "http: a redirect is no success" {
  check_http
  write_server moved
  must 12 start
}

@test "http: a server that never answers ends in 12 within the time" {
  check_http
  write_server deaf
  local began
  began=$(uptime_ms)
  must 12 start
  (($(uptime_ms) - began < 8000))
  is_alive "$(pid_in_file)"
}

@test "http: a .curlrc and proxy variables change nothing" {
  check_http
  write_server well
  printf 'url = "http://127.0.0.1:1/"\nproxy = "127.0.0.1:1"\noutput = "%s"\n' "${BOX}/pwned" >"${BOX}/.curlrc"
  run env HOME="${BOX}" CURL_HOME="${BOX}" http_proxy=http://127.0.0.1:1 ALL_PROXY=http://127.0.0.1:1 \
    "${SCRIPT}" start 3>&-
  [[ ${status} == 0 && ! -e "${BOX}/pwned" ]]
}

@test "tcp: a port of the process is healthy" {
  check_tcp
  write_server well
  start_service
  must 0 restart
  expect_another
}

@test "tcp: no port is unhealthy" {
  check_tcp
  write_worker
  must 12 start
  expect_one
}

@test "a port that somebody else holds is told as 10, and nothing is started" {
  check_tcp
  write_server well
  keep_running perl "${BOX}/bin/server" well "${PORT}"
  wait_until listens "${PORT}"
  must 10 start
  [[ $(count_starts) == 0 ]]
  is_alive "${BYSTANDER}"
}

@test "a port that somebody holds at another address is nobody's business" {
  check_tcp
  write_server well
  listen_at 127.0.0.2
  start_service
  must 0 restart
  expect_another
  is_alive "${BYSTANDER}"
}

@test "who holds the port at all addresses holds it" {
  check_tcp
  write_server well
  listen_at 0.0.0.0
  must 10 start
  [[ $(count_starts) == 0 ]]
}

@test "a service for all addresses needs the port at each of them" {
  CONFIG[health_check]="{ tcp: '0.0.0.0:${PORT}' }"
  generate
  write_server well
  listen_at 127.0.0.2
  must 10 start
  [[ $(count_starts) == 0 ]]
}

@test "an answer from another process does not make the new one healthy" {
  # The new process waits on another port, while a stranger takes the one that is checked.
  check_http
  write_server well "$((PORT + 1))"
  local stranger="setsid -f env -i perl '${BOX}/bin/server' well ${PORT} </dev/null \\&>/dev/null 9>\\&-"
  sed -i "s|^printf.*starts.*|&\n${stranger}|" "${BOX}/bin/worker"
  CONFIG[stop]='{ scope: process }'
  must 12 start
  has_logged 'exit=12'
  listens "${PORT}"
  local folder
  for folder in /proc/[0-9]*; do
    if grep -qsz "^${BOX}/bin/server\$" "${folder}/cmdline"; then BYSTANDERS+=("${folder#/proc/}"); fi
  done
}

@test "an old worker that escaped with the port is gone before the start" {
  check_http
  write_server well
  write_worker "setsid perl '${BOX}/bin/server' stubborn ${PORT} &" 'exec sleep 98765'
  CONFIG[stop]='{ timeout: 300ms }'
  generate
  must 0 start
  OLD=$(pid_in_file)
  kill_hard "${OLD}"
  write_server well
  must 0 restart
  expect_one
}

@test "command: exit 0 is healthy; it runs as the service would" {
  CONFIG[health_check]="{ command: ['${BOX}/bin/check', 'two words'], interval: 100ms, timeout: 1s }"
  CONFIG[environment]='{ SOME: thing }'
  generate
  printf '#!/bin/bash\n[[ $1 == "two words" && ${SOME} == thing && $PWD == / && -e "%s/fine" ]]\n' "${BOX}" \
    >"${BOX}/bin/check"
  chmod 755 "${BOX}/bin/check"
  must 12 start
  expect_one
  : >"${BOX}/fine"
  must 0 ensure
  [[ $(count_starts) == 1 ]]
  must 0 restart
  expect_one
}

# bats holds descriptor 4 open, cron and ssh do not.
@test "command: root needs no descriptor of whoever started it" {
  CONFIG[health_check]="{ command: [/bin/true], interval: 100ms }"
  generate
  must 0 start 4>&-
  expect_one
}

@test "command: ensure that finds all well is silent and needs no lock" {
  CONFIG[health_check]="{ command: [/bin/true], interval: 100ms }"
  generate
  start_service
  hold_lock
  must 0 ensure --quiet
  [[ -z ${output} ]]
  expect_untouched
}

@test "command: one that hangs is unhealthy and holds nobody up" {
  CONFIG[health_check]="{ command: ['${BOX}/bin/check'], interval: 100ms, timeout: 500ms }"
  generate
  printf '#!/bin/bash\nsleep 96666\n' >"${BOX}/bin/check"
  chmod 755 "${BOX}/bin/check"
  local began
  began=$(uptime_ms)
  must 12 start
  (($(uptime_ms) - began < 10000))
}

@test "ensure restarts what is unhealthy" {
  CONFIG[health_check]="{ command: ['${BOX}/bin/check'], interval: 100ms, timeout: 1s }"
  generate
  printf '#!/bin/bash\n[[ ! -e "%s/sick" ]]\n' "${BOX}" >"${BOX}/bin/check"
  chmod 755 "${BOX}/bin/check"
  write_worker 'rm -f "${box}/sick"'
  start_service
  : >"${BOX}/sick"
  must 0 ensure
  expect_another
}

@test "a process that ends before it is healthy is 11" {
  check_http
  write_program worker 'sleep 0.8'
  must 11 start
  expect_none
}
