# the process is in state D: neither TERM nor KILL reach it
# A file system that is frozen for as long as it takes, as a dead disk or NFS server would be.
freeze() {
  truncate -s 16M "${BOX}/image" && mkdir -- "${BOX}/disk" && mkfs.ext4 -q -F "${BOX}/image" \
    && mount -o loop "${BOX}/image" "${BOX}/disk" && fsfreeze -f "${BOX}/disk"
}
thaw() { ! mountpoint -q "${BOX}/disk" || { fsfreeze -u "${BOX}/disk" && umount -l "${BOX}/disk"; }; } 2>/dev/null
is_in_d() { is_in_state D "${OLD}"; }

inject 'a child that the process waits for in vfork'
CONFIG[stop]='{ timeout: 300ms }'
generate
write_vforker
begin_running
wait_until is_in_d
write_worker
attempt 0 restart
recover
fresh
if ! freeze &>/dev/null; then
  not_here 'a frozen file system needs loop devices and mkfs.ext4'
else
  trap thaw EXIT
  inject 'it writes to a frozen file system'
  CONFIG[stop]='{ timeout: 300ms }'
  generate
  write_worker 'echo x >"${box}/disk/file"' 'exec sleep 98765'
  begin_running
  wait_until is_in_d
  attempt 10 restart
  is_in_d || wrong other 'it is no longer in state D'
  write_worker
  thaw
  wait_until is_gone "${OLD}"
  recover start
fi
