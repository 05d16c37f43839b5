# What the files of this folder share. Every test has a box: an empty folder with a blank in its name in which
# the generated script finds its command, PID file, state, output and log. The box has the same path for all
# tests of a file, so that the script of a plain config is generated once.

bats_require_minimum_version 1.5.0

readonly ROOT=${BATS_TEST_DIRNAME}/../..
# Seconds within which anything that must happen has happened, on a slow machine, too.
readonly PATIENCE=10
# Lines of a program that says when it is ready and then waits without a child.
# shellcheck disable=SC2016
readonly STAY=(': >"${box}/ready"' 'exec 8<> <(:)' 'while :; do read -r -t 1 -u 8; done')

prepare_file() {
  umask 022
  choose_box
  open_box
  generate
  cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
}

prepare_test() {
  choose_box
  open_box
  cp -- "${BATS_FILE_TMPDIR}/plain script" "${SCRIPT}"
}

choose_box() {
  BOX="${BATS_FILE_TMPDIR}/a box"
  SCRIPT="${BOX}/sbin/worker-restart"
  PID_FILE="${BOX}/run/worker.pid"
  RECORD="${BOX}/state/process"
  LOG="${BOX}/log/worker.log"
  OUTPUT="${BOX}/log/worker.out"
  BYSTANDERS=()
  # The keys of the service, as YAML; a test changes some of them and calls generate.
  declare -gA CONFIG=(
    [command]="['${BOX}/bin/worker']"
    [pid_file]="'${PID_FILE}'"
    [state_directory]="'${BOX}/state'"
    [script]="'${SCRIPT}'"
    [output]="'${OUTPUT}'"
    [log]="{ file: '${LOG}' }"
    [stop]='{ timeout: 3s }'
    [start]='{ timeout: 5s, settle: 200ms, attempts: 1, retry_delay: 100ms }'
    [schedule]="'0 3 * * *'"
  )
}

open_box() {
  rm -rf -- "${BOX}"
  mkdir -p -- "${BOX}/bin" "${BOX}/run" "${BOX}/sbin" "${BOX}/log"
  write_worker
}

# Makes the script of CONFIG and installs it in the box.
generate() {
  local key
  {
    printf 'services:\n  worker:\n'
    for key in "${!CONFIG[@]}"; do printf '    %s: %s\n' "${key}" "${CONFIG[${key}]}"; done
  } >"${BOX}/saikido.yaml"
  node "${ROOT}/dist/saikido.cjs" generate --config "${BOX}/saikido.yaml" --out "${BOX}/bundle" >/dev/null
  cp -- "${BOX}/bundle/root${SCRIPT}" "${SCRIPT}"
  rm -r -- "${BOX}/bundle"
}

# write_worker [LINE]...: the command of the service. It notes each of its starts, and that it was not alone: the
# lock on descriptor 9 is held by all that it starts. The lines come between that and the long sleep.
write_worker() {
  write_program worker "$@" 'exec sleep 98765'
}

# write_program NAME LINE...: the same without an end of its own.
write_program() {
  {
    printf '#!/bin/bash\n'
    printf 'box=%q\n' "${BOX}"
    # shellcheck disable=SC2016
    printf '%s\n' 'exec 9>>"${box}/alone"' 'flock -n 9 || printf "%s\n" "$$" >>"${box}/two at once"' \
      'printf "%s\n" "$$" >>"${box}/starts"' "${@:2}"
  } >"${BOX}/bin/$1.new"
  chmod 755 "${BOX}/bin/$1.new"
  mv -f -- "${BOX}/bin/$1.new" "${BOX}/bin/$1"
}

# use_tools: the script finds its tools in the folder TOOLS alone, which begins as all that this machine has.
use_tools() {
  TOOLS="${BOX}/tools"
  [[ -d ${TOOLS} ]] || { mkdir -- "${TOOLS}" && ln -sf -t "${TOOLS}" /usr/sbin/* /usr/bin/* /bin/bash; }
  sed -i "s|PATH=/usr/local/sbin:[^ ]*|PATH='${TOOLS}'|" "${SCRIPT}"
  grep -qF "PATH='${TOOLS}'" "${SCRIPT}"
}

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

# Lets other users as far as the box.
share_box() {
  local folder=${BOX}
  while [[ ${folder} != / && -O ${folder} && ! -k ${folder} ]]; do
    chmod go+rx "${folder}"
    folder=${folder%/*}
    folder=${folder:-/}
  done
}

# Ends what the test has started, by PID.
end_test() {
  local pid
  for pid in "${BYSTANDERS[@]}"; do kill -KILL "${pid}" 2>/dev/null && wait "${pid}" 2>/dev/null || :; done
  for pid in $(marked); do kill -KILL "${pid}" 2>/dev/null || :; done
  wait_until expect_none
}
