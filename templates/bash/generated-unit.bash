# systemd opens the output before it makes any folder.
check_command() {
  [[ -f ${COMMAND[0]} && -x ${COMMAND[0]} ]] || fail 13 "cannot run ${COMMAND[0]}"
  [[ -d ${OUTPUT%/*} ]] || ((DRY_RUN)) || mkdir -p -- "${OUTPUT%/*}" || :
}
