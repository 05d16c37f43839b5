# standard output that is closed, full or broken
inject 'closed'
"${SCRIPT}" restart >&- 2>&- 3>&-
judge 0 "$?" restart
inject 'no standard input either'
"${SCRIPT}" restart <&- >&- 2>&- 3>&-
judge 0 "$?" restart
inject '/dev/full'
"${SCRIPT}" restart >/dev/full 2>&1 3>&-
judge 0 "$?" restart
inject 'a broken pipe'
{
  "${SCRIPT}" restart 2>&1 3>&-
  judge 0 "$?" restart
} | true
inject 'a broken pipe, SIGPIPE ignored'
bash -c 'trap "" PIPE; { "$1" restart 2>&1; echo "$?" >"$2"; } | true' bash "${SCRIPT}" "${BOX}/answer" 3>&-
judge 0 "$(<"${BOX}/answer")" restart
inject 'a file size limit'
run bash -c 'ulimit -f 1; exec "$1" restart' bash "${SCRIPT}" 3>&-
judge 0 "${status}" restart
inject 'a terminal that goes away in the middle'
write_worker "trap ': >\"\${box}/asked\"; sleep 0.5; exit' TERM" "${STAY[@]}"
attempt 0 restart
wait_until test -e "${BOX}/ready"
write_worker
keep_running script -qec "${SCRIPT@Q} restart" /dev/null
wait_until test -e "${BOX}/asked"
kill -KILL "${BYSTANDER}"
wait "${BYSTANDER}" 2>/dev/null
ended() { (($(grep -c 'outcome=' "${LOG}") == 7)); }
wait_until ended
tell run 129
recover
