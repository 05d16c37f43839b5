# Going back and taking away, killed before each of their changes.

load helper
load kill

@test "rollback, before every change" {
  arm two
  after_turn() {
    (($1 % 3)) || { "${BOX}/two/install.sh" rollback --root "${TREE}" &>/dev/null && ends_in 2; }
  }
  each_turn 1 2 1 two rollback --root "${TREE}"
}

@test "uninstall, before every change" {
  arm two
  each_turn 1 2 0 two uninstall --root "${TREE}"
}
