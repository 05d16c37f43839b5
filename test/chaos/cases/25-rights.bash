# as an ordinary user, blind, or in a container
as_nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
inject 'as an ordinary user'
share_box
begin_running
for action in restart stop 'restart --force'; do
  run "${as_nobody[@]}" "${SCRIPT}" ${action} 3>&-
  judge 77 "${status}" ${action}
done
recover
inject 'as an ordinary user that sees no process of others'
for action in restart start; do
  run unshare -m bash -c 'mount -o remount,hidepid=2 /proc && exec "${@:3}" "$1" "$2"' bash "${SCRIPT}" "${action}" \
    "${as_nobody[@]}" 3>&-
  judge 77 "${status}" "${action}"
done
recover
inject 'beside PID 1 of a container, which reaps nobody'
# shellcheck disable=SC2016
inside='"$1" start && "$1" restart && "$1" restart && "$1" ensure; echo "$?" >"$2"; "$1" stop; echo "$?" >>"$2"'
attempt 0 stop
unshare -pf --mount-proc --kill-child perl -e 'my $p = fork; if (!$p) { exec @ARGV } waitpid $p, 0' \
  bash -c "${inside}" bash "${SCRIPT}" "${BOX}/answer" &>/dev/null 3>&-
for code in $(<"${BOX}/answer"); do judge 0 "${code}" stop; done
recover start
inject 'where the folders of the system and the homes are read-only'
# shellcheck disable=SC2016
run unshare -m bash -c 'for f in /usr /etc /var /root /home /boot; do mount --bind "$f" "$f"
  mount -o remount,bind,ro "$f" || exit 1; done; exec "$1" restart' bash "${SCRIPT}" 3>&-
judge 0 "${status}" restart
recover
not_here 'ProtectSystem= and PrivateTmp=: test/script/systemd.bats'
