#!/bin/bash
# A service that leaks: a mebibyte each second, up to 256, until it is restarted. TERM ends it at once.
set -u

stop() {
  printf 'leaky-daemon %d stops after %d MiB\n' "$$" "${#hoard[@]}"
  exit 0
}

hoard=()
printf -v mebibyte '%1048576s' ''
trap stop TERM
printf 'leaky-daemon %d starts\n' "$$"
while true; do
  ((${#hoard[@]} >= 256)) || hoard+=("${mebibyte}")
  # A wait can be interrupted by TERM, a sleep in the foreground could not.
  sleep "${LEAK_INTERVAL:-1}" &
  wait "$!"
done
