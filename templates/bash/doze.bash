# Sleeps until $1, in milliseconds since boot, in naps that a signal ends at once.
doze_until() {
  local left
  while now && left=$(($1 - REPLY)) && ((left > 0)); do
    ((left < 30000)) || left=30000
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 502)); then
      in_seconds "${left}"
      sleep "${REPLY}" &>/dev/null {LOCK}>&- &
      wait "$!" || :
    else
      nap "${left}"
    fi
  done
}
