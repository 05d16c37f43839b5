# An upgrade, killed before each of its changes.

load helper
load kill

@test "an upgrade, before every change; and the version before is still the one to go back to" {
  arm two
  after_turn() {
    (($1 % 3)) || { "${BOX}/two/install.sh" rollback --root "${TREE}" &>/dev/null && ends_in 1; }
  }
  each_turn 1 1 2 two --root "${TREE}"
}
