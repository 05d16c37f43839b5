# The command daemonises and writes the PID file itself, perhaps as the service's user.
trust_pid_file() {
  local folder=${PID_FILE%/*}
  PID_FILE_OWNER=${ACCOUNT[2]}
  [[ ! -d ${folder} ]] && ((DRY_RUN == 0)) || return 0
  (umask 022 && mkdir -p -- "${folder}" && chown -- "${ACCOUNT[2]}" "${folder}") 2>/dev/null || :
}
# Only a PID file of this start may be believed.
stage_pid_file() { :; }
show_pid_file() { :; }
forget_pid_file() { rm -f -- "${PID_FILE}"; }
# Is process $1, which somebody else started, our daemon? Daemons rewrite their arguments, so the
# program counts.
runs_command() { has_our_user "$1" && [[ /proc/$1/exe -ef ${COMMAND[0]} ]]; }
# Waits for the launcher to end and for the PID file to name a process that began after it.
await_daemon() {
  local pid=''
  GROUP=() && GROUP[NEW]=${NEW_BEGAN}
  empty_group '' "${START_TIMEOUT}" || return 0
  until read_pid_file && pid=${REPLY} && read_stat "${pid}" && ((STAT[19] >= NEW_BEGAN)) \
    && is_alive "${pid}" "${STAT[19]}"; do
    now
    ((REPLY - RELEASED_AT < START_TIMEOUT)) || return 0
    nap 20
  done
  is_trusted "${PID_FILE}" "${PID_FILE_OWNER}" || fail 14 "${REPLY}"
  NEW=${pid} NEW_BEGAN=${STAT[19]}
  put_file "${RECORD}" "${NEW} ${NEW_BEGAN} ${BOOT}" || log warn unrecorded "pid=${NEW}"
}
