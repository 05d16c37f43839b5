# the process is stopped by SIGSTOP
for action in restart stop; do
  inject "${action}"
  fresh
  write_worker "trap 'echo bye >\"\${box}/bye\"; exit' TERM" "${STAY[@]}"
  begin_running
  wait_until test -e "${BOX}/ready"
  kill -STOP "${OLD}"
  attempt 0 "${action}"
  [[ -e "${BOX}/bye" ]] || wrong other 'it was not asked to stop, but killed'
  recover start
done
