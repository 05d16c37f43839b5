# What stands in the PID file, and who could have put it there: hazards B and C.

load helper
load hostile

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

@test "hostile text in the PID file is not run, kills nobody and keeps nothing down" {
  local text
  start_bystander
  while IFS= read -r -d '' text; do
    printf '%s\n' "${text}" >|"${PID_FILE}"
    rm -f -- "${RECORD}"
    must 0 restart
    is_alive "${BYSTANDER}"
    expect_one
    kill_hard "$(pid_in_file)"
  done < <(hostile_contents)
  [[ ! -e "${BOX}/pwned" ]]
}

@test "hostile text in the PID file hides no running process" {
  local text
  start_bystander
  start_service
  while IFS= read -r -d '' text; do
    printf '%s\n' "${text}" >|"${PID_FILE}"
    must 0 ensure
    expect_untouched
  done < <(hostile_contents)
  is_alive "${BYSTANDER}"
  [[ ! -e "${BOX}/pwned" ]]
}

@test "a PID file without newline, with NUL, or of a megabyte" {
  start_service
  printf '%s' "${OLD}" >|"${PID_FILE}"
  must 0 restart
  expect_another
  printf '1\0002\n' >|"${PID_FILE}"
  must 0 restart
  expect_one
  head -c 1000000 /dev/zero | tr '\0' 7 >|"${PID_FILE}"
  must 0 restart
  expect_one
}

@test "a stranger in the PID file is logged" {
  start_bystander
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 0 restart
  has_logged ' warn worker stale_pid_file '
}

# refused CHANGE...: after this change nothing is signalled and nothing started.
refused() {
  local action
  "$@"
  for action in restart start stop ensure; do
    rm -f -- "${RECORD}"
    must 14 "${action}"
  done
  is_alive "${BYSTANDER}"
  expect_none
}

name_bystander() {
  start_bystander
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
}

@test "a PID file of another user is refused" {
  name_bystander
  refused chown 65534 "${PID_FILE}"
}

@test "a PID file that its group could write is refused" {
  name_bystander
  refused chmod g+w "${PID_FILE}"
}

@test "a PID file that everybody could write is refused" {
  name_bystander
  refused chmod o+w "${PID_FILE}"
}

@test "a PID file that is a symbolic link is refused, its target untouched" {
  name_bystander
  mv -- "${PID_FILE}" "${BOX}/target"
  refused ln -s -- "${BOX}/target" "${PID_FILE}"
  [[ $(<"${BOX}/target") == "${BYSTANDER}" ]]
  rm -- "${BOX}/target"
  refused true
  [[ ! -e "${BOX}/target" ]]
}

@test "a FIFO in the place of the PID file is refused and not read" {
  name_bystander
  rm -- "${PID_FILE}"
  refused mkfifo -- "${PID_FILE}"
}

@test "a folder in the place of the PID file is refused" {
  name_bystander
  rm -- "${PID_FILE}"
  refused mkdir -- "${PID_FILE}"
}

@test "a PID file in a folder of another user is refused" {
  name_bystander
  refused chown 65534 "${BOX}/run"
}

@test "a PID file below a folder that others could change is refused" {
  local folder
  for folder in "${BOX}/run" "${BOX}"; do
    name_bystander
    refused chmod o+w "${folder}"
    chmod o-w "${folder}"
    refused chmod g+w "${folder}"
    chmod g-w "${folder}"
  done
}

@test "a PID file below a symbolic link is refused" {
  name_bystander
  mv -- "${BOX}/run" "${BOX}/elsewhere"
  refused ln -s -- "${BOX}/elsewhere" "${BOX}/run"
}

@test "a forged PID file stops neither a running service nor its report" {
  start_service
  chown 65534 "${PID_FILE}"
  must 14 restart
  must 14 stop
  is_alive "${OLD}"
  has_logged 'exit=14'
}

@test "a sticky folder such as /tmp above it is fine" {
  mkdir -m 1777 "${BOX}/common"
  mkdir -m 755 "${BOX}/common/worker"
  CONFIG[pid_file]="'${BOX}/common/worker/pid'"
  generate
  must 0 start
  must 0 stop
}

@test "a FIFO in the place of the PID file of a running process stops nobody" {
  start_service
  rm -- "${PID_FILE}"
  mkfifo -- "${PID_FILE}"
  run timeout -s KILL 10 "${SCRIPT}" ensure 3>&-
  [[ ${status} == 14 ]]
  [[ $(marked) == "${OLD}" ]]
}

@test "a PID file of 100 MB is not read to its end" {
  local began
  head -c 100000000 /dev/zero | tr '\0' 7 >"${PID_FILE}"
  began=$(uptime_ms)
  must 0 start
  (($(uptime_ms) - began < 4000))
}

@test "a PID file of a gigabyte of NULs is not read to its end" {
  local began
  truncate -s 1G "${PID_FILE}"
  began=$(uptime_ms)
  must 0 start
  (($(uptime_ms) - began < 4000))
}
