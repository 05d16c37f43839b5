# Debian's cron reads the generated lines and runs them.

load ../script/helper

setup() {
  choose_box
  open_box
  MAIL="${BOX}/mail"
  # A percent sign ends a command of cron's, unless it is escaped.
  SCRIPT="${BOX}/100% sure/worker-restart"
  mkdir "${SCRIPT%/*}" "${BOX}/cron.d"
  CONFIG[script]="'${SCRIPT}'"
  write_sendmail
}

teardown() {
  end_test
}

# A sendmail that keeps the mail.
write_sendmail() {
  cat >"${BOX}/bin/sendmail" <<SH
#!/bin/sh
{ printf 'arguments: %s\n' "\$*"; cat; } >'${MAIL}.new' && mv '${MAIL}.new' '${MAIL}'
SH
  chmod 755 "${BOX}/bin/sendmail"
}

# Makes the script, and the lines for cron.
generate_lines() {
  generate
  node "${ROOT}/dist/saikido.cjs" generate --config "${BOX}/saikido.yaml" --out "${BOX}/bundle" >/dev/null
}

install_cron_d() {
  cp -- "${BOX}/bundle/root/etc/cron.d/worker-restart" "${BOX}/cron.d/"
}

# run_cron INSTANT [CRONTAB]: it begins at this instant; what it runs has the machine's own time.
run_cron() {
  keep_running unshare -m --propagation private bash "${BATS_TEST_DIRNAME}/cron-room.bash" "${BOX}/cron.d" \
    "${2:-none}" "${BOX}/bin/sendmail" "$1"
  CRON=${BYSTANDER}
}

# Has every job ended, mail and all? A job is a child of cron's.
is_idle() {
  [[ $(<"/proc/${CRON}/comm") == cron && -z $(<"/proc/${CRON}/task/${CRON}/children") ]]
}

environment_of() {
  sort -z "/proc/$1/environ" | tr '\0' '\n'
}

@test "the line of cron.d restarts the service at three, and nobody gets mail" {
  generate_lines
  install_cron_d
  start_service
  local by_hand
  by_hand=$(environment_of "${OLD}")
  run_cron 02:59:58
  wait_until has_logged 'worker restarted action=restart'
  wait_until is_idle
  expect_another
  [[ $(environment_of "$(pid_in_file)") == "${by_hand}" ]]
  [[ $(count_starts) == 2 && ! -e ${MAIL} ]]
}

@test "the service outlives the cron that started it" {
  generate_lines
  install_cron_d
  run_cron 02:59:58
  wait_until has_logged 'worker started action=restart'
  wait_until is_idle
  kill -KILL "${CRON}"
  wait_until is_gone "${CRON}"
  expect_one
  [[ $(ps -o sid= -p "$(pid_in_file)") -eq $(pid_in_file) ]]
}

@test "ensure, every five minutes, revives a service that died" {
  CONFIG[schedule]='[{ every: 5m, action: ensure }]'
  generate_lines
  install_cron_d
  start_service
  kill -KILL "${OLD}"
  wait_until is_gone "${OLD}"
  run_cron 11:04:58
  wait_until has_logged 'worker started action=ensure'
  wait_until is_idle
  expect_another
}

@test "the fragment works in a crontab of one's own" {
  generate_lines
  start_service
  run_cron 02:59:58 "${BOX}/bundle/crontab/worker"
  wait_until has_logged 'worker restarted action=restart'
  wait_until is_idle
  expect_another
}

@test "a run that fails tells root by mail, with its reason" {
  generate_lines
  install_cron_d
  start_service
  mv "${BOX}/bin/worker" "${BOX}/bin/elsewhere"
  run_cron 02:59:58
  wait_until test -e "${MAIL}"
  grep -qx 'To: root' "${MAIL}"
  grep -q '^error worker failed action=restart .*exit=13$' "${MAIL}"
  expect_untouched
}
