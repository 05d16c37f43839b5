@test "a sample is one line" {
  perform 0 sample
  perform 0 sample --quiet
  [[ $(wc -l <"${box}/state/samples") == 2 && ! -e ${box}/started ]]
}
