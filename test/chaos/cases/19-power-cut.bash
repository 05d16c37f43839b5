# the power is cut while it restarts
# What has reached the disk by then is the image of a mounted file system, copied at that instant. The options make it
# as forgetful as file systems may be: names reach the disk every second, data when somebody asks for it.
readonly FORGETFUL=loop,noauto_da_alloc,commit=1

on_disk() {
  truncate -s 16M "${BOX}/image" && mkfs.ext4 -q -F "${BOX}/image" && mkdir -- "${BOX}/disk" \
    && mount -o "${FORGETFUL}" "${BOX}/image" "${BOX}/disk" && mkdir -- "${BOX}/disk/"{run,state}
}

for delay in 0 0.5 2; do
  inject "${delay} s after the new PID file"
  fresh
  on_disk &>/dev/null || { not_here 'a disk needs loop devices and mkfs.ext4' && break; }
  PID_FILE="${BOX}/disk/run/worker.pid" STATE="${BOX}/disk/state" RECORD="${BOX}/disk/state/process"
  CONFIG[pid_file]="'${PID_FILE}'" CONFIG[state_directory]="'${STATE}'"
  generate
  begin_running
  sync
  keep_running "${SCRIPT}" restart
  replaced() { [[ $(pid_in_file 2>/dev/null) != "${OLD}" ]]; }
  wait_until replaced
  sleep "${delay}"
  cp --sparse=always -- "${BOX}/image" "${BOX}/image after"
  wait "${BYSTANDER}"
  judge 0 "$?" restart
  for pid in $(marked); do kill -KILL "${pid}"; done
  wait_until expect_none
  rm -f -- "${BOX}/two at once"
  umount "${BOX}/disk" && mount -o loop "${BOX}/image after" "${BOX}/disk"
  [[ $(pid_in_file) =~ ^[0-9]+$ ]] || wrong other "PID file after the cut: $(pid_in_file | cut -c 1-40)"
  [[ $(<"${RECORD}") == *' '*' '* ]] || wrong other "record after the cut: $(<"${RECORD}")"
  recover
  unset -v STATE
done
