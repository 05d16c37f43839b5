@test "restart starts it, then replaces it: one copy, a new process, the PID file tells which" {
  local old
  perform 0 restart
  only_one
  old=${PID}
  [[ $(<"${box}/run/service.pid") == "${PID}" ]]
  perform 0 restart
  only_one
  [[ ${PID} != "${old}" && $(<"${box}/run/service.pid") == "${PID}" ]]
  [[ $(<"${box}/log") == *' restarted '*"old_pid=${old} "*' killed=0 '*'outcome=success exit=0'* ]]
}

@test "a PID file that names a stranger harms nobody" {
  local stranger
  perform 0 start
  perform 0 stop
  "${BASH}" -c 'read -r -t 60 -u 3' stranger 3<>"${box}/never" </dev/null &>/dev/null &
  stranger=$!
  disown
  printf '%s\n' "${stranger}" >"${box}/run/service.pid"
  perform 0 restart --force
  only_one
  [[ -e /proc/${stranger} ]]
  kill -KILL "${stranger}"
}

@test "a PID file that others could have written is refused" {
  perform 0 start
  only_one
  chmod 777 "${box}/run"
  perform 14 restart
  only_one
}
