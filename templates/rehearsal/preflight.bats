@test "a preflight that fails costs nothing" {
  local old
  perform 0 start
  only_one
  old=${PID}
  write_preflight 1
  perform 13 restart
  only_one
  [[ ${PID} == "${old}" ]]
}
