# a PID file that somebody else could have put there
forge() {
  case $1 in
    link) ln -s -- "${BOX}/target" "${PID_FILE}" ;;
    dangling) ln -s -- "${BOX}/nowhere" "${PID_FILE}" ;;
    FIFO) mkfifo -- "${PID_FILE}" ;;
    folder) mkdir -- "${PID_FILE}" ;;
    zero) mknod "${PID_FILE}" c 1 5 || ln -s /dev/zero "${PID_FILE}" ;;
    owner) cp -- "${BOX}/target" "${PID_FILE}" && chown 65534 "${PID_FILE}" ;;
    0666) cp -- "${BOX}/target" "${PID_FILE}" && chmod 666 "${PID_FILE}" ;;
    '0777 folder') cp -- "${BOX}/target" "${PID_FILE}" && chmod 777 "${BOX}/run" ;;
  esac
}

for kind in link dangling FIFO folder zero owner 0666 '0777 folder'; do
  for beginning in fresh running; do
    inject "${kind}, ${beginning}"
    fresh
    begin "${beginning}"
    printf '%s\n' "${BYSTANDER}" >"${BOX}/target"
    rm -f -- "${PID_FILE}"
    forge "${kind}"
    attempt 14 restart
    attempt 14 stop
    rm -r -- "${PID_FILE}"
    chmod 755 "${BOX}/run"
    recover
  done
done
