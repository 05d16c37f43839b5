# Reads the live process that record $1 names, for this boot and this PID namespace (whose PID 1 has
# a start of its own) alone.
read_record() {
  local pid='' began='' boot=''
  [[ -n ${BOOT} ]] || read -r BOOT </proc/sys/kernel/random/boot_id
  [[ ${BOOT} == *' '* ]] || { read_stat 1 && BOOT+=" ${STAT[19]}"; }
  [[ -f $1 && ! -L $1 ]] && { read -r -n 200 pid began boot <"$1"; } 2>/dev/null
  [[ ${pid} =~ ^[1-9][0-9]{0,9}$ && ${began} =~ ^[0-9]{1,19}$ && ${boot} == "${BOOT}" ]] || return 1
  RECORDED=1 SESSION=${pid}
  is_alive "${pid}" "${began}" && LEADER=${pid} BEGAN=${began}
}
# The number in the PID file; no arithmetic touches its text before it is known to be one.
read_pid_file() {
  REPLY=''
  # Up to the first NUL: read passes over NULs, and a file may hold nothing else for a gigabyte.
  [[ ! -f ${PID_FILE} ]] || { IFS= read -r -d '' -n 32 REPLY <"${PID_FILE}"; } 2>/dev/null || :
  REPLY=${REPLY%%$'\n'*}
  [[ ${REPLY} =~ ^[1-9][0-9]{0,9}[[:blank:]]*$ ]] && REPLY=${REPLY%%[[:blank:]]*} && ((REPLY > 1))
}
is_recorded() { read_record "${RECORD}" && read_pid_file && [[ ${REPLY} == "${LEADER}" ]]; }
# Finds the running service by its record, its PID file or its mark: what is not proven is not ours.
identify() {
  local pid=$$ inside=0
  while ((pid > 0)) && read_stat "${pid}"; do
    ANCESTORS[pid]=1
    ((pid == $$)) || ! has_mark "${pid}" || inside=1
    pid=${STAT[1]}
  done
  [[ ${ACTION} == status ]] || ((inside == 0)) || fail 10 'asked from inside the service itself'
  if ! read_record "${RECORD}" && ! read_record "${RECORD}.new"; then
    if read_pid_file && runs_command "${REPLY}"; then
      GROUP[REPLY]=0
    else
      [[ ! -e ${PID_FILE} ]] || log warn stale_pid_file "content=${REPLY}"
      # The number of a session is not given away while somebody lives in it.
      [[ ! -e /proc/${SESSION} ]] || SESSION=none
      find_group
    fi
    for pid in "${!GROUP[@]}"; do
      read_stat "${pid}" && is_alive "${pid}" "${STAT[19]}" || continue
      [[ ${STOP_SCOPE} == group ]] || ((GROUP[pid] == 0 || RECORDED == 0)) || continue
      [[ -n ${LEADER} ]] && ((STAT[19] > BEGAN)) || LEADER=${pid} BEGAN=${STAT[19]}
    done
    [[ -n ${LEADER} ]] || return 1
    # With the recorded process dead, what bears its mark is only left of it.
    ((GROUP[LEADER] == 0)) || ORPHAN=${RECORDED}
    log info adopted "pid=${LEADER}" "orphan=${ORPHAN}"
    ((DRY_RUN || ORPHAN)) || put_file "${RECORD}" "${LEADER} ${BEGAN} ${BOOT}" || :
  fi
  [[ -z ${ANCESTORS[LEADER]:-} || ${ACTION} == status ]] \
    || fail 10 'asked from inside the service itself'
  GROUP=() && GROUP[LEADER]=${BEGAN}
  read_stat "${LEADER}" && [[ ${STAT[3]} != "${LEADER}" ]] || SESSION=${LEADER}
  [[ ${STOP_SCOPE} == process ]] || find_group
}
