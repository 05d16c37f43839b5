# The folders that the script writes into are ours alone, and have room.
examine_folders() {
  local path owner mode
  values_of FOLDERS "${SERVICE}"
  for path in "${VALUES[@]}"; do
    place_of "${path}"
    [[ -d ${REPLY} ]] || continue
    read -r owner mode < <(stat -L -c '%u %a' -- "${REPLY}")
    ((owner == EUID)) || finding "${REPLY} belongs to user ${owner}; chown it to $(id -un)"
    ((8#${mode} & 8#22)) && ((owner != 0 || (8#${mode} & 8#1000) == 0)) \
      && finding "${REPLY} can be changed by others; chmod go-w it"
    examine_room "${REPLY}"
  done
}
examine_room() {
  local free size inodes total
  [[ -w $1 ]] || finding "cannot write $1; is it mounted read-only?"
  read -r free size inodes total < <(stat -f -c '%a %S %d %c' -- "$1")
  ((free * size >= 10 * 1048576)) || finding "less than 10M is free below $1; make room"
  ((total == 0 || inodes >= 100)) || finding "hardly an inode is free below $1; remove files"
}
examine_host() {
  local year answer
  printf -v year '%(%Y)T' -1
  ((year >= 2025)) || finding "the clock says ${year}; set it"
  answer=$(timeout 10 timedatectl show -p NTPSynchronized --value 2>/dev/null) || :
  [[ ${answer} != no ]] || warn 'note: the clock is not synchronized (timedatectl)'
  ! uses_cron || is_cron_running || finding 'cron does not run; start it, such as by service cron start'
}
