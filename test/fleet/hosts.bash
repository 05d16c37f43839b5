# A fleet of three: each host is the root of this machine below a layer of its own in memory, with its own processes,
# network and host name. sshd and cron run there. All is gone when HUB and the hosts' first processes are.

start_fleet() {
  local i
  HOSTS=()
  ssh-keygen -q -t ed25519 -N '' -f "${FLEET}/key"
  ssh-keygen -q -t ed25519 -N '' -f "${FLEET}/host_key"
  unshare --net --kill-child sleep infinity &>/dev/null 3>&- &
  HUB=$!
  disown "${HUB}"
  wait_until in_own_network "${HUB}"
  in_hub ip link set lo up
  in_hub ip link add br0 type bridge
  in_hub ip addr add 10.77.0.1/24 dev br0
  in_hub ip link set br0 up
  for i in 1 2 3; do start_host "${i}"; done
  for i in 1 2 3; do wait_until host_answers "10.77.0.1${i}"; done
  printf '%s\n' "${HUB}" "${HOSTS[@]}" >"${FLEET}/pids"
}

# Each test is a process of its own.
find_fleet() {
  mapfile -t HOSTS <"${FLEET}/pids"
  HUB=${HOSTS[0]}
  HOSTS=("${HOSTS[@]:1}")
}

in_own_network() {
  [[ $(readlink "/proc/$1/ns/net") != "$(readlink /proc/self/ns/net)" ]]
}

in_hub() {
  nsenter -t "${HUB}" -n -- "$@" 3>&-
}

host_answers() {
  in_hub timeout 1 bash -c "read -r line </dev/tcp/$1/22 && [[ \${line} == SSH-* ]]" 2>/dev/null
}

# start_host NUMBER
start_host() {
  local outer leader
  write_host "$1" >"${FLEET}/host$1"
  setsid unshare --mount --pid --fork --kill-child --uts --ipc --net --propagation private \
    bash "${FLEET}/host$1" </dev/null &>"${FLEET}/console$1" 3>&- &
  outer=$!
  disown "${outer}"
  wait_until has_child "${outer}"
  leader=${CHILD}
  wait_until in_own_network "${leader}"
  in_hub ip link add "v$1" type veth peer name eth0 netns "${leader}"
  in_hub ip link set "v$1" master br0 up
  nsenter -t "${leader}" -n -- ip link set lo up
  nsenter -t "${leader}" -n -- ip addr add "10.77.0.1$1/24" dev eth0
  nsenter -t "${leader}" -n -- ip link set eth0 up
  HOSTS+=("${leader}")
}

has_child() {
  read -r CHILD _ <"/proc/$1/task/$1/children" || :
  [[ -n ${CHILD} ]]
} 2>/dev/null

# What becomes the first process of a host. Keys go in before the root changes.
write_host() {
  printf 'fleet=%q\nnumber=%q\n' "${FLEET}" "$1"
  cat <<'END'
set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p -- "${fleet}/layer${number}"
cd "${fleet}/layer${number}"
mount -t tmpfs -o size=256m tmpfs .
mkdir upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
cd root
# What the dot files of this machine do is not what is tested.
rm -rf etc/cron.d/* var/log/saikido var/lib/saikido root/.ansible root/.bashrc root/.profile
mkdir -p etc/fleet
cp -- "${fleet}/key.pub" etc/fleet/authorized_keys
cp -- "${fleet}/host_key" etc/fleet/host_key
mount -t proc proc proc
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
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir -p mnt run/sshd
busybox pivot_root . mnt
umount -l /mnt
hostname "h${number}"
cron
/usr/sbin/sshd -D -e -h /etc/fleet/host_key -o UsePAM=no -o PermitRootLogin=prohibit-password \
  -o StrictModes=no -o AuthorizedKeysFile=/etc/fleet/authorized_keys &
wait
END
}

# on NUMBER COMMAND...: runs it on a host.
on() {
  local leader=${HOSTS[$(($1 - 1))]}
  shift
  nsenter -t "${leader}" -m -u -i -n -p -- "$@" 3>&-
}

write_inventory() {
  local i
  printf 'saikido:\n  hosts:\n'
  for i in 1 2 3; do printf '    h%s: { ansible_host: 10.77.0.1%s }\n' "${i}" "${i}"; done
  printf '  vars:\n    ansible_user: root\n    ansible_become: false\n'
  printf '    ansible_python_interpreter: /usr/bin/python3\n'
  printf "    ansible_ssh_private_key_file: '%s'\n" "${FLEET}/key"
  printf "    ansible_ssh_common_args: '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null'\n"
}

# play PLAYBOOK OPTIONS...: against the fleet, from the hub. STATUS and the file SAID tell what came of it.
play() {
  local book=$1
  shift
  SAID="${FLEET}/said"
  STATUS=0
  # Masters that outlive a run hold its standard error open, and Ansible waits for them.
  ANSIBLE_SSH_ARGS='-o ControlMaster=no' ANSIBLE_NOCOLOR=1 ANSIBLE_PIPELINING=1 HOME="${FLEET}" \
    in_hub timeout 120 ansible-playbook -i "${FLEET}/inventory.yml" "${BUNDLE}/ansible/${book}" "$@" \
    &>"${SAID}" </dev/null || STATUS=$?
  cat -- "${SAID}"
}

# recap HOST: such as "ok=4 changed=2 failed=0".
recap() {
  sed -n "s/^$1 .*\(ok=[0-9]*\) *\(changed=[0-9]*\).*\(failed=[0-9]*\).*/\1 \2 \3/p" "${SAID}"
}

stop_fleet() {
  kill -KILL "${HUB}" "${HOSTS[@]}" 2>/dev/null || :
}

# wait_until COMMAND...: at most 20 seconds.
wait_until() {
  local end=$((SECONDS + 20))
  until "$@"; do
    ((SECONDS < end)) || { printf 'never: %s\n' "$*" >&2 && return 1; }
    sleep 0.05
  done
}
