# Slack's own signs lose their meaning; the output stands in a block of code.
send_slack() {
  local text
  text=$(print_alert)
  text=${text//'&'/'&amp;'} && text=${text//'<'/'&lt;'} && text=${text//'>'/'&gt;'}
  text=${text//'`'/"'"}
  if [[ -n ${LAST_OUTPUT} ]]; then
    text=${text/'process:'$'\n'/'process:'$'\n''```'$'\n'}$'\n''```'
  fi
  quote_json "${text}" && post slack "${SLACK_URL_FILE}" "{\"text\":${REPLY}}"
}
