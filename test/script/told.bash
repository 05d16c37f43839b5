# Somebody to tell: a sink for HTTP and a sendmail that keeps what it is given.

# A secret no longer than a URL, and nothing that stands anywhere else.
readonly SECRET=T0SeCrEt4711

# start_sink [BEHAVIOUR]
start_sink() {
  rm -f -- "${BOX}/port" "${BOX}/requests"
  keep_running python3 "${BATS_TEST_DIRNAME}/sink.py" "${BOX}" "${1:-well}"
  SINK=${BYSTANDER}
  wait_until test -e "${BOX}/port"
  write_urls "http://127.0.0.1:$(<"${BOX}/port")"
}

# write_urls BEGINNING
write_urls() {
  local channel
  for channel in slack webhook ping; do
    (umask 077 && printf '%s/%s/%s\n' "$1" "${channel}" "${SECRET}" >|"${BOX}/${channel}.url")
  done
}

# A sendmail that runs LINE... and keeps arguments and mail.
write_sendmail() {
  use_tools
  rm -f -- "${TOOLS}/sendmail"
  {
    printf '#!/bin/bash\nbox=%q\n' "${BOX}"
    printf '%s\n' "$@" 'printf "%s\n" "$*" >>"${box}/mail arguments"' 'cat >"${box}/mail"'
  } >"${TOOLS}/sendmail"
  chmod 755 "${TOOLS}/sendmail"
}

# configure CHANNEL... [-- KEY: VALUE, …]: the alerts of the config.
configure() {
  local channel text=''
  while (($#)) && [[ $1 != -- ]]; do
    channel=$1 && shift
    if [[ ${channel} == email ]]; then
      text+="email: { to: [ops@example.com, boss@example.com], from: saikido@example.com }, "
    else
      text+="${channel}: { url_file: '${BOX}/${channel}.url' }, "
    fi
  done
  CONFIG[alerts]="{ ${text}${*:2} }"
  generate
}

# requests [CHANNEL]: how many arrived.
requests() {
  [[ -e "${BOX}/requests" ]] || printf '0\n'
  grep -cs "\"path\": \"/${1:-}" "${BOX}/requests" || :
}

# said FIELD [CHANNEL]: this field of the last request's JSON.
said() {
  grep "\"path\": \"/${2:-webhook}" "${BOX}/requests" | tail -n 1 \
    | python3 -c 'import json, sys; print(json.loads(json.loads(sys.stdin.read())["body"])[sys.argv[1]])' "$1"
}
