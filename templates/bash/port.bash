# The sockets that listen on HEALTH_PORT, as LISTENERS (inode numbers).
find_listeners() {
  local address state inode port
  printf -v port '%04X' "${HEALTH_PORT}"
  LISTENERS=()
  while read -r _ address _ state _ _ _ _ _ inode _; do
    [[ ${state} != 0A || ${address##*:} != "${port}" ]] || LISTENERS+=("${inode}")
  done < <(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  ((${#LISTENERS[@]}))
}

# A new process cannot take a port that somebody still holds.
await_free_port() {
  local deadline
  hook has_no_socket || return 0
  now
  deadline=$((REPLY + START_TIMEOUT))
  while find_listeners; do
    now
    ((REPLY < deadline)) || fail 10 "port ${HEALTH_PORT} is still held"
    nap 50
  done
}
