# REPLY becomes the text $1, which make_plain has been over, as JSON.
readonly ONE_BACKSLASH='\' TWO_BACKSLASHES='\\'
quote_json() {
  REPLY=${1//"${ONE_BACKSLASH}"/"${TWO_BACKSLASHES}"}
  REPLY=${REPLY//'"'/"${ONE_BACKSLASH}"'"'}
  REPLY=${REPLY//$'\n'/"${ONE_BACKSLASH}n"}
  REPLY="\"${REPLY//$'\t'/"${ONE_BACKSLASH}t"}\""
}
# post CHANNEL URL-FILE JSON
post() {
  local URL body
  read_url "$2" || { undelivered "$1" "${REPLY}" && return 0; }
  quote_json "$3" && body=${REPLY}
  ask "$1" "${URL}" 'header = "Content-Type: application/json"' "data-raw = ${body}"
}
