# log LEVEL EVENT [KEY=VALUE]...: no value can forge a line, and a log that fails stops nothing.
log() {
  local field value to=2 line="$1 ${SERVICE} $2"
  for field in "${@:3}"; do
    value=${field#*=}
    [[ ${value} != *[![:print:]]* ]] || { value=${value@Q} && value=${value:2:-1}; }
    value=${value:0:500}
    [[ ${value} =~ ^[[:graph:]]+$ ]] || value="\"${value//\"/\\\"}\""
    line+=" ${field%%=*}=${value}"
  done
  [[ $1 != info ]] || to=1
  ((QUIET && to == 1)) || printf '%s\n' "${line}" >&"${to}" || :
  ((DRY_RUN == 0)) || return 0
  hook tell_syslog "$1" "${line}"
  timestamp && line="${REPLY} ${line}"
  is_ours "${LOG_FILE}" && { printf '%s\n' "${line}" >>"${LOG_FILE}"; } 2>/dev/null \
    || printf 'cannot write %s: %s\n' "${LOG_FILE}" "${line}" >&2 || :
}
# Can nobody else have put a link or a pipe in the place of file $1?
is_ours() { [[ -O ${1%/*} && ! -L ${1%/*} && ! -L $1 && ! -p $1 ]]; }
# 2026-11-22T03:00:01.204+09:00 of second $1 or of now; bash before 5.0 knows no milliseconds.
timestamp() {
  local seconds=${1:-${EPOCHREALTIME:--1.000}} zone
  printf -v zone '%(%z)T' "${seconds%.*}"
  printf -v REPLY '%(%FT%T)T.%.3s%s' "${seconds%.*}" "${seconds#*.}" "${zone:0:3}:${zone:3}"
}
# finish STATUS EVENT [KEY=VALUE]...: the one outcome in which every run ends.
finish() {
  local level=error outcome=failure
  FINISHED=1
  [[ $1 != @(20|75) ]] || level=info outcome=skipped
  (($1)) || level=info outcome=success
  log "${level}" "$2" "action=${ACTION}" "${@:3}" "outcome=${outcome}" "exit=${INTERRUPTED:-$1}"
  # What would not stop is not stopped.
  [[ "$1 ${ACTION} ${DRY_RUN}" != '10 stop 0' ]] || rm -f -- "${STOPPED}"
  hook forget_staged "$1"
  ((LOCKED == 0)) || { timestamp && put_file "${LAST}" "${REPLY} ${outcome}"; } || :
  hook write_metrics "$1" "${outcome}" "${@:2}"
  hook send_alerts "$1" "${outcome}" "${@:2}"
  exit "${INTERRUPTED:-$1}"
}
fail() { finish "$1" failed "reason=${*:2}" "${BEFORE[@]}"; }
deny() { fail "$((EUID ? 77 : 73))" "${1:-cannot write ${STATE_DIRECTORY}}"; }
