is_up() { is_alive "${NEW}" "${NEW_BEGAN}"; }
# GROUP becomes what belongs to the new process by now.
regroup() {
  STRANGERS_UNTIL=0 GROUP=() && GROUP[LEADER]=${BEGAN}
  find_group
}
