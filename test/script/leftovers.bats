# What the old process started goes with it, or nothing new is started: hazards F3 to F5.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

@test "children that left its session and group go, too" {
  write_worker 'setsid sleep 91111 &' 'setsid -f setsid -f sleep 92222' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 3))'
  write_worker
  must 0 restart
  expect_another
}

@test "a child that ignores TERM delays the start and is killed" {
  CONFIG[stop]='{ timeout: 500ms }'
  generate
  write_worker "(trap '' TERM; exec setsid sleep 91111) &" 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  write_worker
  must 0 restart
  expect_another
  has_logged 'killed=1'
}

@test "with kill: false nothing is started while a child lives" {
  CONFIG[stop]='{ timeout: 300ms, kill: false }'
  generate
  write_worker "(trap '' TERM; exec setsid sleep 91111) &" 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  must 10 restart
  is_gone "${OLD}"
  [[ $(count_starts) == 1 && $(marked | wc -l) == 1 ]]
  must 10 restart
  must 10 start
  [[ $(count_starts) == 1 ]]
  [[ -z $(find "${BOX}/state" "${BOX}/run" -name '*.new') ]]
}

@test "a marked process in a container of this host is not ours" {
  local inner
  unshare -pf --kill-child env SAIKIDO_SERVICE=worker sleep 93333 3>&- &
  wait_until pgrep -f '^sleep 93333'
  inner=$(pgrep -f '^sleep 93333')
  must 0 start
  [[ $(count_starts) == 1 && $(pid_in_file) != "${inner}" ]]
  must 0 restart
  must 0 stop
  [[ $(ps -o stat= -p "${inner}") == S* ]]
  kill "$!"
}

@test "orphans of a killed process go before a new one starts" {
  write_worker 'setsid sleep 91111 &' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  kill_hard "${OLD}"
  write_worker
  must 0 restart
  expect_one
}

@test "ensure starts it when only an orphan of it is left" {
  write_worker 'setsid sleep 91111 &' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  kill_hard "${OLD}"
  write_worker
  must 0 ensure
  expect_another
  [[ $(count_starts) == 2 ]]
}

@test "start starts it when only an orphan of it is left" {
  write_worker 'setsid sleep 91111 &' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  kill_hard "${OLD}"
  write_worker
  must 0 start
  expect_another
  [[ $(count_starts) == 2 ]]
}

@test "a child without the mark goes with its session" {
  write_worker 'env -i sleep 91111 &' 'printf "%s\n" "$!" >"${box}/child"' 'exec sleep 98765'
  start_service
  wait_until test -s "${BOX}/child"
  local child
  child=$(<"${BOX}/child")
  must 0 stop
  is_gone "${child}"
}

@test "a shell around the command takes it along" {
  CONFIG[command]="[/bin/sh, -c, 'sleep 93333; :']"
  generate
  must 0 start
  OLD=$(pid_in_file)
  wait_until eval '(($(marked | wc -l) == 2))'
  must 0 stop
  expect_none
}

@test "scope process leaves children alone" {
  CONFIG[stop]='{ timeout: 3s, scope: process }'
  generate
  write_worker 'setsid sleep 91111 9>&- &' 'printf "%s\n" "$!" >"${box}/child"' 'exec sleep 98765'
  start_service
  wait_until test -s "${BOX}/child"
  local child
  child=$(<"${BOX}/child")
  must 0 stop
  is_gone "${OLD}"
  is_alive "${child}"
}

@test "with scope process a child that a stop left is no service, and a failed start spares it" {
  CONFIG[stop]='{ timeout: 3s, scope: process }'
  generate
  write_worker 'setsid sleep 91111 9>&- &' 'printf "%s\n" "$!" >"${box}/child"' 'exec sleep 98765'
  start_service
  wait_until test -s "${BOX}/child"
  local child
  child=$(<"${BOX}/child")
  must 0 stop
  is_alive "${child}"
  write_worker
  must 0 start
  [[ $(pid_in_file) != "${child}" && $(count_starts) == 2 ]]
  write_worker 'exit 1'
  must 11 restart
  is_alive "${child}"
  kill_hard "${child}"
}

