# a zombie, and a zombie leader with a live thread
inject 'the PID file names a zombie that nobody reaps'
keep_zombie
printf '%s\n' "${ZOMBIE}" >"${PID_FILE}"
attempt 0 start
recover
inject 'the first thread of the service has ended, another one works'
fresh
write_threaded
# The kernel shows no environment of such a process, so its copies cannot be counted here.
act start
tell run "${status}"
OLD=$(pid_in_file)
wait_until test -e "${BOX}/ready"
wait_until is_in_state Z "${OLD}"
write_worker
attempt 0 restart
[[ ! -d /proc/${OLD} ]] || wrong doubled 'its thread still works'
recover
