@test "what does not stop when asked stays, and nothing new is started" {
  local old
  prepare_script STOP_TIMEOUT=300
  behave stubborn
  perform 0 start
  only_one
  old=${PID}
  perform 10 restart
  only_one
  [[ ${PID} == "${old}" ]]
}
