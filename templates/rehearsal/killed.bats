@test "what does not stop when asked is killed, then replaced" {
  prepare_script STOP_TIMEOUT=300
  behave stubborn
  perform 0 start
  behave well
  perform 0 restart
  only_one
  [[ $(<"${box}/log") == *' killed=1 '* ]]
}
