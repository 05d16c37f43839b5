# the PID belongs to somebody else
for action in restart start ensure stop; do
  inject "its PID is a stranger's: ${action}"
  fresh
  begin_running
  kill -KILL "${OLD}"
  wait_until is_gone "${OLD}"
  reuse_pid "${OLD}" start_stranger || wrong other 'the PID could not be given again'
  attempt 0 "${action}"
  recover start
done
