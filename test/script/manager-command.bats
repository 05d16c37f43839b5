# A process that commands own: a small rc script that starts a daemon, stops it, and tells what runs.

load helper

setup() {
  umask 022
  choose_box
  open_box
  write_rc
  unset 'CONFIG[command]' 'CONFIG[pid_file]'
  CONFIG[manager]=command
  CONFIG[stop]='{ timeout: 2s }'
  use_commands start stop status pid
}

teardown() {
  end_test
}

# use_commands VERB...: the rc script for these commands, and no others.
use_commands() {
  local verb list=''
  for verb; do list+="${verb}: ['${BOX}/bin/rc', ${verb}], "; done
  CONFIG[commands]="{ ${list%, } }"
  generate
}

# The rc script keeps the PID where only it looks. "stubborn" and "silent" stand in a file each.
write_rc() {
  {
    printf '#!/bin/bash\nbox=%q\n' "${BOX}"
    cat <<'END'
pid=$(cat "${box}/rc.pid" 2>/dev/null)
is_up() { [[ -n ${pid} ]] && kill -0 "${pid}" 2>/dev/null && ! grep -q '^State:.Z' "/proc/${pid}/status"; }
printf '%s\n' "$1" >>"${box}/verbs"
case $1 in
  start)
    is_up && exit 0
    "${box}/bin/worker" &
    printf '%s\n' "$!" >"${box}/rc.pid"
    ;;
  stop)
    is_up || exit 0
    [[ -e ${box}/stubborn ]] || kill "${pid}"
    ;;
  status) is_up ;;
  pid) ! is_up || printf 'some words\n%s\n' "${pid}" ;;
esac
END
  } >"${BOX}/bin/rc"
  chmod 755 "${BOX}/bin/rc"
}

rc_pid() {
  cat -- "${BOX}/rc.pid"
}

@test "restart stops by the command, sees it gone, starts by the command and settles" {
  must 0 start
  local old
  old=$(rc_pid)
  must 0 restart
  [[ $(rc_pid) != "${old}" ]]
  is_gone "${old}"
  is_alive "$(rc_pid)"
  [[ ! -e "${BOX}/two at once" ]]
  grep " info worker restarted action=restart old_pid=${old} memory_before=[1-9]" "${LOG}" \
    | grep -q " new_pid=$(rc_pid) memory_after=[1-9].* outcome=success exit=0"
}

@test "it starts what does not run, and tells so" {
  must 3 status
  must 0 restart
  is_alive "$(rc_pid)"
  must 0 status --json
  [[ ${output} == *"\"state\":\"running\",\"pid\":$(rc_pid),"* ]]
  must 0 start
  [[ ${output} == *unchanged* ]]
}

@test "what the stop command leaves alive is never followed by a second copy" {
  must 0 start
  : >"${BOX}/stubborn"
  must 10 restart
  is_alive "$(rc_pid)"
  [[ $(wc -l <"${BOX}/starts") == 1 ]]
}

@test "no signal is ever sent: also a child that outlives its parent is waited for" {
  write_worker 'sleep 98766 8>&- & printf "%s\n" "$!" >"${box}/child"'
  must 0 start
  must 10 restart
  [[ $(wc -l <"${BOX}/starts") == 1 ]]
  is_alive "$(<"${BOX}/child")"
  kill "$(<"${BOX}/child")"
}

@test "what ends within the settle time did not start; each attempt is told" {
  CONFIG[start]='{ timeout: 5s, settle: 500ms, attempts: 2, retry_delay: 100ms }'
  use_commands start stop status pid
  must 0 start
  write_worker 'exit 3'
  must 11 restart
  [[ $(grep -c ' error worker start_failed ' "${LOG}") == 2 ]]
  must 1 status
}

@test "a start command that fails is told with its status" {
  must 0 stop
  sed -i 's/^  start)/  start) exit 9/' "${BOX}/bin/rc"
  must 11 start
  grep -q ' error worker start_failed attempt=1 status=9 ' "${LOG}"
}

@test "a start command that hangs is ended" {
  CONFIG[start]='{ timeout: 1s, settle: 200ms, attempts: 1 }'
  use_commands start stop status pid
  sed -i 's/^  start)/  start) sleep 98767/' "${BOX}/bin/rc"
  must 11 start
  grep -q ' error worker start_failed attempt=1 status=124 ' "${LOG}"
}

@test "a command that is missing leaves the old process alone" {
  must 0 start
  local old
  old=$(rc_pid)
  mv "${BOX}/bin/rc" "${BOX}/bin/away"
  must 13 restart
  is_alive "${old}"
}

