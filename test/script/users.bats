# Rights are dropped before anything of the user's is touched: hazards C2, C4, E4 and A8. These tests need root.

load helper

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

@test "user, group and supplementary groups are those of the account" {
  start_service
  [[ $(ids_of "${OLD}") == ' 34567 34567 34567 34567; 34567 34567 34567 34567; 34567 34568;' ]]
  grep -qE '^CapEff:.0+$' "/proc/${OLD}/status"
  grep -qE '^CapPrm:.0+$' "/proc/${OLD}/status"
  grep -qE '^CapInh:.0+$' "/proc/${OLD}/status"
  expect_one
  must 0 restart
  expect_another
}

@test "the group may be another one" {
  CONFIG[group]=other
  generate
  start_service
  [[ $(ids_of "${OLD}") == ' 34567 34567 34567 34567; 34569 34569 34569 34569;'* ]]
}

@test "home, name and shell are those of the account" {
  start_service
  grep -qzxF 'USER=app' "/proc/${OLD}/environ"
  grep -qzxF 'LOGNAME=app' "/proc/${OLD}/environ"
  grep -qzxF 'SHELL=/bin/sh' "/proc/${OLD}/environ"
  grep -qzxF "HOME=${BATS_FILE_TMPDIR}" "/proc/${OLD}/environ"
}

@test "without setpriv su does it, and the PID is that of the process" {
  use_tools
  rm -f -- "${TOOLS}/setpriv"
  must 0 start
  OLD=$(pid_in_file)
  [[ $(ids_of "${OLD}") == ' 34567 34567 34567 34567; 34567 34567 34567 34567; 34567 34568;' ]]
  expect_one
  [[ $(tr '\0' ' ' <"/proc/${OLD}/cmdline") == 'sleep 98765 ' ]]
  must 0 restart
  expect_another
}

@test "without setpriv and su it is 69 and nothing happens" {
  start_service
  use_tools
  rm -f -- "${TOOLS}/setpriv" "${TOOLS}/su"
  must 69 restart
  expect_untouched
}

@test "a user that does not exist leaves the old process alone" {
  start_service
  CONFIG[user]=nosuchuser
  generate
  must 13 restart
  expect_untouched
}

@test "output goes to a folder of the user, and appends" {
  mkdir -- "${BOX}/mine"
  chown 34567:34567 "${BOX}/mine"
  CONFIG[output]="'${BOX}/mine/out'"
  generate
  write_quiet_worker 'echo hello'
  must 0 start
  must 0 restart
  [[ $(grep -c '^hello$' "${BOX}/mine/out") == 2 && $(stat -c %u "${BOX}/mine/out") == 34567 ]]
}

@test "a link that the user plants as output does not write a file of root" {
  mkdir -- "${BOX}/mine"
  chown 34567:34567 "${BOX}/mine"
  echo keep >"${BOX}/victim"
  CONFIG[output]="'${BOX}/mine/out'"
  generate
  ln -s -- "${BOX}/victim" "${BOX}/mine/out"
  write_quiet_worker 'echo hello'
  act start
  [[ $(<"${BOX}/victim") == keep ]]
  ((status != 0))
}

@test "an output that the user may not open leaves the old process alone" {
  mkdir -- "${BOX}/mine"
  chown 34567:34567 "${BOX}/mine"
  CONFIG[output]="'${BOX}/mine/out'"
  generate
  start_service
  rm -- "${BOX}/mine/out"
  mkdir -- "${BOX}/mine/out"
  act restart
  ((status != 0))
  expect_untouched
}

@test "a working directory that the user may not enter is refused with its rights" {
  mkdir -m 700 -- "${BOX}/private"
  CONFIG[working_directory]="'${BOX}/private'"
  generate
  must 13 start
  expect_none
}

@test "a PID file folder of the user is refused for a foreground process" {
  start_bystander
  chown 34567 "${BOX}/run"
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 14 restart
  must 14 stop
  is_alive "${BYSTANDER}"
}

@test "the clean-up has the rights of the user" {
  mkdir -- "${BOX}/work"
  : >"${BOX}/work/a"
  CONFIG[cleanup]="[{ path: '${BOX}/work' }]"
  generate
  must 0 restart
  [[ -e "${BOX}/work/a" ]]
  chown 34567 "${BOX}/work"
  must 0 restart
  [[ ! -e "${BOX}/work/a" ]]
}

@test "preflight and health check have the rights of the user" {
  CONFIG[preflight]="['${BOX}/bin/check', preflight]"
  CONFIG[health_check]="{ command: ['${BOX}/bin/check', health], interval: 100ms, timeout: 2s }"
  generate
  printf '#!/bin/bash\n[[ $EUID == 34567 && $USER == app && $SAIKIDO_SERVICE == worker ]]\n' >"${BOX}/bin/check"
  chmod 755 "${BOX}/bin/check"
  must 0 start
  expect_one
}

@test "others may not run it" {
  start_service
  local action
  for action in restart start stop 'restart --force'; do
    run setpriv --reuid 65534 --regid 65534 --clear-groups "${SCRIPT}" ${action} 3>&-
    [[ ${status} == 77 ]]
  done
  expect_untouched
}

@test "the user may run it where the folders are the user's" {
  mkdir -- "${BOX}/state"
  chown -R 34567:34567 "${BOX}/run" "${BOX}/state" "${BOX}/log"
  as_app start
  [[ ${status} == 0 ]]
  expect_one
  OLD=$(pid_in_file)
  as_app restart
  [[ ${status} == 0 ]]
  expect_another
  as_app stop
  [[ ${status} == 0 ]]
  expect_none
}

@test "with hidden processes it is 77 for others, never a second one" {
  start_service
  run unshare -m bash -c 'mount -o remount,hidepid=2 /proc && exec "${@:2}" "$1" ensure' bash "${SCRIPT}" \
    setpriv --reuid 65534 --regid 65534 --clear-groups 3>&-
  [[ ${status} == 77 ]]
  expect_untouched
}
