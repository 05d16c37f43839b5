# the lock is left, removed, or held by a run that stands still
take_lock_for_ever() {
  keep_running perl -e 'use Fcntl ":flock"; open L, "<", $ARGV[0]; flock L, LOCK_EX; open F, ">", $ARGV[1]; close F;
    sleep 1 while 1' "${BOX}/state/lock" "${BOX}/held"
  wait_until test -e "${BOX}/held"
}

slow_worker() {
  write_worker "trap ': >\"\${box}/asked\"' TERM" "${STAY[@]}"
  begin_running
  wait_until test -e "${BOX}/ready"
  write_worker
  keep_running "${SCRIPT}" restart
  wait_until test -e "${BOX}/asked"
}

inject 'left by a run that was killed'
begin_running
keep_running "${SCRIPT}" restart
kill -KILL "${BYSTANDER}"
recover restart
inject 'held by somebody else'
take_lock_for_ever
attempt 75 restart
attempt 75 stop
kill -KILL "${BYSTANDER}"
wait "${BYSTANDER}" 2>/dev/null
recover restart
inject 'removed in the middle of a restart'
fresh
CONFIG[stop]='{ timeout: 1s }'
generate
slow_worker
rm -- "${BOX}/state/lock"
attempt '0 75' restart
wait "${BYSTANDER}"
judge '0 75' "$?" stop
recover
inject 'its holder is stopped'
fresh
slow_worker
kill -STOP "${BYSTANDER}"
attempt 75 restart
# The old process still lives, which is all that ensure asks.
attempt '0 75' ensure
kill -KILL "${BYSTANDER}"
wait "${BYSTANDER}" 2>/dev/null
recover
