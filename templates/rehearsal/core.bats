# A box for each test: the script with its paths turned into it, and a stand-in for the service.
setup() {
  umask 022
  box="${BATS_TEST_TMPDIR}/a box"
  mkdir -p -- "${box}/run" "${box}/folder"
  : >"${box}/environment"
  write_preflight 0
  write_stand_in
  prepare_script
}

# Nothing of a test outlives it.
teardown() {
  local pid
  : >"${box}/over"
  [[ -e ${box}/started ]] || return 0
  while read -r pid; do
    ! is_ours "${pid}" || kill -KILL "${pid}"
  done <"${box}/started" 2>/dev/null
}

# The stand-in does what the file "behaviour" says; it waits without starting anything itself.
write_stand_in() {
  mkfifo -- "${box}/never"
  {
    printf '#!/bin/bash -p\nbox=%q signal=%q forking=%q\n' "${box}" "${STOP_SIGNAL}" "${FORKING}"
    cat <<'END'
read -r behaviour <"${box}/behaviour"
[[ ${behaviour} != fails ]] || exit 3
if [[ ${forking} == 1 && ${1:-} != daemon ]]; then
  set -m # else it would ignore INT and QUIT for ever
  "$0" daemon </dev/null >/dev/null 2>&1 &
  exit 0
fi
[[ ${forking} != 1 ]] || printf '%s\n' "$$" >"${box}/run/service.pid"
trap 'exit 0' "${signal}"
[[ ${behaviour} != stubborn ]] || trap '' "${signal}"
printf '%s\n' "$$" >>"${box}/started"
exec 3<>"${box}/never"
while [[ ! -e ${box}/over && -e $0 ]]; do
  read -r -t 1 -u 3
done
END
  } >"${box}/stand-in"
  chmod 755 "${box}/stand-in"
  behave well
}

# write_preflight STATUS: a preflight that ends with it.
write_preflight() {
  printf '#!/bin/bash -p\nexit %s\n' "$1" >"${box}/preflight"
  chmod 755 "${box}/preflight"
}

behave() {
  printf '%s\n' "$1" >"${box}/behaviour"
}

