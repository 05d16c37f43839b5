# Does the schedule of the chosen services need cron, and is one there?
uses_cron() {
  local path
  values_of_all CRONTABS
  ((${#VALUES[@]} == 0)) || return 0
  values_of_all FILES
  for path in "${VALUES[@]}"; do [[ ${path} != etc/cron.d/* ]] || return 0; done
  return 1
}
# Where others' processes are hidden nobody can tell, and nothing is held against it.
is_cron_running() {
  local file name
  [[ -r /proc/1/comm ]] || return 0
  for file in /proc/[0-9]*/comm; do
    { read -r name <"${file}"; } 2>/dev/null || continue
    [[ ${name} != @(cron|crond) ]] || return 0
  done
  return 1
}
check_cron() {
  uses_cron || return 0
  ((OFFLINE)) || is_cron_running || missing 'a running cron'
  values_of_all CRONTABS
  if ((${#VALUES[@]})); then
    has_tool crontab || missing 'the tool crontab'
  elif [[ ! -d ${BASE}/etc/cron.d ]]; then
    missing 'the folder /etc/cron.d, which cron reads'
  fi
}
