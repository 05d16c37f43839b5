# Who is told may be dead, deaf or lying: no restart is changed by it, nor delayed beyond ten seconds. And the URLs
# are secrets. Contract, promise 6; hazards N1 to N4, N8 and D7.

load helper
load told

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

readonly ALL=(slack webhook ping email -- 'on: [failure, killed, recovery, success, skipped, started]')

# as_ever: start, restart, skip and failure end as without alerts, each within TIME milliseconds of the bound.
as_ever() {
  local before action
  for action in '0 start' '0 restart' '0 ensure' '0 stop' '20 restart' '0 start'; do
    before=$(uptime_ms)
    # shellcheck disable=SC2086
    must ${action}
    (($(uptime_ms) - before < $1)) || { printf '%s took too long\n' "${action}" && return 1; }
  done
  expect_one
  mv -- "${BOX}/bin/worker" "${BOX}/bin/away"
  must 13 restart
  expect_one
}

@test "nobody listens: a line for each channel, and nothing else" {
  configure "${ALL[@]}"
  write_sendmail 'exit 75'
  write_urls http://127.0.0.1:1
  as_ever 4000
  has_logged 'alert_failed channel=slack reason="curl ended with 7, HTTP status 000"'
  has_logged 'alert_failed channel=email reason="sendmail ended with 75"'
}

@test "refused, moved, garbage and endless answers change nothing" {
  configure "${ALL[@]}"
  write_sendmail
  start_sink broken
  as_ever 4000
  has_logged 'channel=webhook reason="curl ended with 0, HTTP status 500"'
  mv -- "${BOX}/bin/away" "${BOX}/bin/worker"
  start_sink moved
  must 0 restart
  has_logged 'channel=webhook reason="curl ended with 0, HTTP status 302"'
  run ! grep -q elsewhere "${BOX}/requests"
  start_sink garbage
  must 0 restart
  local before
  start_sink endless
  before=$(uptime_ms)
  must 0 restart
  (($(uptime_ms) - before < 12000))
  expect_one
}

@test "one that never answers delays a run by ten seconds at most, and no other run" {
  configure "${ALL[@]}"
  write_sendmail 'trap "" TERM' 'sleep 98765 & wait' 'sleep 98765'
  start_sink deaf
  local before
  before=$(uptime_ms)
  keep_running "${SCRIPT}" restart
  wait_until has_logged 'outcome=success'
  wait_until test "$(requests)" -ge 0
  # The outcome is there, and the lock is free.
  must 0 ensure
  flock -n "${BOX}/state/lock" true
  wait "${BYSTANDER}"
  (($(uptime_ms) - before < 2 * 11000))
  has_logged 'channel=slack reason="curl ended with 28, HTTP status 000"'
  expect_one
  before=$(uptime_ms)
  must 0 restart
  (($(uptime_ms) - before < 11000))
  [[ $(grep -c 'alert_failed channel=email' "${LOG}") -ge 1 ]]
}

@test "neither the service nor the lock has anything of a messenger" {
  configure ping
  start_sink deaf
  keep_running "${SCRIPT}" restart
  wait_until has_logged 'outcome=success'
  local pid
  pid=$(pid_in_file)
  run ! bash -c 'ls -l /proc/$1/fd | grep -E "pipe|socket|lock"' bash "${pid}"
  kill -KILL "${BYSTANDER}"
  wait "${BYSTANDER}" || :
  OLD=${pid}
  must 0 restart
  expect_another
}

@test "killed while somebody is told that it begins: the prepared child leaves" {
  configure ping
  start_sink deaf
  write_worker
  start_service
  CONFIG[preflight]="['${BOX}/bin/preflight']"
  configure ping
  printf '#!/bin/bash\n: >%q\nexec sleep 2\n' "${BOX}/preparing" >"${BOX}/bin/preflight"
  chmod 755 "${BOX}/bin/preflight"
  keep_running "${SCRIPT}" restart
  wait_until test -e "${BOX}/preparing"
  kill -KILL "${BYSTANDER}"
  wait "${BYSTANDER}" || :
  must 0 restart
  expect_another
}

@test "the tools are missing: a warning" {
  configure "${ALL[@]}"
  start_sink
  use_tools
  rm -f -- "${TOOLS}/curl" "${TOOLS}/sendmail"
  must 0 start
  has_logged 'channel=slack reason="curl is missing"'
  has_logged 'channel=email reason="sendmail is missing"'
  expect_one
}

@test "a URL that others can read or change is not used, and none is repeated" {
  configure webhook -- 'on: [success]'
  start_sink
  local file="${BOX}/webhook.url" url
  url=$(<"${file}")
  chmod 640 "${file}" && must 0 restart
  chmod 604 "${file}" && must 0 restart
  chmod 600 "${file}" && chown nobody "${file}" && must 0 restart
  chown root "${file}" && mv -- "${file}" "${BOX}/real" && ln -s -- "${BOX}/real" "${file}" && must 0 restart
  rm -- "${file}" && must 0 restart
  mkfifo -m 600 -- "${file}" && must 0 restart
  rm -- "${file}"
  for url in '' 'file:///etc/passwd' "ftp://x/${SECRET}" $'http://x/\toutput=/tmp/x' "http://x/\"\\${SECRET}" \
    $'http://x/a b' '-K /etc/passwd'; do
    (umask 077 && printf '%s\n' "${url}" >|"${file}")
    must 0 restart
  done
  [[ $(requests) == 0 && $(grep -c 'alert_failed channel=webhook' "${LOG}") == 13 ]]
  run ! grep -q -e "${SECRET}" -e passwd "${LOG}"
  expect_one
}

@test "lines behind a URL are no options of curl, and neither is a .curlrc" {
  configure webhook -- 'on: [success, started]'
  start_sink
  printf 'output = "%s"\n' "${BOX}/written" >>"${BOX}/webhook.url"
  mkdir -- "${BOX}/home"
  printf 'output = "%s"\nproxy = "http://127.0.0.1:1"\n' "${BOX}/written" >"${BOX}/home/.curlrc"
  HOME="${BOX}/home" CURL_HOME="${BOX}/home" must 0 start
  [[ $(requests) == 1 && ! -e "${BOX}/written" ]]
}

@test "the URL stands in no argument, no environment, no log, no state and no file of the bundle" {
  configure "${ALL[@]}"
  write_sendmail
  start_sink deaf
  printf '%s\n' "${SECRET}" >"${BOX}/pattern"
  # shellcheck disable=SC2016
  keep_running bash -c 'while [[ ! -e $2 ]]; do
    grep -l -a -s -f "$1" /proc/[0-9]*/cmdline /proc/[0-9]*/environ >>"$3"
    : >>"$4"
  done' bash "${BOX}/pattern" "${BOX}/over" "${BOX}/found" "${BOX}/looked"
  local watcher=${BYSTANDER}
  wait_until test -e "${BOX}/looked"
  must 0 restart
  # It finds what there is to find.
  # shellcheck disable=SC2016
  keep_running bash -c 'exec -a "$0" sleep 4321' "${SECRET}"
  wait_until grep -q "/${BYSTANDER}/cmdline" "${BOX}/found"
  : >"${BOX}/over"
  wait "${watcher}" || :
  (($(requests) >= 3))
  run ! grep -v "/${BYSTANDER}/" "${BOX}/found"
  run ! grep -rlqF -- "${SECRET}" "${BOX}/state" "${BOX}/log" "${SCRIPT}"
  run ! grep -aq -e "${SECRET}" "/proc/$(pid_in_file)/environ"
}
