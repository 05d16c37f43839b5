# Never silent: one outcome a run, lines that nobody can forge. Contract, section 5; hazards A12 and I8.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

readonly TIME='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}[+-][0-9]{2}:[0-9]{2}'
readonly VALUE='([^ "]+|"([^"\\]|\\.)*")'
readonly LINE="^${TIME} (info|warn|error) worker [a-z_]+( [a-z_]+=${VALUE})*\$"

only_good_lines() {
  run ! grep -avE "${LINE}" "${LOG}"
}

last_value() {
  tail -n 1 -- "${LOG}" | grep -oE " $1=[^ ]+" | cut -d = -f 2
}

@test "a restart tells what was and what is" {
  write_worker 'x=$(head -c 20000000 /dev/zero | tr "\0" x)' "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 restart
  local key
  for key in old_pid new_pid uptime memory_before memory_after pss_before cpu open_files load stop downtime \
    attempts outcome exit; do
    tail -n 1 -- "${LOG}" | grep -qE " ${key}=[^ ]+" || { printf 'no %s\n' "${key}" && return 1; }
  done
  [[ $(last_value old_pid) == "${OLD}" && $(last_value new_pid) == "$(pid_in_file)" ]]
  (($(last_value memory_before) > 20000000 && $(last_value memory_before) < 100000000))
  only_good_lines
}

