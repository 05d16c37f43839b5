# bash connects by itself; timeout bounds it.
probe_health() {
  local limit=$(((HEALTH_TIMEOUT + 999) / 1000))
  # shellcheck disable=SC2016 # The inner bash expands it.
  timeout -k 1 "${limit}" "${BASH}" -pc 'exec 3<>"/dev/tcp/$1/$2"' "${SERVICE}" \
    "${HEALTH_HOST}" "${HEALTH_PORT}" &>/dev/null {LOCK}>&- || return 1
  hook holds_port
}
