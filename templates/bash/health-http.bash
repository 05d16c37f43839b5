# -q: no .curlrc; a redirect is no 2xx.
probe_health() {
  local limit=$(((HEALTH_TIMEOUT + 999) / 1000))
  local code
  code=$(curl -q -s -o /dev/null -w '%{http_code}' --noproxy '*' --max-time "${limit}" \
    -- "${HEALTH_HTTP}" 2>/dev/null {LOCK}>&-) || return 1
  [[ ${code} == 2?? ]] || return 1
  hook holds_port
}
