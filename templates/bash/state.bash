# Fails, with the reason in REPLY, if others than root, us and user $2 could have made file $1.
is_trusted() {
  local path=$1 part parts=() mode owner
  [[ ${path} != /var/run/* || ! /var/run -ef /run ]] || path=${path#/var}
  for ((part = ${#path}; part; part--)); do
    [[ ${path:part:1} == ?(/) ]] || continue
    [[ ! -e ${path:0:part} && ! -L ${path:0:part} ]] || parts+=("${path:0:part}")
  done
  while read -r mode owner part; do
    mode=$((16#${mode})) REPLY="${part} is not a plain file in plain folders"
    (((mode & 0xf000) == (${#part} == ${#path} ? 0x8000 : 0x4000))) || return 1
    REPLY="${part} can be changed by others"
    ((owner == 0 || owner == EUID || owner == ${2:-0})) || return 1
    (((mode & 8#22) == 0 || (mode & 0xf200) == 0x4200)) || return 1
  done < <(stat -c '%f %u %n' -- / "${parts[@]}")
}
# Writes $2 to $1.new, synced: to take the place of $1 then needs no space and shows no half file.
stage_file() {
  [[ ! -e $1.new && ! -L $1.new ]] || rm -f -- "$1.new"
  (umask 022 && printf '%s\n' "$2" >"$1.new" && sync -- "$1.new") 2>/dev/null
}
put_file() { stage_file "$1" "$2" && mv -fT -- "$1.new" "$1"; }
# What a run needs is looked for before anything is touched. The lock file is never removed.
open_state() {
  local item lock=${STATE_DIRECTORY}/lock
  for item in cat env flock mv rm setsid stat sync timeout; do
    hash "${item}" 2>/dev/null || fail 69 "${item} is missing"
  done
  choose_user
  is_trusted "${RECORD}" || deny "${REPLY}"
  hook trust_pid_file
  is_trusted "${PID_FILE}" "${PID_FILE_OWNER:-0}" || fail 14 "${REPLY}"
  ((DRY_RUN == 0)) || return 0
  for item in "${STATE_DIRECTORY}" "${PID_FILE%/*}" "${LOG_FILE%/*}"; do
    [[ -d ${item} ]] || (umask 022 && mkdir -p -- "${item}") 2>/dev/null || :
  done
  [[ ${ACTION} != @(pause|resume) ]] || return 0
  [[ -e ${lock} ]] || (umask 077 && : >"${lock}") 2>/dev/null || :
  [[ -w ${PID_FILE%/*} && -w ${STATE_DIRECTORY} ]] && { exec {LOCK}<"${lock}"; } 2>/dev/null || deny
  flock -n "${LOCK}" && [[ /proc/self/fd/${LOCK} -ef ${lock} ]] \
    || finish 75 skipped 'reason=another run holds the lock'
  LOCKED=1
}
# Reads the live process that record $1 names, for this boot and this PID namespace (whose PID 1 has
# a start of its own) alone.
read_record() {
  local pid='' began='' boot=''
  [[ -n ${BOOT} ]] || read -r BOOT </proc/sys/kernel/random/boot_id
  [[ ${BOOT} == *' '* ]] || { read_stat 1 && BOOT+=" ${STAT[19]}"; }
  [[ -f $1 && ! -L $1 ]] && { read -r -n 200 pid began boot <"$1"; } 2>/dev/null
  [[ ${pid} =~ ^[1-9][0-9]{0,9}$ && ${began} =~ ^[0-9]{1,19}$ && ${boot} == "${BOOT}" ]] || return 1
  is_alive "${pid}" "${began}" && LEADER=${pid} BEGAN=${began}
}
# The number in the PID file; no arithmetic touches its text before it is known to be one.
read_pid_file() {
  REPLY=''
  [[ ! -f ${PID_FILE} ]] || { IFS= read -r -n 32 REPLY <"${PID_FILE}"; } 2>/dev/null || :
  [[ ${REPLY} =~ ^[1-9][0-9]{0,9}[[:blank:]]*$ ]] && REPLY=${REPLY%%[[:blank:]]*} && ((REPLY > 1))
}
# Finds the running service by its record, its PID file or its mark: what is not proven is not ours.
identify() {
  local pid=$$
  while ((pid > 0)) && read_stat "${pid}"; do ANCESTORS[pid]=1 pid=${STAT[1]}; done
  if ! read_record "${RECORD}" && ! read_record "${RECORD}.new"; then
    if read_pid_file && [[ -z ${ANCESTORS[REPLY]:-} ]] && runs_command "${REPLY}"; then
      GROUP[REPLY]=0
    else
      [[ ! -e ${PID_FILE} ]] || log warn stale_pid_file "content=${REPLY}"
      find_group
    fi
    for pid in "${!GROUP[@]}"; do
      read_stat "${pid}" && is_alive "${pid}" "${STAT[19]}" || continue
      [[ ${STOP_SCOPE} == group ]] || ((GROUP[pid] == 0 || STAT[3] == pid)) || continue
      [[ -n ${LEADER} ]] && ((STAT[19] > BEGAN)) || LEADER=${pid} BEGAN=${STAT[19]}
    done
    [[ -n ${LEADER} ]] || return 1
    # We start it as the head of a session: what is not is only left of it.
    ((GROUP[LEADER] == 0)) || { read_stat "${LEADER}" && ((STAT[3] == LEADER)); } || ORPHAN=1
    log info adopted "pid=${LEADER}" "orphan=${ORPHAN}"
    ((DRY_RUN)) || put_file "${RECORD}" "${LEADER} ${BEGAN} ${BOOT}" || :
  fi
  [[ -z ${ANCESTORS[LEADER]:-} || ${ACTION} == status ]] \
    || fail 10 'asked from inside the service itself'
  GROUP=() && GROUP[LEADER]=${BEGAN}
  read_stat "${LEADER}" && [[ ${STAT[3]} != "${LEADER}" ]] || SESSION=${LEADER}
  [[ ${STOP_SCOPE} == process ]] || find_group
}
