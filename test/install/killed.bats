# install.sh is killed before each of its commands that change something, and at many places in between. Nobody ever
# reads a half-written file, and the same once more ends where an undisturbed run does.

load helper
load kill

@test "the first installation, before every change" {
  arm one
  each_turn 1 0 1 one --root "${TREE}"
}

@test "an upgrade, at places between" {
  arm_all two
  each_turn 197 1 2 two --root "${TREE}"
}
