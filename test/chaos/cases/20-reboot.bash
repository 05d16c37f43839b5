# after a reboot the recorded PID belongs to another daemon of root
inject 'the machine went down with all that ran'
unshare -pf --mount-proc --kill-child bash -c \
  'echo 5000 >/proc/sys/kernel/ns_last_pid; "$1" start; exit "$?"' bash "${SCRIPT}" >/dev/null 3>&-
tell run "$?"
OLD=$(pid_in_file)
reuse_pid "${OLD}" start_stranger || wrong other 'the PID could not be given again'
attempt 0 ensure
recover
for action in restart ensure stop; do
  inject "recorded by another kernel, even at the same tick: ${action}"
  fresh
  begin_running
  attempt 0 stop
  printf '%s %s 00000000-0000-0000-0000-000000000000 1\n' "${BYSTANDER}" "$(start_of "${BYSTANDER}")" >|"${RECORD}"
  printf '%s\n' "${BYSTANDER}" >|"${PID_FILE}"
  rm -f -- "${BOX}/state/stopped"
  attempt 0 "${action}"
  recover start
done
