#!/bin/bash
# busybox.bash COMMAND...: runs the command where the script finds BusyBox in place of coreutils, util-linux and procps:
# its first folder of programs holds the applets, and what Alpine lacks is gone. Wants a mount namespace of its own.
set -euo pipefail
readonly APPLETS=/usr/local/sbin MISSING=(getent pidwait setpriv systemd-run)
# What the script calls and BusyBox has.
readonly CALLED=(cat cut env grep mkdir mv readlink renice rm sed setsid sleep stat sync tail timeout tr)

node=$(command -v node)
mount -t tmpfs -o mode=755 applets "${APPLETS}"
cp -- "$(command -v busybox)" "${APPLETS}/busybox"
"${APPLETS}/busybox" --install -s "${APPLETS}"
mkdir "${APPLETS}/.upper" "${APPLETS}/.work"
mount -t overlay overlay -o "lowerdir=/usr/bin,upperdir=${APPLETS}/.upper,workdir=${APPLETS}/.work" /usr/bin
# What is removed here is removed from the layer above alone.
mountpoint -q /usr/bin
for program in "${MISSING[@]}"; do
  rm -f -- "/usr/bin/${program}" "${APPLETS}/${program}"
  ! type -P "${program}"
done
for program in "${CALLED[@]}"; do
  [[ $(readlink "${APPLETS}/${program}") == "${APPLETS}/busybox" ]]
done
# The tests themselves go on with the tools of this machine.
export PATH=/usr/bin:/usr/sbin:/bin:/sbin:${node%/*}
exec "$@"
