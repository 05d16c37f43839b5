probe_health() {
  # A healthy ensure comes here before anything else asked for the account.
  ((${#ACCOUNT[@]})) || choose_user
  run_as_service "${HEALTH_TIMEOUT}" "${HEALTH_COMMAND[@]}"
}
