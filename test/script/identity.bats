# Never the wrong process: before every signal it is proven to be ours.

load helper
load odd

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

@test "a recycled PID: its new owner is not touched" {
  start_service
  kill_hard "${OLD}"
  wait_until is_gone "${OLD}"
  reuse_pid "${OLD}"
  must 0 restart
  is_alive "${BYSTANDER}"
  expect_one
  must 0 stop
  is_alive "${BYSTANDER}"
}

@test "a record of another boot or another PID namespace is void" {
  local pid began boot rest
  start_bystander
  start_service
  read -r pid began boot rest <"${RECORD}"
  must 0 stop
  for boot in "00000000-0000-0000-0000-000000000000 ${rest}" "${boot} 1 ${rest}" "${boot}" ''; do
    printf '%s %s %s\n' "${BYSTANDER}" "$(start_of "${BYSTANDER}")" "${boot}" >|"${RECORD}"
    printf '%s\n' "${BYSTANDER}" >|"${PID_FILE}"
    must 0 start
    must 0 stop
    is_alive "${BYSTANDER}"
  done
  [[ $(count_starts) == 5 ]]
}

@test "hostile text in the record is not run and kills nobody" {
  local text boot
  start_bystander
  must 0 start
  read -r _ _ boot <"${RECORD}"
  must 0 stop
  for text in "1/task/1 $(start_of 1) ${boot}" \
    "a[\$(touch '${BOX}/pwned')] 1 x" '-1 0 x' \
    "${BYSTANDER} a[\$(touch '${BOX}/pwned')] x" "$(head -c 100000 /dev/zero | tr '\0' 7)"; do
    printf '%s' "${text}" >|"${RECORD}"
    must 0 start
    expect_one
    must 0 stop
  done
  is_alive "${BYSTANDER}"
  [[ ! -e "${BOX}/pwned" ]]
}

@test "a thread is not a process" {
  keep_running node -e 'setInterval(() => {}, 1e6)'
  has_thread() { THREADS=("/proc/${BYSTANDER}/task/"*) && ((${#THREADS[@]} > 1)); }
  wait_until has_thread
  printf '%s\n' "${THREADS[-1]##*/}" >"${PID_FILE}"
  must 0 restart
  is_alive "${BYSTANDER}"
  expect_one
}

@test "a name with blanks, brackets and newlines hides no start time" {
  write_worker 'printf "x) R 1 (a b" >/proc/$$/comm' "${STAY[@]}"
  start_service
  wait_until grep -qF 'x) R 1 (' "/proc/${OLD}/stat"
  must 0 start
  expect_untouched
  must 0 restart
  expect_another
  write_worker 'printf "a\nb) S 1\n" >/proc/$$/comm' "${STAY[@]}"
  must 0 restart
  OLD=$(pid_in_file)
  must 0 restart
  expect_another
}

@test "a zombie is gone, and nobody waits for it" {
  local began
  keep_zombie
  start_service
  must 0 stop
  printf '%s\n' "${ZOMBIE}" >"${PID_FILE}"
  began=$(uptime_ms)
  must 0 start
  expect_one
  (($(uptime_ms) - began < 2500))
}

@test "a PID that is recycled while the old process is waited for" {
  write_worker "trap ': >\"\${box}/asked\"' TERM" "${STAY[@]}"
  CONFIG[stop]='{ timeout: 2s }'
  generate
  start_service
  wait_until test -e "${BOX}/ready"
  write_worker
  "${SCRIPT}" restart </dev/null &>/dev/null 3>&- &
  local restart=$!
  wait_until test -e "${BOX}/asked"
  kill -STOP "${restart}"
  kill_hard "${OLD}"
  wait_until eval '[[ ! -d /proc/${OLD} ]]'
  reuse_pid "${OLD}"
  kill -CONT "${restart}"
  wait "${restart}"
  is_alive "${BYSTANDER}"
  expect_one
}

@test "a leader that ended while a thread of it works is alive" {
  write_threaded
  start_service || true
  OLD=$(pid_in_file)
  wait_until test -e "${BOX}/ready"
  wait_until is_in_state Z "${OLD}"
  must 0 ensure
  [[ $(pid_in_file) == "${OLD}" ]]
  write_worker
  must 0 restart
  [[ ! -d /proc/${OLD} ]]
  expect_one
}

@test "beside a PID 1 that reaps nobody" {
  # As in a container without an init: what ended stays a zombie.
  # shellcheck disable=SC2016
  local reaps_one='my $p = fork; if (!$p) { exec @ARGV } waitpid $p, 0; exit $? >> 8'
  # shellcheck disable=SC2016
  run timeout -s KILL 60 unshare -pf --mount-proc --kill-child perl -e "${reaps_one}" \
    bash -c '"$1" start && "$1" restart && "$1" restart && "$1" stop' bash "${SCRIPT}" 3>&-
  [[ ${status} == 0 && $(count_starts) == 3 && ! -e "${BOX}/two at once" ]]
}
