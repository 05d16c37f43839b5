# It must become healthy within its start timeout; an unhealthy process is reported, not killed.
await_health() {
  local deadline=$((RELEASED_AT + START_TIMEOUT))
  until probe_health; do
    now
    ((REPLY < deadline)) || finish 12 failed "reason=the health check failed" "${BEFORE[@]}" "new_pid=${NEW}"
    is_alive "${NEW}" "${NEW_BEGAN}" || finish 11 failed "reason=it ended before it was healthy" "${BEFORE[@]}"
    nap "${HEALTH_INTERVAL}"
  done
}
