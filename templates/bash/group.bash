# Does process $1 belong to user $2 or $3?
has_user() {
  local key='' uid=''
  while read -r key uid _ && [[ ${key} != Uid: ]]; do :; done 2>/dev/null <"/proc/$1/status"
  [[ ${uid} == "$2" || ${uid} == "${3:-$2}" ]]
}
# Does $1 bear the mark that all inherit what the service starts? That of another user or of a
# container does not count.
has_mark() {
  local entries=()
  REPLY=''
  while { mapfile -d '' -t entries <"/proc/$1/environ"; } 2>/dev/null && ((${#entries[@]} == 0)); do
    # For a moment of its exec a young process has none, unlike a zombie and a thread of the kernel.
    now && read_stat "$1" && ((STAT[3] && REPLY < STAT[19] * 10 + 500)) || return 1
    [[ ${STAT[0]} != [ZX] ]] && nap 2 || return 1
  done
  printf -v REPLY '\n%s\n' "${entries[@]/*$'\n'*/}"
  [[ ${REPLY} == *$'\n'"SAIKIDO_SERVICE=${SERVICE}"$'\n'* ]] \
    && has_user "$1" "${ACCOUNT[2]}" "${EUID}" && [[ /proc/$1/ns/pid -ef /proc/self/ns/pid ]]
}
# Adds to GROUP (PID to start) LEADER's session, bearers of our mark and children of members without
# another mark, never us. A stranger stays one for two seconds: too short for a number to come round
# again.
find_group() {
  local pid parent
  now && ((REPLY < STRANGERS_UNTIL)) || STRANGERS=() STRANGERS_UNTIL=$((REPLY + 2000))
  for pid in /proc/[0-9]*; do
    pid=${pid#/proc/}
    [[ -z ${STRANGERS[pid]:-}${GROUP[pid]:-}${ANCESTORS[pid]:-} ]] && read_stat "${pid}" || continue
    STRANGERS[pid]=1 parent=${STAT[1]}
    [[ ${STAT[3]} == "${SESSION}" ]] || has_mark "${pid}" \
      || [[ -n ${GROUP[parent]:-} && ${REPLY} != *$'\nSAIKIDO_SERVICE='* ]] || continue
    # A zombie that nobody reaps is no member that could ever go.
    ! is_alive "${pid}" "${STAT[19]}" || { GROUP[pid]=${STAT[19]} && STRANGERS[pid]=''; }
  done
}
# Sends $1 to the group until all of it is gone, newcomers included; fails after $2 milliseconds.
# Each receiver is proven ours at that moment; CONT wakes a stopped one. Without $1 it only waits.
empty_group() {
  local began pid waited asked=() newcomers=${1:+${STOP_SCOPE}}
  now && began=${REPLY}
  while :; do
    for pid in "${!GROUP[@]}"; do
      is_alive "${pid}" "${GROUP[pid]}" || { unset -v "GROUP[pid]" && continue; }
      [[ -n $1 && -z ${asked[pid]:-} ]] && asked[pid]=1 || continue
      kill -s "$1" -- "${pid}" && kill -s CONT -- "${pid}" || :
    done 2>/dev/null
    now && waited=$((REPLY - began))
    # What is known of strangers must not run out just when the group is gone.
    [[ ${newcomers} != group ]] || ((${#GROUP[@]} && REPLY + 1200 < STRANGERS_UNTIL)) || find_group
    ((${#GROUP[@]})) || return 0
    ((waited < $2)) || return 1
    # Naps grow with the wait; a long one sleeps on a pidfd, where the host has a tool for it.
    if ((WAITER && waited > 60 && $2 - waited > 1000)) && [[ -n ${GROUP[LEADER]:-} ]]; then
      timeout 1 pidwait -F "${RECORD}" &>/dev/null {LOCK}>&- &
      wait "$!" || (($? > 123)) || WAITER=0
    else
      nap "$((waited < 1000 ? waited / 20 + 1 : 50))"
    fi
  done
}
