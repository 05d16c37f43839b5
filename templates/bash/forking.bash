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
# Is process $1, which somebody else started, our daemon? Daemons rewrite their arguments, and then
# the program counts.
runs_command() {
  local words=('')
  has_user "$1" "${ACCOUNT[2]}" && [[ /proc/$1/exe -ef ${COMMAND[0]} ]] || return 1
  { mapfile -d '' -t words <"/proc/$1/cmdline"; } 2>/dev/null || return 1
  [[ ${words[0]##*/} != "${COMMAND[0]##*/}" || "${words[*]:1}" == "${COMMAND[*]:1}" ]]
}
# Did process $1 begin after the launcher, as the service's user? In a PID file of root any user may
# stand: many a daemon changes to its own. Nor is the mark asked for: many write over it.
is_our_daemon() {
  read_stat "$1" && ((STAT[19] >= NEW_BEGAN)) && is_alive "$1" "${STAT[19]}" || return 1
  ((ACCOUNT[2] == 0)) || has_user "$1" "${ACCOUNT[2]}"
}
refuse_daemon() {
  STRANGERS_UNTIL=0 && find_group
  empty_group KILL 10000 && rm -f -- "${PID_FILE}" || :
  fail 14 "$1"
}
# Waits for the launcher to end and for the PID file to name a process that began after it.
await_daemon() {
  local pid=''
  SESSION=${NEW} GROUP=() && GROUP[NEW]=${NEW_BEGAN}
  # A launcher that stays is none.
  empty_group '' "${START_TIMEOUT}" || { empty_group KILL 10000 && return 0; }
  until read_pid_file && is_our_daemon "${REPLY}"; do
    now
    ((REPLY - RELEASED_AT < START_TIMEOUT)) || return 0
    nap 20
  done
  pid=${REPLY}
  is_trusted "${PID_FILE}" "${PID_FILE_OWNER}" || refuse_daemon "${REPLY}"
  NEW=${pid} NEW_BEGAN=${STAT[19]}
  put_file "${RECORD}" "${NEW} ${NEW_BEGAN} ${BOOT}" || log warn unrecorded "pid=${NEW}"
}
