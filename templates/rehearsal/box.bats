# A box for each test: the script with its paths turned into it, and a stand-in for the service.
setup() {
  umask 022
  box="${BATS_TEST_TMPDIR}/a box"
  mkdir -p -- "${box}/run" "${box}/folder" "${box}/metrics"
  (umask 077 && printf 'http://127.0.0.1:1/\n' >"${box}/url")
  : >"${box}/environment"
  write_preflight 0
  write_stand_in
  ! declare -F write_manager >/dev/null || write_manager
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

# write_gate STATUS: the command of the gates ends with it.
write_gate() {
  printf '#!/bin/bash -p\nexit %s\n' "$1" >"${box}/gate"
  chmod 755 "${box}/gate"
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
  printf -v 'changes[SYSTEMCTL]' '(%q)' "${box}/manager"
  printf -v 'changes[START_COMMAND]' '(%q start)' "${box}/manager"
  printf -v 'changes[STOP_COMMAND]' '(%q stop)' "${box}/manager"
  printf -v 'changes[STATUS_COMMAND]' '(%q status)' "${box}/manager"
  printf -v 'changes[PID_COMMAND]' '(%q pid)' "${box}/manager"
  printf -v 'changes[PREFLIGHT]' '(%q)' "${box}/preflight"
  printf -v 'changes[GATE_COMMANDS]' '(%q)' "${box}/gate"
  changes[GATE_SIZES]='(1)'
  printf -v 'changes[CLEANUP]' "(%q '*' -1)" "${box}/folder"
  printf -v 'changes[PID_FILE]' '%q' "${box}/run/service.pid"
  printf -v 'changes[STATE_DIRECTORY]' '%q' "${box}/state"
  printf -v 'changes[LOG_FILE]' '%q' "${box}/log"
  printf -v 'changes[OUTPUT]' '%q' "${box}/output"
  printf -v 'changes[WORKING_DIRECTORY]' '%q' "${box}"
  printf -v 'changes[ENVIRONMENT_FILE]' '%q' "${box}/environment"
  printf -v 'changes[METRICS_DIRECTORY]' '%q' "${box}/metrics"
  printf -v 'changes[SLACK_URL_FILE]' '%q' "${box}/url"
  printf -v 'changes[WEBHOOK_URL_FILE]' '%q' "${box}/url"
  printf -v 'changes[PING_URL_FILE]' '%q' "${box}/url"
  for change; do changes[${change%%=*}]=${change#*=}; done
  (change_settings) <"${BATS_TEST_DIRNAME}/../${SCRIPT}" >"${box}/script"
  chmod 755 "${box}/script"
}

# Before each command bats runs a trap, which this loop does without.
change_settings() {
  trap - DEBUG
  local line name replaced=1
  while IFS= read -r line; do
    name=${line#readonly }
    name=${name%%=*}
    if [[ ${line} == "readonly ${name}="* && ${line} != *'=()' && ${changes[${name}]:-} ]]; then
      line="readonly ${name}=${changes[${name}]}"
    elif [[ ${line} == 'if [[ ${BASH_SOURCE[0]} == "$0"'* ]]; then
      replace_probe
      replaced=0
    fi
    printf '%s\n' "${line}"
  done
  return "${replaced}"
}

# bash cannot listen on a port: what the health check would find stands in a file.
replace_probe() {
  printf 'probe_health() { [[ ! -e %q ]]; }\nawait_free_port() { :; }\n' "${box}/ill"
  # Nobody is told of a rehearsal.
  printf 'ask() { printf "%%s\\n" "$@" >>%q; }\n' "${box}/told"
  printf 'send_mail() { print_mail >>%q; }\n' "${box}/told"
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
  [[ $(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline") == *"${box}/stand-in"* ]]
}

# A killed process is gone when it next gets the CPU.
kill_at_once() {
  kill -KILL "$1"
  while is_ours "$1"; do read -r -t 0.02 -u 4 || :; done 4<>"${box}/never"
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
