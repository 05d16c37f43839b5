# install.sh in a tree of the test's own: what is there afterwards is exactly what it says.

load helper

setup() {
  open_box
  bundle one 'services:' "$(service worker "schedule: '0 3 * * *'")" \
    "$(service timed 'schedule: { every: 7m }, scheduler: systemd')"
  # The same services later: another manager, another scheduler.
  bundle two 'services:' "$(service worker "schedule: '0 4 * * *', scheduler: systemd")" \
    "  timed: { manager: systemd, command: /opt/app/timed, schedule: '@daily' }"
}

@test "a clean tree holds the files of the bundle, and the folders, and nothing else" {
  installer 0 one --root "${TREE}"
  local path
  (cd "${BOX}/one/root" && find . -type f) | while IFS= read -r path; do
    cmp "${BOX}/one/root/${path}" "${TREE}/${path}"
    printf '%s\n' "${path#./}"
  done | sort >"${BOX}/bundled"
  (cd "${TREE}" && find . -type f -not -path '*/.install/*' -printf '%P\n') | sort | diff "${BOX}/bundled" -
  find "${TREE}" -not -path '*/.install*' -printf '%y %m %u:%g %P|%l\n' | LC_ALL=C sort -t ' ' -k 4 | diff - <(
    LC_ALL=C sort -t ' ' -k 4 <<'END'
d 755 root:root |
d 755 root:root etc|
d 755 root:root etc/cron.d|
f 644 root:root etc/cron.d/worker-restart|
d 755 root:root etc/logrotate.d|
f 644 root:root etc/logrotate.d/timed-restart|
f 644 root:root etc/logrotate.d/worker-restart|
d 755 root:root etc/systemd|
d 755 root:root etc/systemd/system|
f 644 root:root etc/systemd/system/timed-restart.service|
f 644 root:root etc/systemd/system/timed-restart.timer|
d 755 root:root etc/systemd/system/timers.target.wants|
l 777 root:root etc/systemd/system/timers.target.wants/timed-restart.timer|../timed-restart.timer
d 755 root:root usr|
d 755 root:root usr/local|
d 755 root:root usr/local/sbin|
f 755 root:root usr/local/sbin/timed-restart|
f 755 root:root usr/local/sbin/worker-restart|
d 755 root:root var|
d 755 root:root var/lib|
d 755 root:root var/lib/saikido|
d 755 root:root var/lib/saikido/timed|
d 755 root:root var/lib/saikido/worker|
d 755 root:root var/log|
d 755 root:root var/log/saikido|
END
  )
}

@test "an upgrade takes away what is not wanted any more; rollback brings it back, and back again" {
  mkdir -p -- "${TREE}/etc/cron.d" "${TREE}/opt"
  printf 'own\n' >"${TREE}/etc/cron.d/own"
  listing "${TREE}" >"${BOX}/0"
  installer 0 one --root "${TREE}"
  listing "${TREE}" >"${BOX}/1"
  installer 0 two --root "${TREE}"
  listing "${TREE}" >"${BOX}/2"
  [[ ! -e ${TREE}/etc/cron.d/worker-restart && -L ${TREE}/etc/systemd/system/timers.target.wants/worker-restart.timer ]]
  [[ -e ${TREE}/etc/cron.d/timed-restart && ! -e ${TREE}/etc/systemd/system/timed-restart.timer ]]
  installer 0 two rollback --root "${TREE}"
  listing "${TREE}" | diff "${BOX}/1" -
  installer 0 one doctor --root "${TREE}"
  installer 0 one rollback --root "${TREE}"
  listing "${TREE}" | diff "${BOX}/2" -
  installer 0 two doctor --root "${TREE}"
  installer 0 two uninstall --root "${TREE}"
  listing "${TREE}" | diff "${BOX}/0" -
  [[ ! -e ${TREE}/var ]]
}

@test "one service at a time; the others stay" {
  installer 0 one --root "${TREE}" --service timed
  [[ ! -e ${TREE}/usr/local/sbin/worker-restart && -e ${TREE}/usr/local/sbin/timed-restart ]]
  installer 0 one --root "${TREE}" --service worker
  installer 0 one uninstall --root "${TREE}" --service=timed
  [[ -e ${TREE}/usr/local/sbin/worker-restart && ! -e ${TREE}/usr/local/sbin/timed-restart ]]
  installer 0 one doctor --root "${TREE}" --service worker
  installer 2 one --root "${TREE}" --service nobody
}

