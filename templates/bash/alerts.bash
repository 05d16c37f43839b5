# Whoever is to know is told after the outcome is in the log and the lock is let go: all at once, in
# the background, bounded. What is not delivered costs a line in the log.
declare -a MESSENGERS=()
# send_alerts STATUS OUTCOME EVENT [KEY=VALUE]...
send_alerts() {
  local job limit
  ((DRY_RUN == 0)) && [[ $1 != 77 && ${ACTION} == @(restart|start|stop|ensure) ]] || return 0
  # The outcome stands: a signal changes it no more.
  trap : HUP INT TERM
  hook choose_alert "$@"
  ((LOCKED == 0)) || { exec {LOCK}<&- && LOCKED=0; }
  hook ping_outcome "$1" "$2"
  hook tell_people "$@"
  now && limit=$((REPLY + 10000))
  for job in "${MESSENGERS[@]}"; do
    while kill -0 "${job}" && now && ((REPLY < limit)); do nap 20; done
  done 2>/dev/null
}
# A messenger holds neither the lock nor the caller's output.
messenger() {
  "$@" >/dev/null {LOCK}<&- &
  MESSENGERS+=("$!")
}
# undelivered CHANNEL REASON: never with a URL.
undelivered() { log warn alert_failed "channel=$1" "reason=$2"; }
