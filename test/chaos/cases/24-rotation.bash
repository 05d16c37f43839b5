# the output is rotated in the middle of a restart
inject 'renamed, then reopen'
CONFIG[reopen_signal]=USR1
CONFIG[stop]='{ timeout: 1s }'
generate
write_worker "trap ': >\"\${box}/reopened\"' USR1" "trap ': >\"\${box}/asked\"' TERM" "${STAY[@]}"
begin_running
wait_until test -e "${BOX}/ready"
rm -- "${BOX}/ready"
write_worker "trap ': >\"\${box}/reopened\"' USR1" "${STAY[@]}"
keep_running "${SCRIPT}" restart
wait_until test -e "${BOX}/asked"
mv -- "${OUTPUT}" "${OUTPUT}.1"
mv -- "${LOG}" "${LOG}.1"
attempt 0 reopen
wait "${BYSTANDER}"
judge 0 "$?" restart
wait_until test -e "${BOX}/ready"
attempt 0 reopen
recover
not_here 'cron and systemd: test/schedulers and test/script/systemd.bats restart them'
