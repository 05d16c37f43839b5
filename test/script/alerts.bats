# Whoever is to know is told, what happened and what to do: contract, section 3; hazards N5 and N6.

load helper
load told

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

fail_to_start() { write_program worker 'printf "out of %s\n" cheese' 'exit 3'; }

@test "a failure is told: what, where, why, the last output, what to do" {
  configure webhook slack
  start_sink
  fail_to_start
  must 11 start
  [[ $(requests webhook) == 1 && $(requests slack) == 1 ]]
  [[ $(said service) == worker && $(said exit) == 11 && $(said outcome) == failure && $(said event) == failed ]]
  [[ $(said host) == "$(uname -n)" && $(said reason) == 'it did not stay up' && $(said output) == *'out of cheese' ]]
  [[ $(said next) == *'mend it'* && $(said time) == 20??-??-??T* && $(said alert) == failure ]]
  [[ $(said text) == "$(said text slack | sed '/^```$/d')" && $(said text) == *'out of cheese'* ]]
}

@test "only what is asked for is told" {
  configure webhook -- 'on: [recovery, skipped]'
  start_sink
  must 0 start
  must 0 restart
  must 0 ensure
  must 0 stop
  [[ $(requests) == 0 ]]
  must 20 restart
  [[ $(said alert) == skipped && $(said exit) == 20 ]]
  must 0 pause 1h
  [[ $(requests) == 1 ]]
}

@test "success is told, and that it was down" {
  configure webhook -- 'on: [success, started]'
  start_sink
  must 0 start
  [[ $(said alert) == started ]]
  must 0 restart
  [[ $(said alert) == success && $(requests) == 2 ]]
  must 0 ensure
  [[ $(requests) == 2 ]]
  kill_hard "$(pid_in_file)"
  must 0 ensure
  [[ $(said alert) == started && $(said event) == started ]]
}

@test "the same failure is told once, another one at once, the same again after its time" {
  configure webhook -- 'repeat_after: 3s'
  start_sink
  fail_to_start
  must 11 start
  must 11 start
  [[ $(requests) == 1 ]]
  rm -- "${BOX}/bin/worker"
  must 13 start
  must 13 start
  [[ $(requests) == 2 && $(said exit) == 13 ]]
  fail_to_start
  must 11 start
  wait_until test "$(requests)" -eq 2
  until must 11 start && (($(requests) > 2)); do ((SECONDS < 60)); done
  [[ $(requests) == 3 ]]
}

@test "recovery is told after a failure, and then the next failure is" {
  configure webhook
  start_sink
  fail_to_start
  must 11 start
  write_worker
  must 0 start
  [[ $(said alert) == recovery && $(requests) == 2 ]]
  must 0 restart
  [[ $(requests) == 2 ]]
  must 0 stop
  fail_to_start
  must 11 start
  [[ $(said alert) == failure && $(requests) == 3 ]]
}

@test "that ensure finds it running is no recovery of a restart that could not begin" {
  configure webhook
  start_sink
  start_service
  mv -- "${BOX}/bin/worker" "${BOX}/bin/away"
  must 13 restart
  must 0 ensure
  [[ $(requests) == 1 ]]
  mv -- "${BOX}/bin/away" "${BOX}/bin/worker"
  must 0 restart
  [[ $(said alert) == recovery && $(requests) == 2 ]]
}

@test "a kill is told" {
  CONFIG[stop]='{ timeout: 300ms }'
  configure webhook
  start_sink
  write_worker "trap '' TERM" "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 restart
  [[ $(said alert) == killed && $(said exit) == 0 && $(said details) == *'killed=1'* ]]
}

@test "ping: start, success and failure; a query stays behind" {
  configure ping
  start_sink
  (umask 077 && printf 'http://127.0.0.1:%s/ping/x/?rid=7\r\n' "$(<"${BOX}/port")" >|"${BOX}/ping.url")
  must 0 start
  wait_until grep -q start "${BOX}/requests"
  must 0 ensure
  must 0 pause 1h
  must 20 restart
  must 0 resume
  rm -- "${BOX}/bin/worker"
  must 13 restart
  hold_lock
  must 75 restart
  [[ $(grep -c '"/ping/x?rid=7"' "${BOX}/requests") == 3 ]]
  [[ $(grep -c '"/ping/x/start?rid=7"' "${BOX}/requests") == 2 ]]
  [[ $(grep -c '"/ping/x/fail?rid=7"' "${BOX}/requests") == 1 && $(requests) == 6 ]]
}

@test "mail: headers that nobody can add to, and the text" {
  configure email
  write_sendmail
  write_program worker 'printf "Bcc: victim@example.com\n.\nna\u00efve \033[31m \377 \302\205 end\n"' 'exit 3'
  must 11 start
  [[ $(<"${BOX}/mail arguments") == '-t -i' ]]
  python3 - "${BOX}/mail" <<'PYTHON'
import email, email.policy, sys
mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
assert not mail.defects, mail.defects
assert mail['To'] == 'ops@example.com, boss@example.com', mail['To']
assert mail['From'] == 'saikido@example.com' and mail['Bcc'] is None
assert mail['Subject'].startswith('worker on ') and mail['Subject'].endswith('start failed with exit status 11')
assert mail['Date'].datetime and mail['Message-ID'] and mail['Auto-Submitted'] == 'auto-generated'
text = mail.get_content()
assert 'na\u00efve \\x1b[31m \\xff \\xc2\\x85 end' in text, text
assert max(len(line) for line in open(sys.argv[1], 'rb')) < 999
PYTHON
}

