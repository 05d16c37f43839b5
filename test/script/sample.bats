# sample: one line a run, cheap, in a file that does not grow for ever.

load helper
load gates

setup_file() {
  choose_box
  open_box
  CONFIG[schedule]="[{ every: 1h }, { every: 5m, action: sample }]"
  generate
  cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
}
setup() {
  prepare_test
  MOUNTED=()
  SAMPLES="${BOX}/state/samples"
}
teardown() {
  end_faking
  end_test
}

readonly TIME='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}[+-][0-9]{2}:[0-9]{2}'
readonly OF_HOST='load=4\.20 cpus=[0-9]+ pressure_cpu=1\.20 pressure_memory=0\.00 pressure_io=0\.30'

fake_host() {
  fake_load 4.20
  fake_pressure cpu 1.20
  fake_pressure memory 0.00
  fake_pressure io 0.30
}

@test "one line tells time, process and host" {
  fake_host
  start_service
  must 0 sample --quiet
  [[ -z ${output} ]]
  grep -qE "^${TIME} info worker sample pid=${OLD} memory=[0-9]+ pss=[0-9]+ uptime=[0-9]+s ${OF_HOST}\$" "${SAMPLES}"
  must 0 sample
  [[ ${output} == "$(tail -n 1 -- "${SAMPLES}")" && $(wc -l <"${SAMPLES}") == 2 ]]
}

@test "what does not run has no process in its line" {
  fake_host
  must 0 sample
  grep -qE "^${TIME} info worker sample ${OF_HOST}\$" "${SAMPLES}"
}

@test "what is unknown is left out" {
  : >"${BOX}/empty"
  over /proc/pressure/cpu "${BOX}/empty"
  over /proc/loadavg "${BOX}/empty"
  start_service
  must 0 sample
  [[ ${output} == *"pid=${OLD}"* && ${output} != *load=* && ${output} != *pressure_cpu* && ${output} == *pressure_io* ]]
}

@test "it takes no lock, writes no log and touches no process" {
  start_service
  rm -- "${RECORD}"
  hold_lock
  cp -- "${LOG}" "${BOX}/log before"
  must 0 sample
  cmp "${LOG}" "${BOX}/log before"
  [[ ${output} == *"pid=${OLD}"* && ! -e ${RECORD} ]]
  expect_untouched
}

@test "a large file keeps its newest lines" {
  start_service
  must 0 sample
  awk 'BEGIN { for (i = 1; i <= 9000; i++) printf "%d %0190d\n", i, 0 }' >"${SAMPLES}"
  must 0 sample
  [[ $(wc -l <"${SAMPLES}") == 6000 && $(head -n 1 -- "${SAMPLES}") == '3002 '* ]]
  [[ $(tail -n 1 -- "${SAMPLES}") == *"pid=${OLD}"* && $(wc -c <"${SAMPLES}") -lt 1572864 ]]
  [[ ! -e "${SAMPLES}.new" ]]
}

@test "--dry-run writes nothing" {
  must 0 sample --dry-run
  [[ ${output} == *'info worker sample'* && ! -e "${BOX}/state" ]]
}

@test "a link in the place of the file is not followed" {
  mkdir -p -- "${BOX}/state"
  ln -s "${BOX}/elsewhere" "${SAMPLES}"
  act sample
  ((status == 73 || status == 77))
  [[ ! -e "${BOX}/elsewhere" ]]
}

@test "it is not in the script of who does not sample" {
  CONFIG[schedule]="'0 3 * * *'"
  generate
  must 2 sample
}
