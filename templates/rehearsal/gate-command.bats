@test "the command of a gate decides whether it is restarted" {
  perform 0 start
  write_gate 1
  perform 20 restart --command-gate 1
  [[ $(<"${box}/log") == *' gate=command '* ]]
  write_gate 0
  perform 0 restart --command-gate 1
  perform 0 status
}
