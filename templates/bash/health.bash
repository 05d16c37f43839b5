# It must become healthy within its start timeout; an unhealthy process is reported, not killed.
await_health() {
  local deadline=$((RELEASED_AT + START_TIMEOUT))
  until probe_health; do
    now
    ((REPLY < deadline)) || fail 12 'the health check failed'
    is_up || fail 11 'it ended before it was healthy'
    nap "${HEALTH_INTERVAL}"
  done
}
judge_health() { ((WELL == 0)) || probe_health || WELL=0; }
replace_unhealthy() { probe_health || { log warn unhealthy "pid=${LEADER}" && replace_service; }; }
