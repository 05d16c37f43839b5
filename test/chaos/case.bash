#!/bin/bash
# One injection of the chaos suite, in namespaces of its own: case.bash FILE SCRATCH REPORT. It uses the box of
# test/script; what came of each run goes to REPORT, one line each: a kind and a text, with a tab between them.

set -uo pipefail
readonly BATS_TEST_DIRNAME=${BASH_SOURCE[0]%/*}/../script BATS_FILE_TMPDIR=$2 REPORT=$3
STRANGERS=()

# What the box needs of bats.
bats_require_minimum_version() { :; }
load() {
  local file=$1
  [[ ${file} == /* ]] || file=${BATS_TEST_DIRNAME}/${file}
  # shellcheck disable=SC1090
  source "${file%.bash}.bash"
}
run() {
  status=0
  output=$("$@" 2>&1) || status=$?
}

load "${BATS_TEST_DIRNAME}/helper"
load "${BATS_TEST_DIRNAME}/crashing"
load "${BATS_TEST_DIRNAME}/daemon"
load "${BATS_TEST_DIRNAME}/disks"
load "${BATS_TEST_DIRNAME}/hostile"
load "${BATS_TEST_DIRNAME}/odd"
load "${BATS_TEST_DIRNAME}/servers"
# shellcheck source-path=SCRIPTDIR
source "${BASH_SOURCE[0]%/*}/verdict.bash"

# fresh: an empty box with the plain script, and a stranger beside it.
fresh() {
  local folder
  end_all
  for folder in disk run state log .; do
    ! mountpoint -q "${BOX}/${folder}" || umount -l "${BOX}/${folder}"
  done
  prepare_test
  write_stranger
}

# A stranger writes down each signal that it gets.
write_stranger() {
  # shellcheck disable=SC2016
  printf '%s\n' '#!/bin/bash' "box=$(printf %q "${BOX}")" \
    'for signal in HUP TERM USR1 USR2 ABRT ALRM WINCH; do' \
    '  trap "printf \"%s %s\n\" $$ ${signal} >>\"\${box}/signalled\"" "${signal}"' 'done' \
    ': >"${box}/ready $$"' 'exec 8<> <(:)' 'while :; do read -r -t 1 -u 8; done' >"${BOX}/bin/stranger"
  chmod 755 "${BOX}/bin/stranger"
  start_stranger
}

# As BYSTANDER; its first fork is the stranger, so that a test may choose its PID.
start_stranger() {
  keep_running "${BOX}/bin/stranger"
  STRANGERS+=("${BYSTANDER}")
  wait_until test -e "${BOX}/ready ${BYSTANDER}"
}

# begin_running: the service runs, as OLD.
begin_running() {
  attempt 0 start
  OLD=$(pid_in_file)
}

end_all() {
  STRANGERS=()
  end_test
  BYSTANDERS=()
}

prepare_file
fresh
# shellcheck disable=SC1090
source "$1"
tell "done"
end_all
