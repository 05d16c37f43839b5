# What a run needs that takes no lock, or none yet; $1 is the file of the state that it writes.
open_unlocked() {
  local folder
  choose_user
  is_trusted "$1" || deny "${REPLY}"
  ((DRY_RUN == 0)) || return 0
  for folder in "${STATE_DIRECTORY}" "${LOG_FILE%/*}"; do
    [[ -d ${folder} ]] || (umask 022 && mkdir -p -- "${folder}") 2>/dev/null || :
  done
}
