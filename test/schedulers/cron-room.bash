#!/bin/bash
# cron-room.bash CRON_D CRONTAB SENDMAIL INSTANT: Debian's cron in the foreground, with a clock of its own (UTC), the
# lines of the folder CRON_D, the crontab CRONTAB of root where that is a file, and SENDMAIL in the place of the
# system's. All that it hides is hidden in its own mount namespace, which nobody else shares: run it by `unshare -m`.
set -euo pipefail
[[ $(readlink /proc/self/ns/mnt) != "$(readlink /proc/1/ns/mnt)" ]] || exit 70

mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/spool/cron
mount -t tmpfs -o mode=755 tmpfs /etc/cron.d
mount --bind /dev/null /etc/crontab
mount --bind "$3" "$(readlink -f /usr/sbin/sendmail)"

install -d -m 1730 -g crontab /var/spool/cron/crontabs
for lines in "$1"/*; do
  [[ ! -f ${lines} ]] || install -m 0644 "${lines}" /etc/cron.d/
done
[[ ! -f $2 ]] || crontab "$2"

clock=(/usr/lib/*/faketime/libfaketime.so.1)
exec env -i PATH="${PATH}" TZ=UTC LD_PRELOAD="${clock[0]}" FAKETIME="@2026-11-22 $4" cron -f
