# bash connects by itself; timeout bounds it.
probe_health() {
  timeout -k 1 "$(((HEALTH_TIMEOUT + 999) / 1000))" "${BASH}" -pc 'exec 3<>"/dev/tcp/$1/$2"' "${SERVICE}" \
    "${HEALTH_HOST}" "${HEALTH_PORT}" &>/dev/null {LOCK}>&- && hook holds_port
}
