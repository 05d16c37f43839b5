@test "what has just been started is not restarted by a run that wants an uptime" {
  local old
  perform 0 start
  only_one
  old=${PID}
  perform 20 restart --uptime-above 1d
  only_one
  [[ ${PID} == "${old}" && $(<"${box}/log") == *' gate=uptime '* ]]
}