@test "memory, CPU and open files are those of the whole group" {
  write_worker 'for i in 1 2 3; do setsid bash -c "while :; do :; done" & done' 'sleep 0.5' ': >"${box}/ready"' \
    'exec sleep 98765'
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 restart
  local cpu
  cpu=$(last_value cpu)
  ((10#${cpu//[^0-9]/} >= 200))
  (($(last_value open_files) >= 12))
}

@test "every run ends in exactly one outcome" {
  must 0 start
  must 0 restart
  must 0 ensure
  must 0 pause 1h
  must 20 restart
  must 0 resume
  must 0 stop
  must 20 restart
  mv -- "${BOX}/bin/worker" "${BOX}/bin/away"
  must 13 start
  mkdir -- "${BOX}/elsewhere"
  ln -sf -- "${BOX}/elsewhere" "${PID_FILE}"
  must 14 start
  local runs=10 quiet
  quiet=$(grep -c ' outcome=' "${LOG}")
  # A run of ensure that found all well may leave no line.
  [[ ${quiet} == "${runs}" || ${quiet} == "$((runs - 1))" ]]
  run ! grep -E 'outcome=.*outcome=' "${LOG}"
  [[ $(grep -c 'outcome=failure exit=13' "${LOG}") == 1 && $(grep -c 'outcome=failure exit=14' "${LOG}") == 1 ]]
  [[ $(grep -c 'outcome=skipped exit=20' "${LOG}") == 2 ]]
  only_good_lines
}

@test "a PID file forges no line" {
  local text
  for text in $'7\n2026-01-01T00:00:00.000+00:00 error worker forged x=1' $'\e[2J\e[31m' $'a\rb' '" x="y' "' x='y" \
    'a\' $'\xff\xfe'; do
    printf '%s\n' "${text}" >|"${PID_FILE}"
    rm -f -- "${RECORD}"
    must 0 start
    kill_hard "$(pid_in_file)"
  done
  run ! grep -a ' worker forged ' "${LOG}"
  # No key outside of quotes.
  run ! grep -aE '^[^"]*("([^"\\]|\\.)*"[^"]*)* x=' "${LOG}"
  run ! grep -aP '[\x00-\x08\x0b-\x1f\x7f]' "${LOG}"
  only_good_lines
}

@test "the reason of a pause forges no line" {
  start_service
  must 0 pause 1h $'a\n2026-01-01T00:00:00.000+00:00 error worker forged x=1' $'\e[2J'
  must 20 restart
  run ! grep -aE '^[^ ]+ error worker forged' "${LOG}"
  run ! grep -aP '[\x00-\x08\x0b-\x1f\x7f]' "${LOG}"
  only_good_lines
}

@test "a value that is too long is cut, and the outcome stays" {
  local text
  printf -v text '%02000d' 7
  start_service
  must 0 pause 1h "${text}"
  must 20 restart
  grep -E ' paused action=pause until=[^ ]+ reason=0{500} outcome=success exit=0$' "${LOG}"
  only_good_lines
}

@test "errors go to standard error, results to standard output" {
  "${SCRIPT}" start 2>"${BOX}/errors" >"${BOX}/results" 3>&-
  [[ ! -s "${BOX}/errors" && -s "${BOX}/results" ]]
  rm -- "${BOX}/bin/worker"
  "${SCRIPT}" restart 2>"${BOX}/errors" >"${BOX}/results" 3>&- && false || [[ $? == 13 ]]
  [[ -s "${BOX}/errors" ]]
}

@test "the time does not depend on the locale" {
  run env LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  only_good_lines
}

@test "syslog is told, and a logger that hangs stops nothing" {
  CONFIG[log]="{ file: '${LOG}', syslog: true }"
  generate
  use_tools
  rm -f -- "${TOOLS}/logger"
  printf '#!/bin/bash\nprintf "%%s\\n" "$*" >>"%s/told"\n' "${BOX}" >"${TOOLS}/logger"
  chmod 755 "${TOOLS}/logger"
  must 0 start
  grep -q 'worker started' "${BOX}/told"
  printf '#!/bin/bash\nsleep 97777\n' >"${TOOLS}/logger"
  must 0 stop
  rm -- "${TOOLS}/logger"
  must 0 start
  expect_one
}

@test "reopen signals the process that is proven ours, and no other" {
  CONFIG[reopen_signal]=USR1
  generate
  write_worker 'trap ": >\"${box}/reopened\"" USR1' "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 reopen
  wait_until test -e "${BOX}/reopened"
  kill_hard "${OLD}"
  start_bystander
  printf '%s\n' "${BYSTANDER}" >|"${PID_FILE}"
  must 0 reopen
  is_alive "${BYSTANDER}"
  # A record that another user could have written.
  printf '%s %s %s %s\n' "${BYSTANDER}" "$(start_of "${BYSTANDER}")" "$(</proc/sys/kernel/random/boot_id)" \
    "$(start_of 1)" >|"${RECORD}"
  chown 65534 "${BOX}/state"
  must 73 reopen
  is_alive "${BYSTANDER}"
  chown 0 "${BOX}/state"
}

@test "reopen --dry-run says whom it would signal, and signals nobody" {
  CONFIG[reopen_signal]=USR1
  generate
  # Untrapped the signal would end it.
  start_service
  must 0 reopen --dry-run
  [[ ${output} == *"pid=${OLD} signal=USR1"* ]]
  run ! has_logged action=reopen
  must 0 restart
  is_gone "${OLD}"
  run ! has_logged killed=1
  [[ $(grep -c " stopped pid=${OLD} " "${LOG}") == 1 ]]
}

@test "reopen --dry-run tells systemd nothing" {
  local key
  for key in pid_file stop; do unset "CONFIG[${key}]"; done
  CONFIG[manager]=systemd CONFIG[reopen_signal]=USR1 CONFIG[output]=/srv/worker.out
  generate
  use_tools
  rm -- "${TOOLS}/systemctl"
  printf '#!/bin/sh\n[ "$1" = show ] || : >"%s/told"\nprintf "%%s\\n" LoadState=loaded ActiveState=active MainPID=1\n' \
    "${BOX}" >"${TOOLS}/systemctl"
  chmod 755 "${TOOLS}/systemctl"
  must 0 reopen --dry-run
  [[ ${output} == *'pid=1 signal=USR1'* && ! -e "${BOX}/told" ]]
  must 0 reopen
  [[ -e "${BOX}/told" ]]
}

@test "the log is ASCII, whatever the locale" {
  printf '\u00e9\u00b2\u202e\n' >"${PID_FILE}"
  run env LC_ALL=C.UTF-8 LANG=C.UTF-8 "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  has_logged ' stale_pid_file '
  run ! grep -aP '[\x80-\xff]' "${LOG}"
}
