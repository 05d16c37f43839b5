# the process ignores TERM
inject 'killed after the timeout'
CONFIG[stop]='{ timeout: 300ms }'
generate
write_worker "trap '' TERM" 'exec sleep 98765'
begin_running
write_worker
attempt 0 restart
recover
inject 'kill: false'
fresh
CONFIG[stop]='{ timeout: 300ms, kill: false }'
generate
write_worker "trap '' TERM" 'exec sleep 98765'
begin_running
attempt 10 restart
attempt 10 stop
recover start
