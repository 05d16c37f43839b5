# The sockets that hold what the health check asks, as LISTENERS (inode numbers). The port alone
# does not tell: at another address it may be somebody else's for ever.
find_listeners() {
  local address state inode
  LISTENERS=()
  while read -r _ address _ state _ _ _ _ _ inode _; do
    [[ ${state} != 0A || ! ${address} =~ ${HEALTH_LISTENERS} ]] || LISTENERS+=("${inode}")
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
