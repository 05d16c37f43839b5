#!/bin/bash
# user-manager.sh FOLDER UNIT: starts UNIT, from FOLDER/units, in a real systemd of its own and waits for its end.
# systemd --user asks for /run/systemd/system, which so stands on a tmpfs in a private mount namespace.
set -euo pipefail
folder=$1 unit=$2 group=/sys/fs/cgroup
if [[ -d /sys/fs/cgroup/unified ]]; then group=/sys/fs/cgroup/unified; fi
group+=/saikido-test-$$
mkdir "${group}"
mkdir -m 0700 "${folder}/run" "${folder}/home"
export HOME=${folder}/home XDG_RUNTIME_DIR=${folder}/run SYSTEMD_UNIT_PATH=${folder}/units:/usr/lib/systemd/user
unset DBUS_SESSION_BUS_ADDRESS
(
  printf '%s\n' "${BASHPID}" >"${group}/cgroup.procs"
  exec setsid unshare -C -m --propagation private bash -c '
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
    mount -t tmpfs tmpfs /run/systemd
    mkdir /run/systemd/system
    exec /lib/systemd/systemd --user --log-target=console' </dev/null &>"${folder}/manager.log"
) &
manager=$!
leave() {
  systemctl --user exit &>/dev/null || kill -KILL "${manager}"
  wait "${manager}" 2>/dev/null || true # it ends by our own signal
  find "${group}" -depth -type d -exec rmdir {} + 2>/dev/null || true # a process may still be leaving
}
trap leave EXIT
for _ in {1..100}; do
  ! systemctl --user show --property Version &>/dev/null || break
  sleep 0.1
done
systemctl --user start "${unit}"
