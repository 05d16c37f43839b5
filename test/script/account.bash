# A service of the user app, in boxes that this user can reach. A file that loads this needs root.

setup_file() {
  choose_box
  use_account
  prepare_file_of app
}

prepare_file_of() {
  umask 022
  CONFIG[user]=$1
  open_box
  generate
  cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
  share_box
}

# The user app, in a passwd file that only this mount namespace sees.
use_account() {
  local folder="${BATS_FILE_TMPDIR}/accounts"
  mkdir -p -- "${folder}"
  { cat /etc/passwd && printf 'app:*:34567:34567:App:%s:/bin/sh\n' "${BATS_FILE_TMPDIR}"; } >"${folder}/passwd"
  { cat /etc/group && printf 'app:*:34567:\nextra:*:34568:app\nother:*:34569:\n'; } >"${folder}/group"
  mount --bind "${folder}/passwd" /etc/passwd
  mount --bind "${folder}/group" /etc/group
}

teardown_file() { umount /etc/passwd /etc/group; }

setup() {
  prepare_test
  CONFIG[user]=app
  share_box
  write_quiet_worker
}

teardown() { end_test; }

# A command that notes nothing in the folder of root.
write_quiet_worker() {
  printf '%s\n' '#!/bin/bash' "$@" 'exec sleep 98765' >"${BOX}/bin/worker"
}

ids_of() {
  awk '/^(Uid|Gid|Groups):/ { $1 = ""; print }' "/proc/$1/status" | tr '\n' ';' | tr -s ' '
}

as_app() {
  run setpriv --reuid 34567 --regid 34567 --clear-groups "${SCRIPT}" "$@" 3>&-
}
