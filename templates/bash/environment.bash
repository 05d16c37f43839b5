# The same from cron, from systemd and from a shell; of two values the later one counts.
print_environment() {
  printf '%s\0' "PATH=${PATH}" "HOME=${ACCOUNT[5]}" "USER=${ACCOUNT[0]}" "LOGNAME=${ACCOUNT[0]}" \
    "SHELL=${ACCOUNT[6]:-/bin/sh}" LANG=C.UTF-8
  hook read_environment_file
  printf '%s\0' "${ENVIRONMENT[@]}" "SAIKIDO_SERVICE=${SERVICE}"
}
# With the rights of the service's user: enters folder $1, sets mask $2, opens output $3, lets go of
# all but the lock $4, waits for "go", lets go of the lock and runs the command.
await_go() {
  local fd lock=$4 go env environment
  cd -- "$1" || { printf 'failed - cannot enter %s\n' "$1" && exit 1; }
  umask "$2" && mapfile -d '' -t environment <&3
  # The mark comes last: without it something is missing.
  [[ ${environment[-1]:-} == SAIKIDO_* ]] || { printf 'failed - no environment\n' && exit 1; }
  hash env && env=${BASH_CMDS[env]}
  # Root opens nothing in a folder of somebody else.
  if [[ ! -e /proc/$$/fd/4 ]]; then
    ((EUID)) && exec 4>>"$3" || { printf 'failed - cannot open %s\n' "$3" && exit 1; }
  fi
  for fd in "/proc/$$/fd/"*; do
    fd=${fd##*/}
    ((fd < 3 || fd == 4 || fd == lock)) || exec {fd}>&-
  done
  printf 'ready %s\n' "$$"
  read -r go && [[ ${go} == go ]] || exit 0
  exec {lock}>&- </dev/null >&4 2>&4 4>&-
  # From here on every name may be one of the service's.
  set -- "${#environment[@]}" "${environment[@]}" "${env}" -u SHLVL "${@:5}"
  unset -v PWD OLDPWD fd lock go env environment
  export "${@:2:$1}" && shift "$(($1 + 1))"
  exec "$@"
}