@test "ensure starts what died, leaves what runs, and a stop on purpose holds" {
  must 0 ensure
  local old
  old=$(rc_pid)
  must 0 ensure
  [[ $(rc_pid) == "${old}" && ${output} == "info worker unchanged action=ensure pid=${old} outcome=success exit=0" ]]
  kill -KILL "${old}"
  must 0 ensure
  is_alive "$(rc_pid)"
  must 0 stop
  is_gone "$(rc_pid)"
  must 20 ensure
  must 20 restart
  must 0 restart --force
  is_alive "$(rc_pid)"
}

@test "a pause and a lock hold it back" {
  must 0 start
  must 0 pause 1h because
  must 20 restart
  must 0 resume
  local lock
  exec {lock}<"${BOX}/state/lock"
  flock -n "${lock}"
  must 75 restart
  exec {lock}<&-
}

@test "--dry-run asks and does nothing" {
  must 0 start
  must 0 restart --dry-run
  [[ $(grep -c -e start -e stop "${BOX}/verbs") == 1 ]]
  [[ ${output} == *would_stop* && ${output} == *would_start* ]]
}

@test "with status alone it knows no process, and still proves that it stopped and started" {
  use_commands start stop status
  must 0 restart
  local old
  old=$(rc_pid)
  must 0 restart
  is_gone "${old}"
  is_alive "$(rc_pid)"
  must 0 status --json
  [[ ${output} == *'"state":"running","pid":null,'* ]]
  : >"${BOX}/stubborn"
  must 10 restart
}

@test "with start and stop alone it always stops before it starts" {
  use_commands start stop
  must 0 restart
  must 0 restart
  [[ $(tr '\n' ' ' <"${BOX}/verbs") == 'stop start stop start ' ]]
  must 0 status
  must 0 stop
  must 3 status
}

@test "a command that hangs or is missing has not said that nothing runs" {
  CONFIG[stop]='{ timeout: 1s }'
  use_commands start stop status
  must 0 start
  local old
  old=$(rc_pid)
  sed -i 's/^  status)/  status) exec sleep 98768 ;; other)/' "${BOX}/bin/rc"
  must 10 ensure
  must 4 status
  sed -i '1s/.*/#!\/no\/such\/shell/' "${BOX}/bin/rc"
  must 13 ensure
  [[ $(wc -l <"${BOX}/starts") == 1 ]]
  is_alive "${old}"
}

@test "what is started lives in a session of its own, with nothing of ours but the mark" {
  write_worker 'ls -l "/proc/$$/fd" >"${box}/fds"' 'tr "\0" "\n" <"/proc/$$/environ" >"${box}/environ"'
  must 0 start
  local pid
  pid=$(rc_pid)
  [[ $(ps -o sid= -p "${pid}" | tr -d ' ') != "$(ps -o sid= -p $$ | tr -d ' ')" ]]
  ! grep -q 'state/lock' "${BOX}/fds"
  grep -qx SAIKIDO_SERVICE=worker "${BOX}/environ"
  ! grep -q '^BATS_' "${BOX}/environ"
}

@test "asked from inside the service it refuses" {
  # shellcheck disable=SC2016
  write_worker 'until "${box}/sbin/worker-restart" restart; s=$?; ((s != 75)); do sleep 0.1; done' \
    'printf "%s\n" "${s}" >"${box}/status"'
  must 0 start
  wait_until test -s "${BOX}/status"
  [[ $(<"${BOX}/status") == 10 ]]
}

@test "gates measure the process that the command tells, with all that descends from it" {
  CONFIG[schedule]="[{ every: 1h, when: { memory_above: 1G, uptime_above: 1h, sustained: 2 } }]"
  generate
  # shellcheck disable=SC2016
  write_worker '(x=$(head -c 30000000 /dev/zero | tr "\0" x); : >"${box}/ready"; exec 8<> <(:); read -r -u 8) &'
  must 0 restart --memory-above 1G
  local old
  old=$(rc_pid)
  wait_until test -e "${BOX}/ready"
  must 20 restart --memory-above 300M --uptime-above 1h
  has_logged 'skipped action=restart gate=uptime'
  must 20 restart --memory-above 25M --sustained 2
  must 0 restart --memory-above 25M --sustained 2 --dry-run
  [[ ${output} == *checks=2/2* && $(rc_pid) == "${old}" ]]
}

@test "a command decides whether a process that commands own is restarted" {
  CONFIG[schedule]="[{ every: 1h, when: { command: [/bin/test, -e, '${BOX}/leave'], wait: 30m } }]"
  generate
  must 0 start
  must 20 restart --command-gate 1
  : >"${BOX}/leave"
  must 0 restart --command-gate 1 --wait 1m
}

