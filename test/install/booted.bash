# A machine that systemd runs, and bundles in it. A file that loads this needs root.

load ../script/processes
load ../script/machine

setup_file() {
  umask 022
  start_machine
  export LEADER OUTER MACHINE CONTROL_GROUP
  within systemctl start cron.service
  printf '%s\n' '#!/bin/bash' 'exec sleep 98765' >"${MACHINE}/usr/local/bin/worker"
  chmod 755 "${MACHINE}/usr/local/bin/worker"
}

teardown_file() {
  stop_machine
}

# deliver NAME LINE...: the bundle in the machine, in a folder with a blank.
deliver() {
  bundle "$@"
  mkdir -p -- "${MACHINE}/srv/the bundles"
  rm -rf -- "${MACHINE}/srv/the bundles/$1"
  cp -a -- "${BOX}/$1" "${MACHINE}/srv/the bundles/$1"
}

# ask STATUS NAME ARGUMENT...: the install.sh of that bundle, in the machine.
ask() {
  run within timeout -s KILL 120 "/srv/the bundles/$2/install.sh" "${@:3}"
  # shellcheck disable=SC2154
  [[ ${status} == "$1" && ${output} != *'line '[0-9]* ]] && return 0
  printf 'exit %s instead of %s: %s\n%s\n' "${status}" "$1" "${*:2}" "${output}"
  return 1
}

# All that an installation may touch.
machine_listing() {
  local folder
  for folder in etc usr/local/sbin var/lib var/log; do
    printf '%s\n' "${folder}"
    listing "${MACHINE}/${folder}" | grep -v '^\(journal\|systemd\|private\|lastlog\|wtmp\|btmp\|libuuid\)[/|]'
  done
}

property() {
  within systemctl show -p "$2" --value "$1"
}
