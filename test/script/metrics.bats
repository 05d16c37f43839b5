# Counters for Prometheus: cumulative, whole at any moment, and never in the way. Contract, section 5; hazards N7
# and N9.

load helper
load disks

setup_file() {
  prepare_file
  ask_for_metrics
  generate
  cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
}

setup() {
  prepare_test
  ask_for_metrics
  mkdir -- "${BOX}/prom"
}

teardown() { end_test; }

ask_for_metrics() {
  PROM="${BOX}/prom/worker.prom"
  COUNTERS="${BOX}/state/metrics"
  CONFIG[metrics]="{ directory: '${BOX}/prom' }"
}

# value NAME: of the sample that begins like this, without the service.
value() {
  local line
  while read -r line; do
    [[ ${line} != "saikido_$1 "* ]] || { printf '%s\n' "${line##* }" && return 0; }
  done < <(sed 's/{service="worker"}//; s/service="worker",//' "${PROM}")
  printf 'no saikido_%s\n' "$1"
}

# is NAME VALUE
is() {
  local found
  found=$(value "$1")
  [[ ${found} == "$2" ]] && return 0
  printf '%s: %s instead of %s\n' "$1" "${found}" "$2"
  return 1
}

promtool_likes_it() {
  run promtool check metrics <"${PROM}"
  [[ ${status} == 0 && -z ${output} ]] && return 0
  printf '%s\n' "${output}"
  return 1
}

@test "a restart writes every family, and promtool finds nothing to blame" {
  start_service
  must 0 restart
  promtool_likes_it
  is 'restarts_total{outcome="success"}' 2
  is 'restarts_total{outcome="failure"}' 0
  is last_exit_status 0
  is paused 0
  is kills_total 0
  (($(value 'memory_bytes{phase="before"}') > 100000 && $(value 'memory_bytes{phase="after"}') > 100000))
  [[ $(value 'process_cpu_seconds{phase="before"}') =~ ^[0-9]+\.[0-9]{3}$ ]]
  [[ $(value stop_seconds) =~ ^[0-9]+\.[0-9]{3}$ && $(value downtime_seconds) =~ ^[0-9]+\.[0-9]{3}$ ]]
  local now
  printf -v now '%(%s)T' -1
  (($(value last_run_timestamp_seconds) > now - 20 && $(value last_run_timestamp_seconds) <= now))
  is last_success_timestamp_seconds "$(value last_run_timestamp_seconds)"
  [[ $(stat -c '%a %U' "${PROM}") == '644 root' && $(ls -A "${BOX}/prom") == worker.prom ]]
}

@test "a failure counts, and its exit status is told" {
  write_program worker 'exit 3'
  must 11 start
  is 'restarts_total{outcome="failure"}' 1
  is last_exit_status 11
  is last_success_timestamp_seconds 0
  is last_restart_timestamp_seconds 0
  is last_failure_timestamp_seconds "$(value last_run_timestamp_seconds)"
  promtool_likes_it
}

@test "skipped runs count by reason, and a pause shows until it is over" {
  start_service
  must 0 pause 1h
  is paused 1
  (($(value paused_until_timestamp_seconds) > $(date +%s) + 3500))
  must 20 restart
  must 20 ensure
  must 0 resume
  is paused 0
  must 0 stop
  must 20 restart
  must 0 start
  hold_lock
  must 75 restart
  is 'skipped_total{reason="paused"}' 2
  is 'skipped_total{reason="stopped"}' 1
  is 'skipped_total{reason="locked"}' 1
  is 'restarts_total{outcome="skipped"}' 4
  is 'restarts_total{outcome="success"}' 2
  promtool_likes_it
}

@test "a pause that ran out is noticed by the next run" {
  local until
  start_service
  must 0 pause 1s
  is paused 1
  read -r until _ <"${BOX}/state/paused"
  # shellcheck disable=SC2016
  wait_until bash -c '(($(date +%s) > $1))' bash "${until}"
  must 0 ensure
  is paused 0
  is paused_until_timestamp_seconds 0
}

@test "what ensure finds well is a run, and its time outlives the next failure" {
  start_service
  must 0 ensure
  local seen
  seen=$(value last_success_timestamp_seconds)
  sed -i "s/^last_success .*/last_success 5/" "${COUNTERS}"
  rm -- "${BOX}/bin/worker"
  must 13 restart
  is last_success_timestamp_seconds "${seen}"
  is 'restarts_total{outcome="success"}' 1
}

@test "what ensure found well is still the last run when there is a pause" {
  start_service
  mv -- "${BOX}/bin/worker" "${BOX}/bin/away"
  must 13 restart
  is last_exit_status 13
  sed -i 's/^last_run .*/last_run 5/' "${COUNTERS}"
  must 0 ensure
  is last_exit_status 0
  local seen
  seen=$(value last_run_timestamp_seconds)
  must 0 pause 1h
  is last_exit_status 0
  is last_run_timestamp_seconds "${seen}"
  must 0 resume
  must 13 restart
  must 0 pause 1h
  is last_exit_status 13
}

