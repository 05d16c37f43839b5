# sendmail reads who gets it from the headers; nothing of the run stands there but our own words.
send_mail() {
  local status=0
  hash sendmail 2>/dev/null || { undelivered email 'sendmail is missing' && return 0; }
  print_mail "$@" | timeout -k 1 8 sendmail -t -i &>/dev/null || status=$?
  ((status == 0)) || undelivered email "sendmail ended with ${status}"
}
print_mail() {
  local date second
  printf -v date '%(%a, %d %b %Y %H:%M:%S %z)T' -1
  printf -v second '%(%s)T' -1
  [[ -z ${MAIL_FROM} ]] || printf 'From: %s\n' "${MAIL_FROM}"
  printf 'To: %s' "${MAIL_TO[0]}"
  ((${#MAIL_TO[@]} < 2)) || printf ',\n %s' "${MAIL_TO[@]:1}"
  printf '\nSubject: %.200s\nDate: %s\n' "${TITLE}" "${date}"
  printf 'Message-ID: <%s.%s.%s@%s>\n' "${SERVICE}" "${second}" "$$.${RANDOM}" "${HOST}"
  printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n'
  printf 'Content-Transfer-Encoding: 8bit\nAuto-Submitted: auto-generated\n\n'
  print_alert
}
