# What the process inherits: the same from cron, systemd and a shell. Hazards D, E and Q.

load helper

setup_file() { prepare_file; }

setup() {
  prepare_test
  write_worker 'exec 9>&-' 'cat /proc/self/environ >"${box}/environ of a child"' ': >"${box}/ready"'
}

teardown() { end_test; }

start_and_wait() {
  start_service
  wait_until is_sleeping
}

is_sleeping() {
  [[ -e "${BOX}/ready" ]] && grep -qsz '^98765$' "/proc/${OLD}/cmdline"
}

status_of() {
  sed -n "s/^$1:[[:blank:]]*//p" "/proc/${OLD}/status"
}

@test "descriptors 0, 1 and 2 alone, whatever the caller had open" {
  run bash -c 'exec 10</etc/passwd 21<>/dev/null 63</etc/passwd 250</etc/passwd; exec "$@"' bash "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  OLD=$(pid_in_file)
  wait_until is_sleeping
  [[ $(ls "/proc/${OLD}/fd" | tr '\n' ' ') == '0 1 2 ' ]]
  [[ $(readlink "/proc/${OLD}/fd/0") == /dev/null ]]
  [[ $(readlink "/proc/${OLD}/fd/1") == "${OUTPUT}" && $(readlink "/proc/${OLD}/fd/2") == "${OUTPUT}" ]]
  grep -q '^flags:.*2...$' "/proc/${OLD}/fdinfo/1"
}

@test "standard descriptors that are closed in the caller are right in the process" {
  "${SCRIPT}" start 0<&- >&- 2>&- 3>&-
  OLD=$(pid_in_file)
  wait_until is_sleeping
  [[ $(ls "/proc/${OLD}/fd" | tr '\n' ' ') == '0 1 2 ' ]]
  [[ $(readlink "/proc/${OLD}/fd/0") == /dev/null && $(readlink "/proc/${OLD}/fd/1") == "${OUTPUT}" ]]
}

@test "no signal is ignored or blocked, though the caller ignores them" {
  run bash -c 'trap "" HUP INT QUIT PIPE TERM USR1 CHLD; exec "$@"' bash "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  OLD=$(pid_in_file)
  wait_until is_sleeping
  [[ $(status_of SigIgn) == 0000000000000000 && $(status_of SigBlk) == 0000000000000000 ]]
}

@test "nohup and a background job change nothing of it" {
  nohup "${SCRIPT}" start </dev/null &>/dev/null 3>&- &
  wait "$!"
  OLD=$(pid_in_file)
  wait_until is_sleeping
  [[ $(status_of SigIgn) == 0000000000000000 ]]
}

@test "its own session, folder /, configured mask, neither niceness nor OOM score" {
  CONFIG[umask]="'0027'"
  generate
  local caller='umask 000; cd "$2"; echo 500 >/proc/$$/oom_score_adj; renice -n 7 -p $$ >/dev/null; exec "$1" start'
  run bash -c "${caller}" bash "${SCRIPT}" "${BOX}" 3>&-
  [[ ${status} == 0 ]]
  OLD=$(pid_in_file)
  wait_until is_sleeping
  local fields
  read -r -a fields <<<"$(sed 's/.*) //' "/proc/${OLD}/stat")"
  [[ ${fields[3]} == "${OLD}" && ${fields[16]} == 0 && ${fields[4]} == 0 ]]
  [[ $(readlink "/proc/${OLD}/cwd") == / && $(status_of Umask) == 0027 ]]
  [[ $(<"/proc/${OLD}/oom_score_adj") == 0 ]]
}

@test "the working directory is the configured one" {
  mkdir -- "${BOX}/spool here"
  CONFIG[working_directory]="'${BOX}/spool here'"
  generate
  start_and_wait
  [[ $(readlink "/proc/${OLD}/cwd") == "${BOX}/spool here" ]]
}

@test "the caller's pipe is closed: command substitution returns at once" {
  local began text
  began=$(uptime_ms)
  text=$("${SCRIPT}" start 2>&1 3>&-)
  (($(uptime_ms) - began < 4000))
  [[ -n ${text} ]]
  expect_one
}

@test "output is appended" {
  write_worker 'echo hello from $$' 'exec 9>&-'
  must 0 start
  must 0 restart
  [[ $(grep -c '^hello from ' "${OUTPUT}") == 2 ]]
}

@test "it survives the session that started it" {
  run setsid --wait bash -c '"$1" start; kill -HUP 0' bash "${SCRIPT}" 3>&-
  expect_one
}

@test "limits of the caller that can be lifted are lifted" {
  run bash -c 'ulimit -S -f 100; ulimit -S -t 100; exec "$1" start' bash "${SCRIPT}" 3>&-
  [[ ${status} == 0 ]]
  OLD=$(pid_in_file)
  grep -q '^Max file size *unlimited' "/proc/${OLD}/limits"
  grep -q '^Max cpu time *unlimited' "/proc/${OLD}/limits"
}
