# install.sh on a machine that systemd runs: schedules become active, and all of it goes away again.

load helper
load booted

setup() {
  open_box
  local keys='command: /usr/local/bin/worker, start: { settle: 200ms }'
  local timed="${keys}, pid_file: /run/timed/timed.pid, scheduler: systemd"
  deliver one 'services:' "  timed: { ${timed}, schedule: '0 3 * * *' }" \
    "  nightly: { ${keys}, pid_file: /run/nightly.pid, user: nobody, schedule: '0 3 * * *' }"
  deliver two 'services:' "  timed: { ${timed}, schedule: '0 4 * * *' }" \
    "  nightly: { ${keys}, manager: systemd, user: nobody, schedule: '0 3 * * *', hardening: off }"
}

@test "install, upgrade, rollback and uninstall on a booted machine" {
  machine_listing >"${BOX}/0"
  ask 0 one
  machine_listing >"${BOX}/1"
  [[ $(property timed-restart.timer ActiveState) == active ]]
  [[ $(property timed-restart.timer UnitFileState) == enabled ]]
  within systemctl list-timers timed-restart.timer | grep -q ' 03:00:00 '
  # No service was started.
  [[ $(property timed-restart.service ActiveState) == inactive && ! -e ${MACHINE}/run/timed/timed.pid ]]
  ask 0 one doctor
  [[ ${output} == *'all is well'* ]]
  ask 0 one
  [[ ${output} == *'nothing to change'* ]]

  ask 0 two
  within systemctl list-timers timed-restart.timer | grep -q ' 04:00:00 '
  [[ $(property nightly.service UnitFileState) == enabled && $(property nightly.service ActiveState) == inactive ]]
  ask 0 two doctor
  ask 1 one doctor

  ask 0 two rollback
  machine_listing | diff "${BOX}/1" -
  within systemctl list-timers timed-restart.timer | grep -q ' 03:00:00 '
  [[ $(property nightly.service LoadState) == not-found ]]
  ask 0 one doctor

  ask 0 one uninstall
  machine_listing | diff "${BOX}/0" -
  [[ $(property timed-restart.timer LoadState) == not-found ]]
}

@test "what was installed restarts the service, and uninstall lets it run" {
  ask 0 one
  within systemctl start timed-restart.service
  local pid
  pid=$(<"${MACHINE}/run/timed/timed.pid")
  within kill -0 "${pid}"
  ask 0 one doctor
  ask 0 one uninstall --purge
  [[ ${output} == *"timed is running, pid ${pid}"*"to stop it: kill ${pid}"* ]]
  within kill -0 "${pid}"
  within kill "${pid}"
  [[ ! -e ${MACHINE}/var/lib/saikido && ! -e ${MACHINE}/var/log/saikido ]]
}

@test "doctor finds that no run came when one was due" {
  deliver often 'services:' '  often: { command: /usr/local/bin/worker, pid_file: /run/often.pid, scheduler: systemd,' \
    '    start: { timeout: 1s, settle: 0s, attempts: 1 }, stop: { timeout: 1s }, schedule: { every: 10s } }'
  ask 0 often
  within systemctl stop often-restart.timer
  wait_until test "$(property often-restart.service ActiveState)" = inactive
  ask 1 often doctor
  [[ ${output} != *'no run for'* ]]
  within find /var/lib/saikido/often /var/log/saikido /var/lib/saikido/.install/often -type f \
    -exec touch -d '1 hour ago' {} +
  ask 1 often doctor
  [[ ${output} == *'no run for 36'*' seconds, and one was due within 122;'* ]]
  ask 0 often uninstall --purge
}

@test "doctor finds a schedule that is off, a daemon that is down and a run that failed" {
  ask 0 one
  within systemctl disable --now --quiet timed-restart.timer
  ask 1 one doctor
  [[ ${output} == *'timed-restart.timer is not enabled'* && ${output} == *'timed-restart.timer does not run'* ]]
  within systemctl stop cron.service
  ask 1 one doctor --service nightly
  [[ ${output} == *'cron does not run'* ]]
  within systemctl start cron.service
  ask 0 one
  ask 0 one doctor

  mv "${MACHINE}/usr/local/bin/worker" "${MACHINE}/usr/local/bin/elsewhere"
  ! within /usr/local/sbin/nightly-restart
  ask 1 one doctor --service nightly
  [[ ${output} == *'its last run failed'* ]]
  mv "${MACHINE}/usr/local/bin/elsewhere" "${MACHINE}/usr/local/bin/worker"

  touch "${MACHINE}/var/log/saikido/nightly.log"
  chmod 777 "${MACHINE}/var/log/saikido"
  ask 1 one doctor --service nightly
  [[ ${output} == *'/var/log/saikido can be changed by others'* ]]
  chmod 755 "${MACHINE}/var/log/saikido"
  within touch -d '1 day' /var/lib/saikido/nightly/last
  ask 1 one doctor --service nightly
  [[ ${output} == *'/var/lib/saikido/nightly/last is from the future'* ]]
  ask 0 one uninstall --purge
}

