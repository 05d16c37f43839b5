# What install.sh asks of the machine that it runs on: dry runs, which change nothing there.

load helper

setup() { open_box; }

# without_pressure STATUS NAME: on a kernel that keeps pressure stall information switched off.
without_pressure() {
  # shellcheck disable=SC2016
  run unshare -m bash -c '[[ ! -d /proc/pressure ]] || mount -t tmpfs none /proc/pressure; exec "$@"' bash \
    "${BOX}/$2/install.sh" --dry-run 3>&-
  # shellcheck disable=SC2154
  [[ ${status} == "$1" ]] && return 0
  printf '%s\n' "${output}"
  return 1
}

@test "pressure stall information is asked for by a gate on it alone" {
  local keys='command: /bin/sleep, pid_file: /run/worker.pid'
  bundle plain 'services:' "  worker: { ${keys} }"
  without_pressure 0 plain
  bundle gated 'services:' \
    "  worker: { ${keys}, schedule: { every: 1h, when: { pressure_below: { cpu: 1 } } } }"
  without_pressure 69 gated
  [[ ${output} == *'missing: pressure stall information'* ]]
}