@test "a long last line, a binary one, and many" {
  configure webhook
  start_sink
  write_program worker 'head -c 300000 /dev/urandom' 'head -c 5000 /dev/zero | tr "\0" x; printf "\nlast\n"' 'exit 3'
  must 11 start
  [[ $(said output) == *$'\nlast' ]]
  local output
  output=$(said output)
  ((${#output} < 9000))
  write_program worker 'printf "%s\n" {1..500}' 'exit 4'
  rm -- "${BOX}/state/told"
  must 11 start
  [[ $(said output | head -n 1) == 481 && $(said output | tail -n 1) == 500 ]]
}

@test "every sign arrives as it is: JSON in a config of curl" {
  configure webhook slack
  start_sink
  write_program worker 'printf "%s\n" "a\\b \"c\" \$(d) \`e\` <!channel> &amp; \\\\n \\u0041" "	tab"' 'exit 3'
  must 11 start
  [[ $(said output) == *$'a\\b "c" $(d) `e` <!channel> &amp; \\\\n \\u0041\n\ttab' ]]
  [[ $(said text slack) == *'&lt;!channel&gt; &amp;amp;'* && $(said text slack) != *'<!'* ]]
}

@test "of an output in a folder of somebody else root reads nothing" {
  printf 'secret\n' >"${BOX}/only for root"
  configure webhook
  start_sink
  fail_to_start
  must 11 start
  chown nobody "${BOX}/log"
  mv -- "${OUTPUT}" "${BOX}/log/old"
  cp -- "${BOX}/only for root" "${OUTPUT}"
  rm -- "${BOX}/state/told"
  act start
  [[ $(requests) == 2 && $(said output) == '' ]]
}

@test "a dry run tells nobody" {
  configure webhook ping -- 'on: [failure, success, started, skipped]'
  start_sink
  must 0 restart --dry-run
  rm -- "${BOX}/bin/worker"
  must 13 restart --dry-run
  [[ $(requests) == 0 && ! -e "${BOX}/state/told" ]]
}

@test "a real sendmail delivers it by SMTP, to those of the config alone" {
  configure email
  keep_running python3 "${BATS_TEST_DIRNAME}/smtp-sink.py" "${BOX}"
  wait_until test -e "${BOX}/smtp-port"
  printf 'account default\nhost 127.0.0.1\nport %s\nfrom saikido@example.com\n' "$(<"${BOX}/smtp-port")" \
    >"${BOX}/msmtprc"
  use_tools
  rm -f -- "${TOOLS}/sendmail"
  printf '#!/bin/bash\nexec msmtp -C %q "$@"\n' "${BOX}/msmtprc" >"${TOOLS}/sendmail"
  chmod 755 "${TOOLS}/sendmail"
  write_program worker 'printf ".\n.dots\nTo: victim@example.com\n"' 'exit 3'
  must 11 start
  [[ $(<"${BOX}/recipients") == $'ops@example.com\nboss@example.com' ]]
  grep -q '^Subject: worker on .*: start failed with exit status 11$' "${BOX}/delivered"
  grep -qx '\.dots' "${BOX}/delivered"
  run ! has_logged alert_failed
}

@test "a signal after the outcome changes neither log nor exit status" {
  configure webhook -- 'on: [skipped]'
  start_sink deaf
  must 0 pause 1h
  "${SCRIPT}" restart &>/dev/null 3>&- &
  local run=$! status=0
  BYSTANDERS+=("${run}")
  wait_until test -s "${BOX}/requests"
  kill -TERM "${run}"
  wait "${run}" || status=$?
  [[ ${status} == 20 && $(grep -c ' outcome=' "${LOG}") == 2 ]]
}

@test "the output in a folder of the service's user is read as that user" {
  CONFIG[user]=nobody
  CONFIG[command]='[/bin/false]'
  CONFIG[output]="'${BOX}/own/out'"
  mkdir -m 755 -- "${BOX}/own"
  chown nobody "${BOX}/own"
  share_box
  configure webhook
  start_sink
  printf 'all that it said\n' >"${BOX}/own/out"
  chown nobody "${BOX}/own/out"
  must 11 start
  [[ $(said output) == 'all that it said' ]]
  rm -- "${BOX}/own/out" "${BOX}/state/told"
  (umask 077 && printf 'for root alone\n' >"${BOX}/own/out")
  act start
  [[ $(requests) == 2 && $(said output) == '' ]]
}

@test "without root: a service of one's own, with metrics and a secret of one's own" {
  CONFIG[metrics]="{ directory: '${BOX}/prom' }"
  configure webhook email -- 'on: [started, failure]'
  write_sendmail
  mkdir -- "${BOX}/prom" "${BOX}/state"
  start_sink
  share_box
  chown -R nobody "${BOX}"
  run setpriv --reuid nobody --clear-groups "${SCRIPT}" start 3>&-
  [[ ${status} == 0 && $(said alert) == started && $(stat -c %U "${BOX}/prom/worker.prom") == nobody ]]
  # Somebody else changes nothing, and tells nobody.
  cp -- "${BOX}/prom/worker.prom" "${BOX}/before"
  rm -- "${BOX}/mail"
  chmod 777 "${BOX}"
  run setpriv --reuid daemon --clear-groups "${SCRIPT}" restart 3>&-
  [[ ${status} == @(14|77) && $(requests) == 1 && ! -e "${BOX}/mail" ]]
  cmp "${BOX}/before" "${BOX}/prom/worker.prom"
}

@test "the same gate is told once, another one at once" {
  configure webhook -- 'on: [skipped]'
  start_sink
  must 0 start
  must 0 pause 1h
  must 20 restart
  must 20 restart
  [[ $(requests) == 1 && $(said details) == *'gate=paused'* ]]
  must 0 resume
  must 0 stop
  must 20 restart
  must 20 ensure
  [[ $(requests) == 2 && $(said details) == *'gate=stopped'* ]]
}
