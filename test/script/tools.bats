# Other userlands, and tools that are missing: hazards Q3 and Q4.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

use_busybox() {
  TOOLS="${BOX}/tools"
  mkdir -- "${TOOLS}"
  cp -- "$(command -v busybox)" "${TOOLS}/busybox"
  "${TOOLS}/busybox" --install -s "${TOOLS}"
  ln -sf -t "${TOOLS}" /usr/bin/flock /bin/bash
  use_tools
  # bash and env stand where Alpine has them.
  [[ $(readlink "${TOOLS}/setsid") == *busybox && $(readlink "${TOOLS}/timeout") == *busybox ]]
}

@test "BusyBox: start, restart, stop, ensure, status" {
  use_busybox
  start_service
  [[ $(ls "/proc/${OLD}/fd" | tr '\n' ' ') == '0 1 2 9 ' ]]
  [[ $(sed -n 's/^SigIgn:.//p' "/proc/${OLD}/status") == 0000000000000000 ]]
  must 0 restart
  expect_another
  must 0 status
  must 0 stop
  expect_none
  must 20 ensure
  must 0 start
  kill_hard "$(pid_in_file)"
  must 0 ensure
  expect_one
}

@test "BusyBox: TERM ignored, children, clean-up" {
  CONFIG[stop]='{ timeout: 400ms }'
  CONFIG[cleanup]="[{ path: '${BOX}/spool', match: '*.state', older_than: 60m }]"
  mkdir -- "${BOX}/spool"
  touch -d '-2 hours' -- "${BOX}/spool/-a b.state" "${BOX}/spool/keep"
  touch -- "${BOX}/spool/new.state"
  generate
  use_busybox
  write_worker "trap '' TERM" 'setsid sleep 91111 &' 'exec sleep 98765'
  start_service
  write_worker
  must 0 restart
  expect_another
  [[ ! -e "${BOX}/spool/-a b.state" && -e "${BOX}/spool/keep" && -e "${BOX}/spool/new.state" ]]
}

@test "BusyBox: a user's service" {
  CONFIG[user]=nobody
  CONFIG[command]='[/bin/sleep, "98765"]'
  generate
  use_busybox
  share_box
  start_service
  [[ $(awk '/^Uid:/ { print $2, $3, $4, $5 }' "/proc/${OLD}/status") == '65534 65534 65534 65534' ]]
  must 0 restart
  expect_another
}

@test "a tool that is missing is 69, and nothing is touched" {
  local tool
  start_service
  use_tools
  for tool in flock setsid timeout; do
    rm -- "${TOOLS}/${tool}"
    must 69 restart
    expect_untouched
    ln -s -- "/usr/bin/${tool}" "${TOOLS}/${tool}"
  done
  must 0 restart
}

@test "curl that is missing is 69 before the old process is touched" {
  start_service
  CONFIG[health_check]="{ http: 'http://127.0.0.1:1/' }"
  generate
  use_tools
  rm -f -- "${TOOLS}/curl"
  must 69 restart
  expect_untouched
}

@test "nothing but what it needs is needed" {
  use_tools
  rm -r -- "${TOOLS}"
  mkdir -- "${TOOLS}"
  local tool
  for tool in bash cat env flock mkdir mv rm setsid sleep stat sync timeout getent; do
    ln -s -- "$(command -v "${tool}")" "${TOOLS}/${tool}"
  done
  start_service
  must 0 restart
  expect_another
  must 0 stop
  expect_none
}

@test "an old bash is refused, not misread" {
  sed '1a OLD=(4 3)
    s/BASH_VERSINFO/OLD/g' "${SCRIPT}" >"${BOX}/sbin/old"
  run bash "${BOX}/sbin/old" start 3>&-
  [[ ${status} == 69 ]]
  expect_none
}

@test "the script does nothing when it is sourced" {
  run bash -c '. "$1" && declare -F cmd_restart' bash "${SCRIPT}" 3>&-
  [[ ${lines[-1]} == cmd_restart ]]
  [[ ! -e "${BOX}/state" ]]
}
