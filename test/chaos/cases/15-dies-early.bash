# the new process dies early
for seconds in 0 0.3; do
  inject "after ${seconds} s, within the settle time"
  fresh
  CONFIG[start]='{ timeout: 5s, settle: 700ms, attempts: 1 }'
  generate
  write_program worker "sleep ${seconds}"
  attempt 11 start
  write_worker
  recover
done
inject 'one second after it has settled'
fresh
write_program worker 'sleep 1.2'
attempt 0 start
OLD=$(pid_in_file)
wait_until is_gone "${OLD}"
write_worker
recover
inject 'five times in a row'
fresh
CONFIG[start]='{ timeout: 5s, settle: 200ms, attempts: 5, retry_delay: 20ms }'
generate
write_program worker 'setsid sleep 91111 &' 'exit 1'
attempt 11 start
[[ $(count_starts) == 5 ]] || wrong other "$(count_starts) starts"
write_worker
recover
