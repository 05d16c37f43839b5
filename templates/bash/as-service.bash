# Runs a command as the service would run it, at most $1 milliseconds. What it leaves behind has no lock.
run_as_service() {
  timeout -k 2 "$((($1 + 999) / 1000))" env -i "${DROP[@]}" "${BASH}" -pc "$(declare -f await_go); await_go \"\$@\"" \
    "${SERVICE}" "${WORKING_DIRECTORY}" "${UMASK}" /dev/null 0 "${@:2}" 3< <(print_environment) <<<go &>/dev/null {LOCK}>&-
}