@test "a dead process whose child lives is not said to run" {
  write_worker 'setsid sleep 91111 &' 'exec sleep 98765'
  start_service
  wait_until eval '(($(marked | wc -l) == 2))'
  kill_hard "${OLD}"
  must 1 status --json
  [[ ${output} == *'"state":"dead","pid":null,"uptime_seconds":null,"memory_bytes":null'* ]]
}

@test "another service that it has started is not its own" {
  local other="${BOX}/other"
  mkdir -p -- "${other}"
  sed -e "s/^readonly SERVICE=.*/readonly SERVICE='other'/" \
    -e "s|^readonly COMMAND=.*|readonly COMMAND=('/bin/sleep' '94444')|" \
    -e "s|^readonly PID_FILE=.*|readonly PID_FILE='${other}/pid'|" \
    -e "s|^readonly STATE_DIRECTORY=.*|readonly STATE_DIRECTORY='${other}/state'|" "${SCRIPT}" >"${other}/restart"
  chmod 755 "${other}/restart"
  # prctl(PR_SET_CHILD_SUBREAPER): what loses its parent becomes a child of this one.
  printf '%s\n' '#!/usr/bin/perl' 'syscall(157, 36, 1, 0, 0, 0);' "system('${other}/restart', 'start');" \
    "open my \$done, '>', '${BOX}/done'; sleep 98765;" >"${BOX}/bin/worker"
  start_service
  wait_until test -e "${BOX}/done"
  local pid
  pid=$(<"${other}/pid")
  is_alive "${pid}"
  [[ $(awk '/^PPid:/ { print $2 }' "/proc/${pid}/status") == "${OLD}" ]]
  write_worker
  must 0 restart
  is_alive "${pid}"
  kill_hard "${pid}"
}

@test "newcomers that a dying process starts go, too" {
  write_worker "trap 'setsid -f sleep 91111; exit' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 stop
  expect_none
}

@test "a grandchild without the mark goes with its session" {
  write_worker '(env -i sleep 91111 & printf "%s\n" "$!" >"${box}/child")' 'exec sleep 98765'
  start_service
  wait_until test -s "${BOX}/child"
  must 0 stop
  is_gone "$(<"${BOX}/child")"
}

@test "a child with neither mark nor session goes with its parent" {
  write_worker 'env -i setsid sleep 91111 &' 'printf "%s\n" "$!" >"${box}/child"' 'exec sleep 98765'
  start_service
  wait_until test -s "${BOX}/child"
  wait_until eval '[[ $(tr "\0" " " <"/proc/$(<"${BOX}/child")/cmdline") == "sleep 91111 " ]]'
  must 0 stop
  is_gone "$(<"${BOX}/child")"
}

@test "a newcomer with the PID of a stranger is found" {
  setsid -f sleep 4321 </dev/null &>/dev/null 3>&-
  local stranger
  stranger=$(pgrep -x -f 'sleep 4321')
  write_worker 'leave() {' "  kill -KILL ${stranger}; sleep 0.2" \
    "  echo $((stranger - 1)) >/proc/sys/kernel/ns_last_pid" '  setsid sleep 91111 &' \
    '  printf "%s\n" "$!" >"${box}/child"; sleep 2.5; exit' '}' 'trap leave TERM' "${STAY[@]}"
  CONFIG[stop]='{ timeout: 8s }'
  generate
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 stop
  [[ $(<"${BOX}/child") == "${stranger}" ]]
  expect_none
}

@test "a run that was killed right after the start is not started anew" {
  start_service
  mv -- "${RECORD}" "${RECORD}.new"
  sed 's/^[0-9]* [0-9]*/99999 1/' "${RECORD}.new" >"${RECORD}"
  rm -- "${PID_FILE}"
  must 0 ensure
  expect_untouched
  [[ $(cut -d ' ' -f 1 "${RECORD}") == "${OLD}" ]]
}
