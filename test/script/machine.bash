# A machine that systemd runs: the root of this one below a layer of its own in memory, with its own processes, control
# groups, network and host name. Nothing of what is enabled here starts there. It is gone when its first process is.

# Starts it and waits until systemd is up; LEADER is its first process, MACHINE its root.
start_machine() {
  local base=/sys/fs/cgroup
  [[ ! -d ${base}/unified ]] || base+=/unified
  CONTROL_GROUP="${base}/saikido-test-${BATS_RUN_TMPDIR##*-}-$$"
  mkdir -- "${CONTROL_GROUP}"
  write_inner >"${BATS_FILE_TMPDIR}/inner"
  (
    printf '%s\n' "${BASHPID}" >"${CONTROL_GROUP}/cgroup.procs"
    exec setsid unshare --cgroup --mount --pid --fork --kill-child --uts --ipc --net --propagation private \
      bash "${BATS_FILE_TMPDIR}/inner" </dev/null &>"${BATS_FILE_TMPDIR}/console" 3>&-
  ) &
  OUTER=$!
  disown "${OUTER}"
  wait_until find_leader
  MACHINE="/proc/${LEADER}/root"
  wait_until is_booted
}

find_leader() {
  local comm
  # The list ends without a newline, which read takes for a failure.
  read -r LEADER _ <"/proc/${OUTER}/task/${OUTER}/children" || :
  [[ -n ${LEADER} ]] && read -r comm <"/proc/${LEADER}/comm" && [[ ${comm} == systemd ]]
} 2>/dev/null

is_booted() {
  local state
  state=$(within systemctl is-system-running 2>/dev/null) || :
  [[ ${state} == @(running|degraded) ]]
}

# What becomes the machine's first process.
write_inner() {
  printf 'work=%q\n' "${BATS_FILE_TMPDIR}/layer"
  cat <<'END'
set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p -- "${work}"
mount -t tmpfs tmpfs "${work}"
mkdir "${work}/upper" "${work}/work" "${work}/root"
cd "${work}"
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
cd root
rm -rf lib/systemd/system/dbus.*
rm -rf etc/systemd/system/*.wants etc/cron.d/* etc/rc?.d/S* var/log/saikido var/lib/saikido
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
for device in null zero full random urandom tty; do
  : >"dev/${device}"
  mount --bind "/dev/${device}" "dev/${device}"
done
ln -s /proc/self/fd dev/fd
mkdir dev/shm dev/pts
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs tmpfs tmp
printf '%032x\n' 4711 >etc/machine-id
printf 'nowhere\n' >etc/hostname
mkdir -p mnt
busybox pivot_root . mnt
umount -l /mnt
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb setpriv \
  --bounding-set -sys_time,-sys_module,-sys_rawio,-sys_boot,-syslog,-mac_admin \
  /lib/systemd/systemd --system --log-target=journal
END
}

# within COMMAND...: runs it in the machine.
within() {
  nsenter -t "${LEADER}" -m -u -i -n -p -C -- "$@" 3>&-
}

stop_machine() {
  local file
  kill -KILL "${OUTER}" "${LEADER}" 2>/dev/null || :
  wait_until is_empty
  find "${CONTROL_GROUP}" -depth -type d -exec rmdir {} \;
}

is_empty() {
  ! grep -qs 'populated 1' "${CONTROL_GROUP}/cgroup.events"
}
