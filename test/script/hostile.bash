# What may stand in a PID file that somebody forged, garbled or cut off: hazards B1, B2 and B5.

# Each text ends in a NUL; those that are numbers name BYSTANDER, the test itself or nobody of ours.
hostile_contents() {
  local text
  for text in '' '-1' '0' '1' ' -1' '-9 -1' '12 -1' '-- -1' '-s KILL -- -1' '4294967295' '18446744073709551615' \
    '99999999999999999999' $'77\r' '%1' '0x1' '0777' '1e3' "a[\$(touch '${BOX}/pwned')]" "\$(touch '${BOX}/pwned')" \
    "${BYSTANDER}; kill -9 ${BYSTANDER}" "${BYSTANDER} ${BYSTANDER}" "-${BYSTANDER}" " ${BYSTANDER}" '²' '١' '０' \
    "${BYSTANDER}" "$$" "${PPID}" 2; do
    printf '%s\0' "${text}"
  done
}
