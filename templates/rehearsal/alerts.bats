@test "a failure is told once, in words, and to nobody in earnest" {
  prepare_script START_ATTEMPTS=1 START_TIMEOUT=300 ALERTS_REPEAT=3600000
  behave fails
  perform 11 restart
  [[ $(<"${box}/told") == *'failed with exit status 11'* ]]
  mv -- "${box}/told" "${box}/told once"
  perform 11 restart
  [[ ! -e ${box}/told || $(<"${box}/told") != *'failed with exit status 11'* ]]
}