@test "uninstall leaves the empty folders that the service of another bundle works in" {
  bundle a 'services:' "$(service oa 'output: /var/log/oa/oa.out')"
  bundle b 'services:' "$(service ob 'output: /var/log/ob/ob.out')"
  local store="${TREE}/var/lib/saikido/.install"
  listing "${TREE}" >"${BOX}/0"
  installer 0 a --root "${TREE}"
  listing "${TREE}" >"${BOX}/1"
  installer 0 b --root "${TREE}"
  installer 0 b uninstall --root "${TREE}"
  listing "${TREE}" | diff "${BOX}/1" -
  [[ -d ${TREE}/var/log/oa && -d ${TREE}/var/lib/saikido/oa ]]
  # An earlier version did not note whose they are: then they stay until the last service goes.
  installer 0 b --root "${TREE}"
  rm "${store}/oa/folders"
  installer 0 b uninstall --root "${TREE}"
  [[ -d ${TREE}/var/log/oa && -d ${TREE}/var/lib/saikido/oa && ! -e ${store}/ob ]]
  installer 0 a --root "${TREE}"
  [[ -s ${store}/oa/folders ]]
  rm "${store}/oa/folders"
  installer 0 a uninstall --root "${TREE}"
  listing "${TREE}" | diff "${BOX}/0" -
}

@test "a service that was taken out of the config is named, and can be uninstalled" {
  bundle less 'services:' "$(service worker "schedule: '0 3 * * *'")"
  installer 0 one --root "${TREE}"
  [[ ${output} != *'not of this bundle'* ]]
  installer 0 less --root "${TREE}"
  [[ ${output} == *'not of this bundle: timed;'* ]]
  installer 0 less doctor --root "${TREE}"
  [[ ${output} == *'not of this bundle: timed;'*'all is well'* ]]
  installer 2 less install --root "${TREE}" --service timed
  installer 2 less uninstall --root "${TREE}" --service nobody
  installer 2 less uninstall --root "${TREE}" --service ../saikido/.install/timed
  [[ -e ${TREE}/etc/systemd/system/timed-restart.timer ]]
  installer 0 less uninstall --root "${TREE}" --service timed --purge
  [[ ${output} == *'only its own bundle knows its logs and state'* ]]
  [[ -z $(find "${TREE}" -name '*timed-restart*') && -e ${TREE}/usr/local/sbin/worker-restart ]]
  installer 0 less doctor --root "${TREE}"
  [[ ${output} == 'all is well' ]]
}

@test "a second run changes nothing, not even a time" {
  installer 0 one --root "${TREE}"
  touched "${TREE}" >"${BOX}/1"
  installer 0 one --root "${TREE}"
  [[ ${output} == *'nothing to change'* ]]
  touched "${TREE}" | diff "${BOX}/1" -
  installer 0 two --root "${TREE}"
  touched "${TREE}" >"${BOX}/2"
  installer 0 two install --root "${TREE}"
  touched "${TREE}" | diff "${BOX}/2" -
}

