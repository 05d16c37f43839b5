# send_webhook STATUS OUTCOME EVENT: every value is text, but for the exit status.
send_webhook() {
  local body="{\"exit\":$1" key text
  local -A value=([outcome]=$2 [event]=$3 [service]=${SERVICE} [host]=${HOST} [alert]=${KIND}
    [action]=${ACTION} [reason]=${REASON_TOLD} [time]=${TIME_TOLD} [details]=${DETAILS% }
    [next]=${NEXT_STEP} [output]=${LAST_OUTPUT})
  text=$(print_alert)
  value[text]=${text}
  for key in service host alert action outcome event reason time details next output text; do
    quote_json "${value[${key}]}" && body+=",\"${key}\":${REPLY}"
  done
  post webhook "${WEBHOOK_URL_FILE}" "${body}}"
}
