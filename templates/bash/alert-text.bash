# One character of UTF-8 that a screen shows as it is: no control, nothing that turns text around.
UTF8=$'[\x20-\x7e\t\n]|\xc2[\xa0-\xbf]|[\xc3-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]'
UTF8+=$'|\xe2\x80[\x90-\xa7\xaf-\xbf]|\xe2\x81[\x80-\x9f\xaa-\xbf]|\xe2[\x82-\xbf][\x80-\xbf]'
UTF8+=$'|[\xe1\xe3-\xec\xee][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]'
UTF8+=$'|\xef[\x80-\xba\xbc-\xbf][\x80-\xbf]|\xef\xbb[\x80-\xbe]'
UTF8+=$'|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}'
readonly UTF8
declare HOST='' TITLE='' REASON_TOLD='' DETAILS='' NEXT_STEP='' LAST_OUTPUT='' TIME_TOLD=''
# REPLY becomes $1 with all other bytes visible: \x1b.
make_plain() {
  local rest=$1 plain='' byte=0
  while [[ -n ${rest} ]]; do
    if [[ ${rest} =~ ^(${UTF8})+ ]]; then
      plain+=${BASH_REMATCH[0]} rest=${rest:${#BASH_REMATCH[0]}}
    else
      printf -v byte '%d' "'${rest:0:1}"
      printf -v byte '\\x%02x' "$((byte & 255))"
      plain+=${byte} rest=${rest:1}
    fi
  done
  REPLY=${plain}
}
# The end of what the process printed. Root opens nothing in a folder of somebody else.
read_output() {
  local as=()
  LAST_OUTPUT=''
  [[ -n ${OUTPUT:-} && -f ${OUTPUT} && ! -L ${OUTPUT} ]] || return 0
  [[ -O ${OUTPUT%/*} && ! -L ${OUTPUT%/*} ]] || as=("${DROP[@]}")
  [[ -O ${OUTPUT%/*} || -n ${as[*]} ]] || return 0
  LAST_OUTPUT=$(timeout 2 "${as[@]}" tail -c 2000 -- "${OUTPUT}" {LOCK}<&- | cut -b 1-240 \
    | tail -n 20 | tr -d '\000') 2>/dev/null || :
  make_plain "${LAST_OUTPUT}" && LAST_OUTPUT=${REPLY}
}
# describe STATUS OUTCOME EVENT [KEY=VALUE]...: puts the run in words.
describe() {
  local field
  read -r HOST </proc/sys/kernel/hostname || HOST=unknown
  timestamp && TIME_TOLD=${REPLY} REASON_TOLD='' DETAILS=''
  for field in "${@:4}"; do
    if [[ ${field} == reason=* ]]; then REASON_TOLD=${field#*=}; else DETAILS+="${field} "; fi
  done
  make_plain "${REASON_TOLD//$'\n'/ }" && REASON_TOLD=${REPLY:0:500}
  make_plain "${DETAILS//$'\n'/ }" && DETAILS=${REPLY:0:1000}
  next_step "$1" && NEXT_STEP=${REPLY}
  case ${KIND} in
    failure) TITLE="${ACTION} failed with exit status $1" ;;
    killed) TITLE='the old process had to be killed' ;;
    recovery) TITLE="it works again, after exit status ${FAILED_WITH:-unknown}" ;;
    started) TITLE='it was not running and has been started' ;;
    skipped) TITLE="${ACTION} was skipped" ;;
    *) TITLE='it has been restarted' ;;
  esac
  [[ ${KIND}-$3 != success-started ]] || TITLE='it has been started'
  TITLE="${SERVICE} on ${HOST}: ${TITLE}"
  [[ ${KIND} == @(success|recovery|skipped) ]] || read_output
}
# The words of the runbook.
next_step() {
  case $1 in
    0) REPLY='nothing' ;;
    10) REPLY='find out what it waits for; stop it by hand; run restart' ;;
    11) REPLY='read the output of the process; mend it; run restart' ;;
    12) REPLY='look at the process, not at the script' ;;
    13) REPLY='mend the new version; the old one still serves' ;;
    14) REPLY='give file and folders back to root, not writable by others' ;;
    20) REPLY='status says which; resume, start or restart --force' ;;
    69) REPLY='install the tool that the log names' ;;
    73) REPLY='disk full, read-only or gone? mend that first' ;;
    75) REPLY='wait; if it lasts, find that run' ;;
    *) REPLY='read the log' ;;
  esac
}
# print_alert: all of it, as text.
print_alert() {
  printf '%s\n\ntime: %s\n' "${TITLE}" "${TIME_TOLD}"
  [[ -z ${REASON_TOLD} ]] || printf 'reason: %s\n' "${REASON_TOLD}"
  [[ -z ${DETAILS} ]] || printf 'details: %s\n' "${DETAILS% }"
  printf 'what to do: %s\nsee: %s status, and the end of %s\n' "${NEXT_STEP}" "$0" "${LOG_FILE}"
  [[ -z ${LAST_OUTPUT} ]] || printf '\nlast output of the process:\n%s\n' "${LAST_OUTPUT}"
}
tell_people() {
  local channel
  [[ -n ${KIND} ]] || return 0
  describe "$@"
  for channel in slack webhook mail; do
    ! declare -F "send_${channel}" >/dev/null || messenger "send_${channel}" "$@"
  done
}
