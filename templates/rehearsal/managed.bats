@test "restart starts it, then replaces it: one copy, a new process" {
  local old
  perform 0 restart
  only_one
  old=${PID}
  perform 0 restart
  only_one
  [[ ${PID} != "${old}" ]]
  [[ $(<"${box}/log") == *' restarted '*' killed=0 '*'outcome=success exit=0'* ]]
}