@test "killing counts" {
  CONFIG[stop]='{ timeout: 300ms }'
  generate
  write_worker "trap '' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 restart
  is kills_total 1
  must 0 restart
  is kills_total 2
}

@test "twelve runs at once lose no increment" {
  start_service
  all_at_once restart 12
  local sum
  sum=$(($(value 'restarts_total{outcome="success"}') + $(value 'restarts_total{outcome="skipped"}')))
  [[ ${sum} == 13 ]]
  [[ $(value 'skipped_total{reason="locked"}') == "$(value 'restarts_total{outcome="skipped"}')" ]]
  [[ $(grep -c ' outcome=skipped ' "${LOG}") == "$(value 'restarts_total{outcome="skipped"}')" ]]
}

@test "who reads it meanwhile never finds half a file" {
  start_service
  # shellcheck disable=SC2016
  keep_running bash -c 'while [[ ! -e $2 ]]; do
    tail -n 1 -- "$1" | grep -q "^saikido_.* [0-9.]*$" || cp -- "$1" "$3"
  done' bash "${PROM}" "${BOX}/over" "${BOX}/half"
  local i
  for i in {1..8}; do must 0 restart; done
  : >"${BOX}/over"
  wait "${BYSTANDER}" || :
  [[ ! -e "${BOX}/half" ]]
}

@test "counters that are lost or broken begin at 0, with a warning, and nothing of them is run" {
  local text
  start_service
  cd -- "${BOX}"
  for text in '' 'restarts_success 5' 'a[$(touch pwned)] 1' $'kills a[$(touch pwned)]\nwhole 1' \
    $'kills 08\nwhole 1' $'kills 99999999999999999999\nwhole 1' $'\xff\xfe'; do
    must 0 restart
    printf '%s\n' "${text}" >|"${COUNTERS}"
    : >|"${LOG}"
    must 0 restart
    has_logged ' metrics_lost '
    is 'restarts_total{outcome="success"}' 1
  done
  rm -- "${COUNTERS}"
  must 0 restart
  is 'restarts_total{outcome="success"}' 1
  [[ -z $(find "${BOX}" -name pwned) ]]
}

@test "a folder that is missing, full, a file or read-only costs one warning" {
  start_service
  rm -r -- "${BOX}/prom"
  must 0 restart
  [[ $(grep -c ' warn worker metrics_' "${LOG}") == 1 && ! -e "${BOX}/prom" ]]
  : >"${BOX}/prom"
  must 0 restart
  rm -- "${BOX}/prom"
  small_disk prom
  fill prom
  must 0 restart
  [[ $(grep -c ' warn worker metrics_' "${LOG}") == 3 ]]
  umount "${BOX}/prom"
  mkdir -- "${PROM%/*}/worker.prom"
  must 0 restart
  [[ $(grep -c ' warn worker metrics_' "${LOG}") == 4 && -z $(ls -A "${PROM}") ]]
  rm -r -- "${PROM}"
  must 0 restart
  is 'restarts_total{outcome="success"}' 6
  expect_one
}

@test "nothing is followed that somebody left in the folder" {
  start_service
  printf 'mine\n' >"${BOX}/victim"
  ln -sf -- "${BOX}/victim" "${PROM}.new"
  rm -- "${PROM}"
  ln -s -- "${BOX}/victim" "${PROM}"
  must 0 restart
  [[ $(<"${BOX}/victim") == mine && -f ${PROM} && ! -L ${PROM} ]]
}

@test "who holds the lock of the counters delays a run by a bounded time" {
  start_service
  keep_running flock "${COUNTERS}.lock" sh -c ': >"$1"; sleep 4321; :' sh "${BOX}/held"
  wait_until test -e "${BOX}/held"
  local before
  before=$(uptime_ms)
  must 0 ensure
  (($(uptime_ms) - before < 2000))
  must 0 restart
  (($(uptime_ms) - before < 15000))
  has_logged ' metrics_failed '
  expect_one
}

@test "a dry run writes nothing" {
  must 0 restart --dry-run
  [[ -z $(ls -A "${BOX}/prom") && ! -e ${COUNTERS} ]]
}

@test "node_exporter reads it beside other services' files" {
  start_service
  must 0 restart
  sed 's/service="worker"/service="other"/' "${PROM}" >"${BOX}/prom/other.prom"
  local port=$((20000 + RANDOM % 10000))
  keep_running prometheus-node-exporter --collector.disable-defaults --collector.textfile \
    --collector.textfile.directory "${BOX}/prom" --web.listen-address "127.0.0.1:${port}"
  wait_until curl -q -sf -o "${BOX}/scraped" "http://127.0.0.1:${port}/metrics"
  grep -q '^node_textfile_scrape_error 0$' "${BOX}/scraped"
  local name
  for name in restarts_total skipped_total kills_total last_run_timestamp_seconds \
    last_success_timestamp_seconds last_exit_status stop_seconds downtime_seconds memory_bytes \
    process_cpu_seconds paused; do
    grep -q "^saikido_${name}{.*service=\"worker\"" "${BOX}/scraped" || { printf 'no %s\n' "${name}" && return 1; }
  done
  grep -qF 'saikido_restarts_total{outcome="success",service="other"} 2' "${BOX}/scraped"
}
