@test "status names the process" {
  perform 0 start
  only_one
  perform 0 status --json
  [[ ${output} == *'"pid":'"${PID},"* ]]
}
