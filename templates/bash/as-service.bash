# Runs a command as the service would run it, at most $1 milliseconds; what it leaves has no lock.
run_as_service() {
  local limit=$((($1 + 999) / 1000)) code
  code="$(declare -f await_go); await_go \"\$@\""
  timeout -k 2 "${limit}" env -i "${DROP[@]}" "${BASH}" -pc "${code}" "${SERVICE}" \
    "${WORKING_DIRECTORY}" "${UMASK}" /dev/null 0 "${@:2}" \
    3< <(print_environment) < <(printf 'go\n') &>/dev/null 4>&1 {LOCK}>&-
}