@test "doctor finds a disk that is full, and one that cannot be written" {
  ask 0 one
  within mount -t tmpfs -o size=4M tmpfs /var/log/saikido
  within mount -t tmpfs -o ro tmpfs /var/lib/saikido/nightly
  ask 1 one doctor --service nightly
  within umount /var/log/saikido /var/lib/saikido/nightly
  [[ ${output} == *'less than 10M is free below /var/log/saikido'* ]]
  [[ ${output} == *'cannot write /var/lib/saikido/nightly'* ]]
  ask 0 one uninstall --purge
}

@test "all that is missing is told at once, and nothing was changed" {
  deliver bare 'services:' '  gone: { command: /opt/gone, pid_file: /run/gone.pid, user: stranger, group: strangers,' \
    "    preflight: /opt/check, environment_file: /etc/gone.env, schedule: '0 3 * * *' }" \
    '  web: { manager: systemd, unit: nowhere.service }'
  machine_listing >"${BOX}/0"
  within systemctl stop cron.service
  ask 69 bare
  local what
  for what in 'program /opt/gone' 'program /opt/check' 'file /etc/gone.env' 'user stranger' 'group strangers' \
    'unit nowhere.service' 'a running cron'; do
    [[ ${output} == *"missing: ${what}"* || ${output} == *"missing: the ${what}"* ]]
  done
  within systemctl start cron.service
  machine_listing | diff "${BOX}/0" -
  run within setpriv --reuid 65534 --clear-groups "/srv/the bundles/bare/install.sh"
  [[ ${status} == 77 ]]
}

@test "tools that are missing are told at once" {
  deliver tools 'services:' '  worker: { command: /usr/local/bin/worker, pid_file: /run/worker.pid, user: nobody,' \
    "    health_check: { http: 'http://127.0.0.1:1/' }, schedule: '0 3 * * *' }"
  local folder="${MACHINE}/srv/tools" sum
  mkdir -- "${folder}"
  ln -sf -t "${folder}" /usr/sbin/* /usr/bin/*
  rm -- "${folder}"/{curl,setpriv,su,setsid,env}
  sed -i 's|PATH=/usr/local/sbin:[^ ]*|PATH=/srv/tools|' "${MACHINE}/srv/the bundles/tools/install.sh"
  sum=$(sha256sum <"${MACHINE}/srv/the bundles/tools/install.sh")
  sed -i "s|^[0-9a-f]*  install.sh$|${sum%% *}  install.sh|" "${MACHINE}/srv/the bundles/tools/SHA256SUMS"
  machine_listing >"${BOX}/0"
  run within /bin/bash -p "/srv/the bundles/tools/install.sh"
  [[ ${status} == 69 ]]
  local tool
  for tool in curl 'setpriv or su' setsid env; do [[ ${output} == *"missing: the tool ${tool}"* ]]; done
  machine_listing | diff "${BOX}/0" -
}

@test "a folder that others can change is no place for what root runs" {
  mkdir -m 777 "${MACHINE}/usr/local/open"
  deliver open 'services:' '  worker: { command: /usr/local/bin/worker, pid_file: /run/worker.pid,' \
    "    script: /usr/local/open/worker-restart, schedule: '0 3 * * *' }"
  ask 73 open
  [[ ${output} == *'will not write into /usr/local/open'* ]]
  chmod 755 "${MACHINE}/usr/local/open"
  ask 0 open
  ask 0 open doctor
  chmod 777 "${MACHINE}/usr/local/open"
  ask 1 open doctor
  [[ ${output} == *'will not write into /usr/local/open'* ]]
  ask 0 open uninstall --purge
}
