# Bash 4.4 and 5.0 write a here-string into a temporary file. Newer ones do so, too, when asked to be compatible.

load ../script/helper
load ../script/disks

setup_file() { prepare_file; }

setup() {
  prepare_test
  # What the script sets for itself it sets after this.
  sed -i 's/^# --- end of settings.*/&\nBASH_COMPAT=4.4/' "${SCRIPT}"
  grep -qx 'BASH_COMPAT=4.4' "${SCRIPT}"
}

teardown() { end_test; }

# From now on the script runs where the folder for temporary files has not one byte left.
fill_tmp() {
  cat >"${BOX}/without-tmp" <<'END'
mount --bind "$1" /mnt
mount -t tmpfs -o size=64k small /tmp
mkdir -p -- "$1"
mount --bind /mnt "$1"
for ((i = 0; i < 40; i++)); do head -c 4096 /dev/zero >"/tmp/filler ${i}"; done 2>/dev/null
exec "${@:2}"
END
  act() { run timeout -s KILL 60 unshare -m bash "${BOX}/without-tmp" "${BATS_FILE_TMPDIR}" "${SCRIPT}" "$@" 3>&-; }
  run unshare -m bash "${BOX}/without-tmp" "${BATS_FILE_TMPDIR}" \
    bash -c 'BASH_COMPAT=4.4; read -r x <<<text; printf "%s" "${x:-nothing}"'
  [[ ${lines[-1]} == nothing ]]
}

@test "start, restart, stop, ensure and status" {
  start_service
  must 0 status
  must 0 restart
  expect_another
  must 0 stop
  expect_none
}

@test "with a full /tmp the running process is still found" {
  start_service
  fill_tmp
  must 0 ensure
  expect_untouched
  must 0 status
}

@test "with a full /tmp a restart leaves one copy" {
  start_service
  fill_tmp
  must 0 restart
  expect_another
}

@test "with a full /tmp it starts and stops" {
  fill_tmp
  must 0 start
  expect_one
  must 0 stop
  expect_none
}
