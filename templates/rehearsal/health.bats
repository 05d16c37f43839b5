@test "what is not healthy in time is told, and goes on running" {
  prepare_script START_TIMEOUT=500
  : >"${box}/ill"
  perform 12 restart
  only_one
}

@test "ensure replaces what became unhealthy" {
  local old
  perform 0 start
  only_one
  old=${PID}
  : >"${box}/ill"
  (sleep 1.5 && rm -- "${box}/ill") 3>&- &
  perform 0 ensure
  only_one
  [[ ${PID} != "${old}" ]]
}
