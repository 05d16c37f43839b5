# For logrotate: the process reopens its output.
cmd_reopen() {
  look || finish 0 unchanged 'reason=not running'
  ((DRY_RUN == 0)) || finish 0 previewed "pid=${LEADER}" "signal=${REOPEN_SIGNAL}"
  timeout 30 "${SYSTEMCTL[@]}" kill --kill-who=main -s "${REOPEN_SIGNAL}" -- "${UNIT}" \
    || fail 77 "may not signal ${UNIT}"
  finish 0 reopened "pid=${LEADER}" "signal=${REOPEN_SIGNAL}"
}