@test "a dry run tells the same lines and changes nothing" {
  installer 0 one --root "${TREE}" --dry-run
  [[ ${output} == *"would be new       ${TREE}/usr/local/sbin/worker-restart"* ]]
  [[ -z $(ls -A "${TREE}") ]]
  local told=${output//would be /}
  installer 0 one --root "${TREE}"
  diff <(grep -E '^(folder|new) ' <<<"${told}") <(grep -E '^(folder|new) ' <<<"${output}")
  touched "${TREE}" >"${BOX}/1"
  local action
  for action in install rollback uninstall; do
    run "${BOX}/two/install.sh" "${action}" --root "${TREE}" --dry-run
    [[ ${status} == 0 || ${action} == rollback ]]
    touched "${TREE}" | diff "${BOX}/1" -
  done
}

@test "a file of somebody else is refused, all of them are told, and nothing is changed" {
  mkdir -p -- "${TREE}/etc/cron.d" "${TREE}/etc/logrotate.d"
  printf 'mine\n' >"${TREE}/etc/cron.d/worker-restart"
  ln -s /nowhere "${TREE}/etc/logrotate.d/timed-restart"
  listing "${TREE}" >"${BOX}/0"
  installer 1 one --root "${TREE}"
  [[ ${output} == *'etc/cron.d/worker-restart was not made by Saikido'* ]]
  [[ ${output} == *'etc/logrotate.d/timed-restart was not made by Saikido'* ]]
  listing "${TREE}" | diff "${BOX}/0" -
  installer 0 one uninstall --root "${TREE}"
  listing "${TREE}" | diff "${BOX}/0" -
}

@test "a file that was edited here is kept as the previous version, and comes back" {
  installer 0 one --root "${TREE}"
  printf '# edited\n' >>"${TREE}/etc/logrotate.d/worker-restart"
  installer 1 one doctor --root "${TREE}"
  installer 0 one --root "${TREE}"
  [[ ${output} == *'was changed here'* ]]
  cmp "${BOX}/one/root/etc/logrotate.d/worker-restart" "${TREE}/etc/logrotate.d/worker-restart"
  installer 0 one rollback --root "${TREE}" --service worker
  [[ $(tail -n 1 "${TREE}/etc/logrotate.d/worker-restart") == '# edited' ]]
}

@test "uninstall keeps an edited file and says so; --purge takes it, and logs and state" {
  installer 0 one --root "${TREE}"
  printf '# edited\n' >>"${TREE}/etc/logrotate.d/worker-restart"
  printf 'x\n' | tee "${TREE}"/var/log/saikido/{worker.log,worker.log-20260101-1.gz,other.log} \
    "${TREE}/var/lib/saikido/worker/last" >/dev/null
  installer 1 one uninstall --root "${TREE}" --service worker
  [[ ${output} == *"kept ${TREE}/etc/logrotate.d/worker-restart"* ]]
  [[ -e ${TREE}/var/lib/saikido/worker/last && -e ${TREE}/var/log/saikido/worker.log ]]
  installer 0 one uninstall --root "${TREE}" --purge
  [[ $(find "${TREE}" -type f) == "${TREE}/var/log/saikido/other.log" ]]
}

@test "a mode or an owner that was changed is put right" {
  installer 0 one --root "${TREE}"
  chmod 666 "${TREE}/etc/cron.d/worker-restart"
  chown 65534 "${TREE}/usr/local/sbin/worker-restart"
  installer 1 one doctor --root "${TREE}"
  installer 0 one --root "${TREE}"
  [[ $(stat -c '%a %u' "${TREE}"/{etc/cron.d,usr/local/sbin}/worker-restart) == $'644 0\n755 0' ]]
}

@test "a bundle that is not as it was generated is refused" {
  printf '# x\n' >>"${BOX}/one/root/usr/local/sbin/worker-restart"
  rm "${BOX}/one/RUNBOOK.md"
  printf 'x\n' >"${BOX}/one/root/etc/cron.d/more"
  installer 1 one --root "${TREE}"
  [[ ${output} == *'worker-restart was changed since'* ]]
  [[ ${output} == *'RUNBOOK.md is missing'* ]]
  [[ ${output} == *'root/etc/cron.d/more does not belong'* ]]
  [[ -z $(ls -A "${TREE}") ]]
}

@test "a link inside the tree that leads out of it is not followed" {
  mkdir "${BOX}/outside"
  ln -s "${BOX}/outside" "${TREE}/etc"
  installer 73 one --root "${TREE}"
  [[ -z $(ls -A "${BOX}/outside") && ! -e ${TREE}/usr ]]
}

@test "two runs at once: the second gives way" {
  installer 0 one --root "${TREE}"
  exec {lock}<"${TREE}/var/lib/saikido/.install/lock"
  flock -n "${lock}"
  installer 75 two --root "${TREE}"
  exec {lock}<&-
  installer 0 two --root "${TREE}"
}

@test "wrong usage is told, help is the head of the file" {
  installer 2 one nonsense
  installer 2 one --root
  installer 2 one --root "${BOX}/nowhere"
  installer 2 one install --purge
  installer 2 one install again
  installer 0 one help
  [[ ${output} == *'usage: install.sh'*'--purge'* ]]
}
