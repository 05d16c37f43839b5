# An installation that was killed, and then not completed but undone.

load helper
load kill

@test "an upgrade that was killed, and then not completed but rolled back" {
  arm two
  # Where nothing had been changed yet there is nothing to go back to.
  complete() {
    "${BOX}/two/install.sh" rollback --root "${TREE}" &>"${BOX}/again" || ends_in 1
  }
  each_turn 2 1 1 two --root "${TREE}"
}

@test "a first installation that was killed, and then uninstalled" {
  arm one
  complete() {
    "${BOX}/one/install.sh" uninstall --root "${TREE}" &>"${BOX}/again"
  }
  each_turn 2 0 0 one --root "${TREE}"
}
