@test "the clean-up waits until the old process is gone" {
  : >"${box}/folder/old file"
  perform 0 restart
  [[ ! -e "${box}/folder/old file" ]]
}
