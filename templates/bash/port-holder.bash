# Is it our new process, or one of its group, that answers on the port?
holds_port() {
  local inode pid sockets
  regroup
  find_listeners || return 1
  for pid in "${!GROUP[@]}"; do
    sockets=$(readlink "/proc/${pid}/fd/"* 2>/dev/null) || :
    for inode in "${LISTENERS[@]}"; do
      [[ ${sockets} != *"socket:[${inode}]"* ]] || return 0
    done
  done
  return 1
}
