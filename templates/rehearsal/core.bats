@test "status tells a running service from a stopped one" {
  perform 3 status
  perform 0 start
  perform 0 status --json
  [[ ${output} == *'"state":"running"'* ]]
}

@test "--dry-run changes nothing" {
  perform 0 restart --dry-run
  [[ ! -e ${box}/started && ! -e ${box}/run/service.pid && ! -e ${box}/log ]]
}

@test "a stop on purpose holds until start; a pause holds until resume" {
  perform 0 start
  perform 0 stop
  perform 20 restart
  perform 20 ensure
  perform 0 start
  perform 0 pause 1h because
  perform 20 restart
  perform 0 resume
  perform 0 ensure
  only_one
}

@test "ensure starts it after it died" {
  perform 0 start
  only_one
  kill_at_once "${PID}"
  perform 0 ensure
  only_one
}

@test "a second run at the same time does nothing" {
  local lock
  perform 0 start
  exec {lock}<"${box}/state/lock"
  flock -n "${lock}"
  perform 75 restart
  exec {lock}<&-
  only_one
}

@test "what dies at once is told, after a second attempt" {
  prepare_script START_ATTEMPTS=2 START_TIMEOUT=300
  behave fails
  perform 11 restart
  [[ ! -e ${box}/started && $(<"${box}/log") == *' attempt=2 '* ]]
}