# Cron, a terminal and ssh pass no descriptor 4 on, unlike bats.
@test "stop runs its command whatever descriptors the caller has, and its words go to the output" {
  sed -i 's/^case/printf "asked to %s\\n" "$1"\n&/' "${BOX}/bin/rc"
  must 0 start 4>&-
  local old
  old=$(rc_pid)
  must 0 stop 4>&-
  is_gone "${old}"
  must 3 status 4>&-
  must 0 start 4>"${BOX}/four"
  must 0 stop 4>"${BOX}/four"
  [[ $(grep -c '^asked to stop$' "${OUTPUT}") == 2 && ! -s "${BOX}/four" ]]
  # Nor when root opens no output.
  ln -sf -- "${BOX}/elsewhere" "${OUTPUT}"
  act start 4>"${BOX}/four"
  [[ ! -s "${BOX}/four" ]]
}

@test "with start and stop alone a start that succeeded is up, and is not repeated" {
  CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 3, retry_delay: 100ms }'
  use_commands start stop
  must 0 start
  [[ $(count_starts) == 1 ]]
  must 0 status
  must 0 start
  must 0 ensure
  [[ $(count_starts) == 1 ]]
}

@test "with start and stop alone what ran before a reboot does not run" {
  use_commands start stop
  must 0 start
  sed -i 's/ [^ ]*$/ 11111111-2222-3333-4444-555555555555/' "${RECORD}"
  must 1 status
  must 0 ensure
  [[ $(tail -n 1 -- "${BOX}/verbs") == start ]]
  must 0 status
}

@test "with start and stop alone no start is without a stop before it, in the next run neither" {
  CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 3, retry_delay: 100ms }'
  use_commands start stop
  # It starts a copy and says that it did not; a second start does not notice the first.
  sed -i -e 's/^    is_up && exit 0/    :/' -e '/rc.pid"$/s/$/; exit 5/' "${BOX}/bin/rc"
  must 11 start
  must 11 ensure
  [[ $(count_starts) == 6 && ! -e "${BOX}/two at once" ]]
  [[ $(tr '\n' ' ' <"${BOX}/verbs") == 'stop start stop start stop start stop start stop start stop start ' ]]
}

@test "a further attempt waits until what the first one left is gone" {
  CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 2, retry_delay: 100ms }'
  use_commands start stop status pid
  sed -i '/rc.pid"$/s/$/; exit 5/' "${BOX}/bin/rc"
  : >"${BOX}/stubborn"
  must 10 start
  [[ $(count_starts) == 1 ]]
}

@test "with start and stop alone a stop command that hangs or cannot run has stopped nothing" {
  CONFIG[stop]='{ timeout: 1s }'
  CONFIG[working_directory]="'${BOX}/run'"
  use_commands start stop
  must 0 restart
  local old
  old=$(rc_pid)
  sed -i.right 's/^  stop)/  stop) exec sleep 98768 ;; other)/' "${BOX}/bin/rc"
  must 10 restart
  mv -- "${BOX}/bin/rc.right" "${BOX}/bin/rc"
  rmdir -- "${BOX}/run"
  must 10 stop
  is_alive "${old}"
  [[ $(count_starts) == 1 ]]
}

@test "what could not even ask has not said that nothing runs" {
  CONFIG[working_directory]="'${BOX}/run'"
  use_commands start stop status
  must 0 start
  rmdir -- "${BOX}/run"
  must 4 status
  must 10 stop
  is_alive "$(rc_pid)"
}

@test "status says that it does not know, in a line of its own" {
  use_commands start stop status pid
  must 0 start
  sed -i 's/^  status)/  status) exit 126 ;; other)/' "${BOX}/bin/rc"
  must 4 status
  [[ ${output} == "worker is unknown, "*", next: see why ${BOX}/bin/rc ended with status 126" ]]
  must 4 status --json
  [[ ${output} == '{"service":"worker","state":"unknown","pid":null,"uptime_seconds":null,"memory_bytes":null,'* ]]
  mv -- "${BOX}/bin/rc" "${BOX}/bin/away"
  must 4 status
  [[ ${output} == 'worker is unknown, '*' ended with status 127' && ${#lines[@]} == 1 ]]
}

@test "figures that nobody knows are left out" {
  use_commands start stop status
  must 0 start
  must 0 restart
  local line
  line=$(tail -n 1 -- "${LOG}")
  [[ ${line} == *' restarted action=restart load='*' outcome=success exit=0' ]]
  [[ ! ${line} =~ pid=|memory|pss|cpu=|uptime|open_files ]]
  must 0 status --json
  [[ ${output} == *'"pid":null,"uptime_seconds":null,"memory_bytes":null,'* ]]
  must 0 stop
  [[ ! $(tail -n 1 -- "${LOG}") =~ pid=|memory|pss|cpu=|uptime|open_files ]]
}
