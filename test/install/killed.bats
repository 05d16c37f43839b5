# install.sh is killed before each of its commands that change something, and at many places in between. Nobody ever
# reads a half-written file, and the same once more ends where an undisturbed run does.

load helper

load kill

@test "the first installation, before every change" {
  arm one
  each_turn 1 0 1 one --root "${TREE}"
}

@test "an upgrade, before every change; and the version before is still the one to go back to" {
  arm two
  after_turn() {
    (($1 % 3)) || { "${BOX}/two/install.sh" rollback --root "${TREE}" &>/dev/null && ends_in 1; }
  }
  each_turn 1 1 2 two --root "${TREE}"
}

@test "an upgrade, at places between" {
  arm_all two
  each_turn 197 1 2 two --root "${TREE}"
}
