# A new version that cannot run must not cost the old process.
run_preflight() {
  local status=0
  run_as_service "${START_TIMEOUT}" "${PREFLIGHT[@]}" || status=$?
  ((status == 0)) || fail 13 "preflight failed with status ${status}"
}
