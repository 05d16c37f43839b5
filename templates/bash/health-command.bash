probe_health() {
  run_as_service "${HEALTH_TIMEOUT}" "${HEALTH_COMMAND[@]}"
}
