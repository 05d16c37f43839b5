# Reads the live process that record $1 names, for this boot and this PID namespace alone, whose
# PID 1 has a start of its own.
read_record() {
  local pid='' began='' boot=''
  [[ -n ${BOOT} ]] || read -r BOOT </proc/sys/kernel/random/boot_id
  [[ ${BOOT} == *' '* ]] || { read_stat 1 && BOOT+=" ${STAT[19]}"; }
  [[ -f $1 && ! -L $1 ]] && { read -r -n 200 pid began boot <"$1"; } 2>/dev/null
  [[ ${pid} =~ ^[1-9][0-9]{0,9}$ && ${began} =~ ^[0-9]{1,19}$ && ${boot} == "${BOOT}" ]] || return 1
  RECORDED=1 SESSION=${pid}
  is_alive "${pid}" "${began}" && LEADER=${pid} BEGAN=${began}
}
write_record() { put_file "${RECORD}" "${LEADER} ${BEGAN} ${BOOT}"; }
# The number in the PID file; no arithmetic touches its text before it is known to be one.
read_pid_file() {
  REPLY=''
  # Up to the first NUL: read passes over NULs, and a file may hold nothing else for a gigabyte.
  [[ ! -f ${PID_FILE} ]] || { IFS= read -r -d '' -n 32 REPLY <"${PID_FILE}"; } 2>/dev/null || :
  REPLY=${REPLY%%$'\n'*}
  [[ ${REPLY} =~ ^[[:blank:]]*([1-9][0-9]{0,9})[[:blank:]]*$ ]] && REPLY=${BASH_REMATCH[1]} \
    && ((REPLY > 1))
}
is_recorded() { read_record "${RECORD}" && read_pid_file && [[ ${REPLY} == "${LEADER}" ]]; }
# Without a record: finds it by its PID file or its mark; what is not proven is not ours.
adopt() {
  local pid
  if read_pid_file && runs_command "${REPLY}"; then
    read_stat "${REPLY}" && LEADER=${REPLY} BEGAN=${STAT[19]}
  else
    [[ ! -e ${PID_FILE} ]] || log warn stale_pid_file "content=${REPLY}"
    # The number of a session is not given away while somebody lives in it.
    [[ ! -e /proc/${SESSION} ]] || SESSION=none
    # What a recorded process left when it died is no service any more.
    ORPHAN=${RECORDED}
    ((ORPHAN)) && [[ ${STOP_SCOPE} == process ]] || find_group
    for pid in "${!GROUP[@]}"; do
      is_alive "${pid}" "${GROUP[pid]}" || continue
      # With scope process that may be what a stop left on purpose.
      [[ ${STOP_SCOPE} == group ]] || runs_command "${pid}" || continue
      [[ -n ${LEADER} ]] && ((GROUP[pid] > BEGAN)) || LEADER=${pid} BEGAN=${GROUP[pid]}
    done
  fi
  [[ -n ${LEADER} ]] || return 1
  log info adopted "pid=${LEADER}" "orphan=${ORPHAN}"
  ((DRY_RUN || ORPHAN)) || write_record || :
}
refuse_insider() { [[ ${ACTION} == status ]] || fail 10 'asked from inside the service itself'; }
# Finds the running service, LEADER, and its GROUP.
identify() {
  local pid=$$
  while read_stat "${pid}"; do
    ANCESTORS[pid]=1
    ((pid == $$)) || ! has_mark "${pid}" || refuse_insider
    pid=${STAT[1]}
  done
  read_record "${RECORD}" || read_record "${RECORD}.new" || adopt || return 1
  [[ -z ${ANCESTORS[LEADER]:-} ]] || refuse_insider
  GROUP=() && GROUP[LEADER]=${BEGAN}
  read_stat "${LEADER}" && [[ ${STAT[3]} != "${LEADER}" ]] || SESSION=${LEADER}
  [[ ${STOP_SCOPE} == process ]] || find_group
}
