# What `saikido report` reads in the log of a script is what that script counted for Prometheus. Contract, sections 2
# and 5.

load helper

setup_file() {
  prepare_file
  ask_for_metrics
  generate
  cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
}

setup() {
  prepare_test
  mkdir -- "${BOX}/prom"
}

teardown() { end_test; }

ask_for_metrics() {
  CONFIG[metrics]="{ directory: '${BOX}/prom' }"
}

# reported LOG...: the report as JSON.
reported() {
  node "${ROOT}/dist/saikido.cjs" report "$@" --format json
}

# counters FILE: outcomes, reasons to skip and kills of a metrics file, one a line.
counters() {
  sed -nE 's/^saikido_restarts_total\{.*outcome="([a-z]+)"\} /\1 /p
    s/^saikido_skipped_total\{.*reason="([a-z]+)"\} /skipped by \1 /p
    s/^saikido_kills_total\{.*\} /kills /p' "$1" | grep -v ' 0$' | sort
}

# counts: the same of the report on standard input.
counts() {
  node -e '
    const [service, ...others] = JSON.parse(require("node:fs").readFileSync(0, "utf8")).services;
    if (others.length > 0) throw new Error("more than one service");
    const lines = [
      ...Object.entries(service.restarts),
      ...Object.entries(service.skipped).map(([word, count]) => [`skipped by ${word}`, count]),
      ["kills", service.kills],
    ];
    for (const [word, count] of lines) if (count > 0) console.log(`${word} ${count}`);
  ' | sort
}

@test "the report counts as the metrics do" {
  write_worker 'exec 8<> <(:)' 'while :; do' '[[ ! -e ${box}/deaf ]] || trap "" TERM' ': >"${box}/ready"' \
    'read -r -t 0.1 -u 8' 'done'
  CONFIG[stop]='{ timeout: 1s }'
  ask_for_metrics
  generate
  start_service
  must 0 restart
  must 0 ensure
  must 0 pause 1h deployment
  must 20 restart
  must 20 ensure
  must 0 resume
  must 0 stop
  must 20 restart
  must 0 start
  wait_until test -e "${BOX}/ready"
  : >"${BOX}/deaf"
  rm -- "${BOX}/ready"
  wait_until test -e "${BOX}/ready"
  must 0 restart
  rm -- "${BOX}/deaf"
  local lock
  exec {lock}<"${BOX}/state/lock"
  flock -n "${lock}"
  must 75 restart
  exec {lock}<&-
  write_program worker 'exit 3'
  must 11 restart
  [[ $(reported "${LOG}" | counts) == "$(counters "${BOX}/prom/worker.prom")" ]] || {
    reported "${LOG}" | counts
    printf 'metrics:\n'
    counters "${BOX}/prom/worker.prom"
    return 1
  }
  [[ $(reported "${LOG}" | counts | wc -l) == 7 ]]
}

@test "rotated by logrotate, compressed and not, it is the same report" {
  start_service
  must 0 restart
  must 0 restart
  reported "${LOG}" | counts >"${BOX}/before"
  local rotation="${BOX}/rotation"
  printf '"%s" {\n  rotate 5\n  compress\n  delaycompress\n}\n' "${LOG}" >"${rotation}"
  logrotate -f -s "${BOX}/rotated" "${rotation}"
  must 0 restart
  logrotate -f -s "${BOX}/rotated" "${rotation}"
  must 0 restart
  [[ -f ${LOG}.2.gz && -f ${LOG}.1 ]]
  reported "${LOG}" "${LOG}.1" "${LOG}.2.gz" | counts | diff - <(printf 'success 5\n')
  reported "${LOG%/*}" | counts | diff - <(printf 'success 5\n')
  zcat "${LOG}.2.gz" | reported - | counts | diff - "${BOX}/before"
}
