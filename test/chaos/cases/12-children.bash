# children that left with the port
inject 'a child with a session of its own holds the port and ignores TERM'
PORT=$((20000 + RANDOM % 10000))
CONFIG[stop]='{ timeout: 300ms }'
CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 1 }'
check_http
write_server stubborn
write_worker "setsid perl '${BOX}/bin/server' stubborn ${PORT} &" 'exec sleep 98765'
begin_running
wait_until listens "${PORT}"
inject 'its parent is killed'
kill -KILL "${OLD}"
write_server well
attempt 0 restart
recover
inject 'a stranger has the port'
attempt 0 stop
keep_running env -i perl "${BOX}/bin/server" well "${PORT}"
STRANGERS+=("${BYSTANDER}")
wait_until listens "${PORT}"
attempt 10 start
STRANGERS=()
kill -KILL "${BYSTANDER}"
recover start
