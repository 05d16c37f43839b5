# Fails, with the reason in REPLY, if others than root, us and user $2 could have made file $1.
is_trusted() {
  local path=$1 part parts=() mode owner
  [[ ${path} != /var/run/* || ! /var/run -ef /run ]] || path=${path#/var}
  part=${path}
  until [[ -z ${part} ]]; do parts+=("${part}") && part=${part%/*}; done
  while read -r mode owner part; do
    mode=$((16#${mode})) REPLY="${part} is not a plain file in plain folders"
    (((mode & 0xf000) == (${#part} == ${#path} ? 0x8000 : 0x4000))) || return 1
    REPLY="${part} can be changed by others"
    ((owner == 0 || owner == EUID || owner == ${2:-0})) || return 1
    (((mode & 8#22) == 0 || (mode & 0xf200) == 0x4200)) || return 1
  done < <(stat -c '%f %u %n' -- / "${parts[@]}" 2>/dev/null)
}
# Writes $2 to $1.new, synced: to take the place of $1 then needs no space and shows no half file.
stage_file() {
  [[ ! -e $1.new && ! -L $1.new ]] || rm -f -- "$1.new"
  (umask 022 && printf '%s\n' "$2" >"$1.new" && sync -- "$1.new") 2>/dev/null
}
# Not every mv has -T, without which it would move into a folder.
show_file() {
  mv -fT -- "$1.new" "$1" 2>/dev/null || { [[ ! -d $1 ]] && mv -f -- "$1.new" "$1"; } 2>/dev/null
}
put_file() { stage_file "$1" "$2" && show_file "$1"; }
# What a run needs is looked for before anything is touched.
open_state() {
  local item
  for item in cat env flock mkdir mv rm setsid sleep stat sync timeout; do
    hash "${item}" 2>/dev/null || fail 69 "${item} is missing"
  done
  choose_user
  hook check_tools
  hook trust_pid_file
  is_trusted "${PID_FILE}" "${PID_FILE_OWNER:-0}" || fail 14 "${REPLY}"
  is_trusted "${RECORD}" || deny "${REPLY}"
  ((DRY_RUN == 0)) || { [[ ${ACTION} == @(pause|resume) ]] && finish 0 previewed || return 0; }
  (umask 022 && mkdir -p -- "${STATE_DIRECTORY}" "${PID_FILE%/*}" "${LOG_FILE%/*}") 2>/dev/null || :
  [[ ${ACTION} != @(pause|resume) ]] || return 0
  [[ -w ${PID_FILE%/*} && -w ${STATE_DIRECTORY} ]] || deny
  take_lock
}
# Takes the lock, again should somebody have removed its file meanwhile; we never remove it.
take_lock() {
  local lock=${STATE_DIRECTORY}/lock
  if ((LOCKED)) && [[ /proc/self/fd/${LOCK} -ef ${lock} ]]; then return 0; fi
  [[ -e ${lock} ]] || (umask 077 && : >"${lock}") 2>/dev/null || :
  { exec {LOCK}<"${lock}"; } 2>/dev/null || deny
  LOCKED=0
  flock -n "${LOCK}" && [[ /proc/self/fd/${LOCK} -ef ${lock} ]] \
    || finish 75 skipped gate=locked 'reason=another run holds the lock'
  LOCKED=1
}
