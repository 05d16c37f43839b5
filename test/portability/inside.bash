#!/bin/bash
# inside.bash ROOT COMMAND...: runs the command with another userland, in the repository. Wants a mount namespace of its
# own. The repository, the folder for temporary files and Node are those of this machine; ROOT itself is not written.
set -euo pipefail
readonly ROOT=$1 NEW=/mnt REPOSITORY=$PWD TEMPORARY=${TMPDIR:?}

mount -t tmpfs -o mode=755 userland "${NEW}"
mkdir "${NEW}/upper" "${NEW}/work" "${NEW}/root"
mount -t overlay overlay -o "lowerdir=${ROOT},upperdir=${NEW}/upper,workdir=${NEW}/work" "${NEW}/root"
cd "${NEW}/root"
for folder in proc dev sys; do
  mkdir -p "${folder}"
  mount --rbind "/${folder}" "${folder}"
done
for folder in "${REPOSITORY}" "${TEMPORARY}"; do
  mkdir -p -- ".${folder}"
  mount --bind -- "${folder}" ".${folder}"
done
: >usr/bin/node
mount --bind "$(readlink -f "$(command -v node)")" usr/bin/node
shift
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TMPDIR="${TEMPORARY}" BATS_TMPDIR="${TEMPORARY}" \
  chroot "${NEW}/root" bash -c 'cd -- "$1" && shift && exec "$@"' bash "${REPOSITORY}" "$@"
