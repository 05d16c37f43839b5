# type: forking: the command daemonises and writes the PID file itself. Hazards B7, C4 and E5.

load helper
load daemon

setup_file() {
  choose_box
  CONFIG[type]=forking
  CONFIG[start]='{ timeout: 2s, settle: 200ms, attempts: 1 }'
  umask 022
  open_box
  generate
  cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
}

setup() { prepare_test; }
teardown() { end_test; }

@test "the daemon that it names is recorded and replaced" {
  write_daemon "$(write_pid)"
  start_service
  [[ $(cut -d ' ' -f 1 "${RECORD}") == "${OLD}" ]]
  must 0 restart
  expect_another
  must 0 stop
  expect_none
}

@test "a PID file that comes late is waited for" {
  write_daemon 'sleep 0.8 9>&-' "$(write_pid)"
  start_service
  must 0 restart
  expect_another
}

@test "a PID file that never comes is 11, and nothing stays behind" {
  write_daemon
  must 11 start
  expect_none
}

@test "several lines in the PID file: the first one counts" {
  write_daemon 'printf "%s\n5432\n" "$$" >"${pid_file}"'
  start_service
  must 0 ensure
  expect_untouched_first_line() { [[ $(head -n 1 "${PID_FILE}") == "${OLD}" && $(marked) == "${OLD}" ]]; }
  expect_untouched_first_line
  must 0 stop
  expect_none
}

@test "a PID file that names a stranger harms nobody" {
  start_bystander
  write_daemon "printf '%s\n' ${BYSTANDER} >\"\${pid_file}\""
  must 11 start
  is_alive "${BYSTANDER}"
  must 0 stop
  is_alive "${BYSTANDER}"
  expect_none
}

@test "an old PID file is not believed" {
  write_daemon 'sleep 0.5 9>&-' "$(write_pid)"
  start_bystander
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 0 start
  expect_one
  is_alive "${BYSTANDER}"
}

@test "a launcher that fails is 11" {
  write_program worker 'exit 3'
  must 11 start
  expect_none
}

@test "a daemon that ends within the settle time is 11" {
  write_program worker "pid_file=$(printf %q "${PID_FILE}")" \
    'if [[ ${1:-} != daemon ]]; then exec 9>&-; setsid "$0" daemon & exit 0; fi' \
    "$(write_pid)" 'sleep 0.15'
  must 11 start
  expect_none
}

@test "a PID file that others could have written is refused, and the daemon that wrote it goes" {
  write_daemon "$(write_pid)" 'chmod 666 "${pid_file}"'
  must 14 start
  expect_none
  write_daemon "$(write_pid)"
  must 0 start
  expect_one
}

@test "a command that stays in the foreground is 11, and goes" {
  write_worker
  must 11 start
  expect_none
}

@test "another script of the same interpreter is not our daemon" {
  printf '%s\n' 'exec 9<> <(:)' 'read -r -u 9' >"${BOX}/bin/other"
  CONFIG[type]=forking
  CONFIG[command]="[/bin/bash, '${BOX}/bin/worker']"
  generate
  keep_running /bin/bash "${BOX}/bin/other"
  wait_until grep -q other "/proc/${BYSTANDER}/cmdline"
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 0 stop
  is_alive "${BYSTANDER}"
  keep_running /bin/bash "${BOX}/bin/worker" daemon
  wait_until test -s "${BOX}/starts"
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 0 stop
  is_alive "${BYSTANDER}"
}

@test "blanks before the number in a PID file matter nothing" {
  write_daemon 'printf "%10d\n" "$$" >"${pid_file}"'
  must 0 start
  must 0 ensure
  [[ $(marked | wc -l) == 1 && $(count_starts) == 1 ]]
}

@test "an old PID file is not believed, though its PID was given to a young process" {
  write_daemon 'echo 29999 >/proc/sys/kernel/ns_last_pid' 'env -i setsid -f sleep 4321 9>&-' 'sleep 0.5 9>&-' \
    "$(write_pid)"
  printf '30001\n' >"${PID_FILE}"
  must 0 start
  is_alive 30001
  wait_until expect_one
  [[ $(cut -d ' ' -f 1 "${RECORD}") == "$(pid_in_file)" ]]
  kill -KILL 30001
}
