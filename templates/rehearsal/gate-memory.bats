@test "it is restarted above the limit of memory, and left alone below" {
  local old
  perform 0 start
  only_one
  old=${PID}
  perform 20 restart --memory-above 1000G
  only_one
  [[ ${PID} == "${old}" && $(<"${box}/log") == *' gate=memory '* ]]
  perform 0 restart --memory-above 1K
  only_one
  [[ ${PID} != "${old}" ]]
}
