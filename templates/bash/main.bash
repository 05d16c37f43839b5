# The head of this file is its help.
cmd_help() { sed -n '2,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }
cmd_version() { sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}"; }
misuse() { FINISHED=1 && printf '%s: %s; try %s help\n' "${0##*/}" "$1" "${0##*/}" >&2 && exit 2; }
main() {
  local word words=() given=("$@")
  hook take_flags
  for word in "${given[@]}"; do
    case ${word} in
      --dry-run) DRY_RUN=1 ;;
      --force) FORCE=1 ;;
      --quiet) QUIET=1 ;;
      --json) JSON=1 ;;
      --help | --version) words=("${word#--}") && break ;;
      -*) misuse "unknown option ${word@Q}" ;;
      *) words+=("${word}") ;;
    esac
  done
  ACTION=${words[0]:-restart}
  [[ ${ACTION} =~ ^[a-z]+$ ]] && declare -F "cmd_${ACTION}" >/dev/null \
    || misuse "unknown action ${ACTION@Q}"
  ((${#words[@]} < 2)) || [[ ${ACTION} == pause ]] || misuse "${ACTION} takes no ${words[1]@Q}"
  # Here errexit is off: nothing that fails between stop and start may leave the service down.
  "cmd_${ACTION}" "${words[@]:1}" || :
  FINISHED=1
}
# Until something was touched a signal ends the run; later the start is completed first.
on_signal() { INTERRUPTED=$1 && ((COMMITTED)) || finish "$1" interrupted; }
on_exit() { ((FINISHED)) || fail 70 'the script ended unexpectedly'; }
# Bash gives the path of a script that it found through PATH here alone.
if [[ ${BASH_SOURCE[0]} == "$0" || ${BASH_SOURCE[0]} == */"$0" ]]; then
  # Only with -p does bash take neither functions, of which POSIX keeps exec, nor a start-up file
  # from the environment. It believes an EUID from there, too, which then is not read-only.
  if [[ $- != *p* || ${EUID@a} != *r* ]]; then
    POSIXLY_CORRECT=1
    exec env -u EUID -u POSIXLY_CORRECT /bin/bash -p -- "${BASH_SOURCE[0]}" "$@"
  fi
  [[ -e /proc/$$/fd/0 ]] || exec </dev/null
  [[ -e /proc/$$/fd/1 ]] || exec >/dev/null
  [[ -e /proc/$$/fd/2 ]] || exec 2>/dev/null
  trap on_exit EXIT
  trap 'on_signal 129' HUP
  trap 'on_signal 130' INT
  trap 'on_signal 143' TERM
  trap '' PIPE XFSZ
  main "$@" && exit
fi
