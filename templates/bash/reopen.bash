# What root has opened for its user, that user must be able to open again.
give_output() {
  ((${#DROP[@]})) && [[ -f /proc/self/fd/4 && -O /proc/self/fd/4 ]] || return 0
  chown -- "${ACCOUNT[2]}${SERVICE_GROUP:+:${SERVICE_GROUP}}" /proc/self/fd/4 || :
}
# For logrotate: the process reopens its output. Proven ours, like before every signal.
cmd_reopen() {
  is_trusted "${RECORD}" || deny "${REPLY}"
  read_record "${RECORD}" || read_record "${RECORD}.new" || finish 0 unchanged "reason=not running"
  ((DRY_RUN == 0)) || finish 0 previewed "pid=${LEADER}" "signal=${REOPEN_SIGNAL}"
  kill -s "${REOPEN_SIGNAL}" -- "${LEADER}" 2>/dev/null || fail 77 "may not signal ${LEADER}"
  finish 0 reopened "pid=${LEADER}" "signal=${REOPEN_SIGNAL}"
}
