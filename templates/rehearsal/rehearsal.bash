@test "the script is bash" {
  bash -n "${BATS_TEST_DIRNAME}/../${SCRIPT}"
}
