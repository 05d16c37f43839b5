# What the files of this folder share. Every test has a box: an empty folder with a blank in its name in which
# the generated script finds its command, PID file, state, output and log. The box has the same path for all
# tests of a file, so that the script of a plain config is generated once.

bats_require_minimum_version 1.5.0
load "${BASH_SOURCE[0]%/*}/processes"

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
  [[ -z ${SAIKIDO_MUTANT:-} ]] || mutate "${SAIKIDO_MUTANT}"
}

# mutate FOLDER: puts the text of its file "to" in the place of that of "from", where the script has that part.
mutate() {
  local text from to
  text=$(<"${SCRIPT}") from=$(<"$1/from") to=$(<"$1/to")
  [[ ${text} == *"${from}"* ]] || return 0
  printf '%s\n' "${text/"${from}"/"${to}"}" >"${SCRIPT}"
  [[ ${text#*"${from}"} != *"${from}"* ]] || printf 'more than once\n' >>"$1/wrong"
  bash -n "${SCRIPT}" 2>>"$1/wrong" || :
  : >"$1/applied"
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
  [[ -d ${TOOLS} ]] || { mkdir -- "${TOOLS}" && ln -sf -t "${TOOLS}" /usr/sbin/* /usr/bin/* /bin/*; }
  sed -i "s|PATH=/usr/local/sbin:[^ ]*|PATH='${TOOLS}'|" "${SCRIPT}"
  grep -qF "PATH='${TOOLS}'" "${SCRIPT}"
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
