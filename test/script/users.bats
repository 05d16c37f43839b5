# Rights are dropped before the command is run, and others have none: hazards E4 and A8. These tests need root.

load helper
load account

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

@test "a process of root with our command is not the user's service" {
  CONFIG[command]='[/bin/sleep, "98765"]'
  generate
  start_bystander_of_root() { keep_running /bin/sleep 98765; }
  start_bystander_of_root
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 0 start
  must 0 stop
  is_alive "${BYSTANDER}"
}

@test "a daemon whose PID file names a process of root harms nobody" {
  CONFIG[type]=forking
  CONFIG[pid_file]="'${BOX}/own/worker.pid'"
  CONFIG[start]='{ timeout: 1s, settle: 200ms, attempts: 1 }'
  generate
  keep_running bash -c 'until [[ -e $1 ]]; do sleep 0.02; done; sleep 95555 & echo $! >"$2"; wait' bash \
    "${BOX}/own/asked" "${BOX}/victim"
  write_quiet_worker "if [[ \${1:-} != daemon ]]; then setsid \"\$0\" daemon & exit 0; fi" ": >'${BOX}/own/asked'" \
    "until [[ -s '${BOX}/victim' ]]; do sleep 0.02; done" "cat '${BOX}/victim' >'${BOX}/own/worker.pid'"
  must 11 start
  must 0 stop
  is_alive "$(<"${BOX}/victim")"
  kill_hard "$(<"${BOX}/victim")"
}

@test "a user that does not exist leaves the old process alone" {
  start_service
  CONFIG[user]=nosuchuser
  generate
  must 13 restart
  expect_untouched
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

@test "others may look, and nobody is asked to become another user" {
  start_service
  use_tools
  printf '#!/bin/sh\n: >>"%s/became"\nexit 1\n' "${BOX}" >"${BOX}/su"
  chmod 755 "${BOX}/su"
  : >"${BOX}/became"
  chmod 666 "${BOX}/became"
  ln -sf -- "${BOX}/su" "${TOOLS}/su"
  run setpriv --reuid 65534 --regid 65534 --clear-groups "${SCRIPT}" status 3>&-
  [[ ${status} == 0 && ${output} == *"pid ${OLD}"* && ${#lines[@]} == 1 && ! -s "${BOX}/became" ]]
  CONFIG[group]=other
  generate
  run setpriv --reuid 65534 --regid 65534 --clear-groups "${SCRIPT}" status 3>&-
  [[ ${status} == 0 && ${#lines[@]} == 1 ]]
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
