# The manager's stand-in: it starts the service's stand-in, stops it, and tells what became of it,
# in the words of systemctl and as the commands of a config.
write_manager() {
  {
    printf '#!/bin/bash -p\nbox=%q ' "${box}"
    printf 'signal=%q kills=%q\n' "${STOP_SIGNAL}" "${MANAGER_KILLS}"
    cat <<'END'
is_alive() {
  local line=''
  [[ -n ${pid} ]] && read -r line <"/proc/${pid}/stat" && [[ ${line##*) } != Z* ]]
} 2>/dev/null
{ read -r pid <"${box}/managed"; } 2>/dev/null
{ read -r result <"${box}/result"; } 2>/dev/null
case $1 in
  start)
    ! is_alive || exit 0
    set -m # else it would ignore INT and QUIT for ever
    "${box}/stand-in" </dev/null &>/dev/null 3>&- 4>&- &
    printf '%s\n' "$!" >"${box}/managed"
    printf 'success\n' >"${box}/result"
    ;;
  stop)
    is_alive || exit 0
    kill -s "${signal}" "${pid}"
    for ((i = 0; i < 6; i++)); do
      ! is_alive || sleep 0.05
    done
    ((kills)) && is_alive || exit 0
    printf 'timeout\n' >"${box}/result"
    kill -s KILL "${pid}"
    while is_alive; do sleep 0.02; done
    ;;
  status) is_alive ;;
  pid) ! is_alive || printf '%s\n' "${pid}" ;;
  show)
    state=active
    is_alive || { state=inactive && main=0; }
    printf '%s\n' LoadState=loaded "ActiveState=${state}" ExecMainStatus=0 \
      "Result=${result:-success}" \
      "MainPID=${main:-${pid}}" "InvocationID=${pid:-none}" NRestarts=0 KillMode=control-group \
      ControlGroup= TriggeredBy= ActiveEnterTimestampMonotonic=0
    ;;
  *) ;;
esac
END
  } >"${box}/manager"
  chmod 755 "${box}/manager"
}
