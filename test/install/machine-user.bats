# install: user with timers, on a machine whose user has a systemd of his own.

load helper
load booted

setup() {
  open_box
  deliver mine 'install: user' 'services:' \
    '  worker: { command: /usr/local/bin/worker, pid_file: ~/run/worker.pid, scheduler: systemd,' \
    '    start: { settle: 200ms }, schedule: { every: 7m } }'
  if ! grep -q '^app:' "${MACHINE}/etc/passwd"; then
    printf 'app:*:34567:34567:App:/srv/app:/bin/sh\n' >>"${MACHINE}/etc/passwd"
    printf 'app:*:34567:\n' >>"${MACHINE}/etc/group"
  fi
  within install -d -o app -g app /srv/app /run/app
  within systemd-run --quiet --unit app-manager -p User=app -p Delegate=yes -p Type=notify \
    -E HOME=/srv/app -E XDG_RUNTIME_DIR=/run/app /lib/systemd/systemd --user
}

teardown() {
  within systemctl stop app-manager.service 2>/dev/null || :
}

# as_app COMMAND...: as the user, in a shell of his.
as_app() {
  within setpriv --reuid app --regid app --init-groups env -i HOME=/srv/app XDG_RUNTIME_DIR=/run/app \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

@test "the timer of a user waits, fires, and goes away again" {
  listing "${MACHINE}/srv/app" >"${BOX}/0"
  run as_app "/srv/the bundles/mine/install.sh"
  [[ ${status} == 0 && ${output} == *'loginctl enable-linger app'* ]]
  [[ $(as_app systemctl --user is-active worker-restart.timer) == active ]]
  run as_app "/srv/the bundles/mine/install.sh" doctor
  [[ ${status} == 0 && ${output} == *'all is well'* ]]
  as_app systemctl --user start worker-restart.service
  local pid
  pid=$(<"${MACHINE}/srv/app/run/worker.pid")
  within kill -0 "${pid}"
  run as_app "/srv/the bundles/mine/install.sh" uninstall --purge
  [[ ${status} == 0 ]]
  within kill "${pid}"
  rm -rf -- "${MACHINE}/srv/app/run"
  listing "${MACHINE}/srv/app" | diff "${BOX}/0" -
  [[ $(as_app systemctl --user show -p LoadState --value worker-restart.timer) == not-found ]]
}

@test "without a systemd of his own the user is told what to do" {
  within systemctl stop app-manager.service
  run as_app "/srv/the bundles/mine/install.sh"
  [[ ${status} == 69 && ${output} == *'missing: systemd --user: loginctl enable-linger app'* ]]
  [[ -z $(ls -A "${MACHINE}/srv/app") ]]
}
