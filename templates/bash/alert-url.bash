# URL becomes what file $1 holds: a secret, which nobody but us may read or change.
read_url() {
  local mode
  URL=''
  is_trusted "$1" || return 1
  REPLY="cannot read $1"
  mode=$(stat -c '%a' -- "$1" 2>/dev/null) && [[ ${mode} =~ ^[0-7]+$ ]] || return 1
  REPLY="$1 can be read by others: chmod 600"
  (((8#${mode} & 8#77) == 0)) || return 1
  REPLY="cannot read $1"
  { read -r -n 2000 URL <"$1"; } 2>/dev/null || [[ -n ${URL} ]] || return 1
  URL=${URL%$'\r'}
  REPLY="$1 does not begin with a plain http or https URL"
  [[ ${URL} =~ ^https?://[[:graph:]]+$ && ${URL} != *[\"\\]* ]]
}
# ask CHANNEL URL [LINE]...: URL and lines of a config go to curl by a pipe. Its arguments and its
# environment are for all to see, and whatever the other side answers, it gets seven seconds.
ask() {
  local code status=0 channel=$1
  shift
  hash curl 2>/dev/null || { undelivered "${channel}" 'curl is missing' && return 0; }
  code=$(printf '%s\n' "url = \"$1\"" "${@:2}" | timeout -k 1 8 curl -q -g -s -o /dev/null \
    --max-time 7 --proto '=http,https' -w '%{http_code}' -K - 2>/dev/null) || status=$?
  [[ ${status}-${code} != 0-2?? ]] || return 0
  undelivered "${channel}" "curl ended with ${status}, HTTP status ${code:-none}"
}
