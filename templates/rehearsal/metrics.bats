@test "metrics count a restart and a skipped run" {
  local counted
  perform 0 restart
  perform 0 pause 1h because
  perform 20 restart
  counted=$(cat -- "${box}/metrics/"*.prom)
  [[ ${counted} == *'",outcome="success"} 1'* && ${counted} == *'",reason="paused"} 1'* ]]
}
