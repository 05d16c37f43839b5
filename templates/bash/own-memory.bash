# Bytes of the whole group: its share of memory (PSS) where the kernel tells, else what is resident.
weigh() {
  GROUP=() && GROUP[LEADER]=${BEGAN}
  [[ ${STOP_SCOPE} == process ]] || find_group
  measure && REPLY=$((USE[1] ? USE[1] : USE[0]))
}
