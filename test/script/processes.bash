# What the tests do with processes, and what they expect of them.

# act [ACTION] [OPTION]...: runs the script to its end.
act() {
  run timeout -s KILL 60 "${SCRIPT}" "$@" 3>&-
}

# must STATUS [ACTION] [OPTION]...: runs the script, which must end with this status.
must() {
  act "${@:2}"
  # shellcheck disable=SC2154
  [[ ${status} == "$1" ]] && return 0
  printf 'exit %s instead of %s: %s\n%s\n' "${status}" "$1" "${*:2}" "${output}"
  cat -- "${LOG}" 2>/dev/null
  return 1
}

# Starts the service and remembers its process as OLD.
start_service() {
  must 0 start
  OLD=$(pid_in_file)
  is_alive "${OLD}"
}

pid_in_file() {
  head -n 1 -- "${PID_FILE}"
}

# Alive and no zombie.
is_alive() {
  local line
  { read -r -d '' line <"/proc/$1/stat"; } 2>/dev/null || [[ -n ${line:-} ]] || return 1
  line=${line##*) }
  [[ ${line} != [ZX]* ]]
}

is_gone() {
  ! is_alive "$1"
}

# Ends a process at once, and waits until it is no more.
kill_hard() {
  kill -KILL "$1"
  wait_until is_gone "$1"
}

start_of() {
  local line
  line=$(<"/proc/$1/stat")
  read -r -a line <<<"${line##*) }"
  printf '%s\n' "${line[19]}"
}

# The living processes with the mark of the service, one a line.
marked() {
  local folder pid
  for folder in /proc/[0-9]*; do
    pid=${folder#/proc/}
    grep -qsz '^SAIKIDO_SERVICE=worker$' "${folder}/environ" && is_alive "${pid}" && printf '%s\n' "${pid}"
  done
  return 0
}

# One copy runs, it is the one in the PID file, and there never were two at once.
expect_one() {
  local found
  found=$(marked)
  [[ ${found} == "$(pid_in_file)" && ! -e "${BOX}/two at once" ]] && return 0
  printf 'running: %s, PID file: %s, two at once: %s\n' "${found//$'\n'/ }" "$(pid_in_file)" \
    "$(cat -- "${BOX}/two at once" 2>/dev/null)"
  cat -- "${LOG}" 2>/dev/null
  return 1
}

# The same, and it is not the process that ran before.
expect_another() {
  expect_one
  is_gone "${OLD}"
  [[ $(pid_in_file) != "${OLD}" ]]
}

# The process that ran before still does, alone.
expect_untouched() {
  expect_one
  [[ $(pid_in_file) == "${OLD}" ]]
}

expect_none() {
  [[ -z $(marked) ]]
}

count_starts() {
  cat -- "${BOX}/starts" 2>/dev/null | wc -l
}

# A process that has nothing to do with the service, as BYSTANDER.
start_bystander() {
  keep_running sleep 4321
}

# keep_running COMMAND...: starts it in the background, as BYSTANDER; the end of the test ends it.
keep_running() {
  "$@" </dev/null &>/dev/null 3>&- &
  BYSTANDER=$!
  BYSTANDERS+=("$!")
}

# reuse_pid NUMBER [COMMAND]: gives the number of a process that ended to the next one that starts, a bystander.
reuse_pid() {
  local number=$1 start=${2:-start_bystander} try
  for try in {1..20}; do
    printf '%s\n' "$((number - 1))" >/proc/sys/kernel/ns_last_pid
    "${start}"
    ((BYSTANDER != number)) || return 0
  done
  return 1
}

# all_at_once ACTION COUNT: runs that many side by side; their exit statuses become STATUSES.
all_at_once() {
  local i jobs=()
  STATUSES=()
  for ((i = 0; i < $2; i++)); do
    "${SCRIPT}" "$1" </dev/null &>/dev/null 3>&- &
    jobs+=("$!")
  done
  for i in "${jobs[@]}"; do
    wait "${i}" && STATUSES+=(0) || STATUSES+=("$?")
  done
}

# Somebody else holds the lock of the service.
hold_lock() {
  keep_running flock "${BOX}/state/lock" sh -c ': >"$1"; sleep 4321; :' sh "${BOX}/held"
  wait_until test -e "${BOX}/held"
}

# wait_until COMMAND...: until it succeeds.
wait_until() {
  local deadline=$((SECONDS + PATIENCE))
  until "$@"; do
    ((SECONDS < deadline)) || { printf 'never: %s\n' "$*" && return 1; }
    sleep 0.02
  done
}

# In milliseconds, on a clock that nobody sets.
uptime_ms() {
  local up
  read -r up _ </proc/uptime
  printf '%s\n' "$((10#${up/./} * 10))"
}

# has_logged TEXT: some line of the log contains it.
has_logged() {
  grep -qsF -- "$1" "${LOG}"
}

# Ends what the test has started, by PID.
end_test() {
  local pid
  for pid in "${BYSTANDERS[@]}"; do kill -KILL "${pid}" 2>/dev/null && wait "${pid}" 2>/dev/null || :; done
  for pid in $(marked); do kill -KILL "${pid}" 2>/dev/null || :; done
  wait_until expect_none
}