# prepare_script [NAME=VALUE]...: copies the script with other paths and shorter times; signals and
# scope stay as they are. The service gets a name of its own: the real one may be running here.
prepare_script() {
  local change
  local -A changes=([SERVICE]="rehearsal-$$" [SERVICE_USER]=$(id -u) [SERVICE_GROUP]="''"
  [START_SETTLE]=200 [STOP_TIMEOUT]=5000 [START_TIMEOUT]=5000 [START_RETRY_DELAY]=50
  [HEALTH_INTERVAL]=50 [HEALTH_TIMEOUT]=1000 [HEALTH_HOST]="''" [HEALTH_PORT]=1)
  printf -v 'changes[COMMAND]' '(%q)' "${box}/stand-in"
  printf -v 'changes[PREFLIGHT]' '(%q)' "${box}/preflight"
  printf -v 'changes[CLEANUP]' "(%q '*' -1)" "${box}/folder"
  printf -v 'changes[PID_FILE]' '%q' "${box}/run/service.pid"
  printf -v 'changes[STATE_DIRECTORY]' '%q' "${box}/state"
  printf -v 'changes[LOG_FILE]' '%q' "${box}/log"
  printf -v 'changes[OUTPUT]' '%q' "${box}/output"
  printf -v 'changes[WORKING_DIRECTORY]' '%q' "${box}"
  printf -v 'changes[ENVIRONMENT_FILE]' '%q' "${box}/environment"
  for change; do changes[${change%%=*}]=${change#*=}; done
  (change_settings) <"${BATS_TEST_DIRNAME}/../${SCRIPT}" >"${box}/script"
  chmod 755 "${box}/script"
}

# Before each command bats runs a trap, which this loop does without.
change_settings() {
  trap - DEBUG
  local line name
  while IFS= read -r line; do
    name=${line#readonly }
    name=${name%%=*}
    if [[ ${line} == "readonly ${name}="* && ${changes[${name}]:-} ]]; then
      line="readonly ${name}=${changes[${name}]}"
    elif [[ ${line} == 'if [[ ${BASH_SOURCE[0]} == "$0" ]]'* ]]; then
      replace_probe
    fi
    printf '%s\n' "${line}"
  done
}

# bash cannot listen on a port: what the health check would find stands in a file.
replace_probe() {
  printf 'probe_health() { [[ ! -e %q ]]; }\nawait_free_port() { :; }\n' "${box}/ill"
}

# perform STATUS [ACTION] [OPTION]...: runs the script, which must end with that status.
perform() {
  local expected=$1
  shift
  status=0
  output=$("${box}/script" "$@" 2>&1 3>&-) || status=$?
  ((status != expected)) || return 0
  printf '"%s" ended with %s instead of %s:\n%s\n' "$*" "${status}" "${expected}" "${output}"
  cat -- "${box}/log" "${box}/output" 2>/dev/null
  return 1
}

is_ours() {
  [[ -r /proc/$1/cmdline ]] && [[ $(tr '\0' ' ' <"/proc/$1/cmdline") == *"${box}/stand-in"* ]]
}

# The one stand-in that lives, as PID; fails when there are none or several.
only_one() {
  local pid
  local -a alive=()
  while read -r pid; do
    ! is_ours "${pid}" || alive+=("${pid}")
  done <"${box}/started"
  ((${#alive[@]} == 1)) || { printf 'alive: %s\n' "${alive[*]}" && return 1; }
  PID=${alive[0]}
}

@test "restart starts it, then replaces it: one copy, a new process, the PID file tells which" {
  local old
  perform 0 restart
  only_one
  old=${PID}
  [[ $(<"${box}/run/service.pid") == "${PID}" ]]
  perform 0 restart
  only_one
  [[ ${PID} != "${old}" && $(<"${box}/run/service.pid") == "${PID}" ]]
  [[ $(<"${box}/log") == *' restarted '*"old_pid=${old} "*' killed=0 '*'outcome=success exit=0'* ]]
}

@test "status tells a running service from a stopped one" {
  perform 3 status
  perform 0 start
  only_one
  perform 0 status --json
  [[ ${output} == *'"state":"running","pid":'"${PID},"* ]]
}

@test "--dry-run changes nothing" {
  perform 0 restart --dry-run
  [[ ! -e ${box}/started && ! -e ${box}/run/service.pid && ! -e ${box}/log ]]
}

@test "a stop on purpose holds until start; a pause holds until resume" {
  perform 0 start
  perform 0 stop
  perform 20 restart
  perform 20 ensure
  perform 0 start
  perform 0 pause 1h because
  perform 20 restart
  perform 0 resume
  perform 0 ensure
  only_one
}

@test "ensure starts it after it died" {
  perform 0 start
  only_one
  kill -KILL "${PID}"
  perform 0 ensure
  only_one
}

@test "a PID file that names a stranger harms nobody" {
  local stranger
  perform 0 start
  perform 0 stop
  "${BASH}" -c 'read -r -t 60 -u 3' stranger 3<>"${box}/never" </dev/null &>/dev/null &
  stranger=$!
  disown
  printf '%s\n' "${stranger}" >"${box}/run/service.pid"
  perform 0 restart --force
  only_one
  [[ -e /proc/${stranger} ]]
  kill -KILL "${stranger}"
}

@test "a PID file that others could have written is refused" {
  perform 0 start
  only_one
  chmod 777 "${box}/run"
  perform 14 restart
  only_one
}

@test "a second run at the same time does nothing" {
  local lock
  perform 0 start
  exec {lock}<"${box}/state/lock"
  flock -n "${lock}"
  perform 75 restart
  exec {lock}<&-
  only_one
}

@test "what dies at once is told, after a second attempt" {
  prepare_script START_ATTEMPTS=2 START_TIMEOUT=300
  behave fails
  perform 11 restart
  [[ ! -e ${box}/started && $(<"${box}/log") == *' attempt=2 '* ]]
}
