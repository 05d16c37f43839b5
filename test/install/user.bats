# install: user, as a real ordinary user with a home and a crontab; nothing needs root.

load helper

setup_file() {
  local folder="${BATS_FILE_TMPDIR}/accounts"
  mkdir -p -- "${folder}"
  { cat /etc/passwd && printf 'app:*:34567:34567:App:%s:/bin/sh\n' "${BATS_FILE_TMPDIR}"; } >"${folder}/passwd"
  { cat /etc/group && printf 'app:*:34567:\n'; } >"${folder}/group"
  # In this mount namespace alone.
  mount --bind "${folder}/passwd" /etc/passwd
  mount --bind "${folder}/group" /etc/group
  mount -t tmpfs tmpfs /run
  mount -t tmpfs tmpfs /var/spool/cron
  mount -t tmpfs tmpfs /etc/cron.d
  install -d -m 1730 -g crontab /var/spool/cron/crontabs
  cron -f 3>&- &
  CRON=$!
  export CRON
}

teardown_file() {
  kill "${CRON}"
  umount /etc/passwd /etc/group /run /var/spool/cron /etc/cron.d
}

setup() {
  open_box
  HOME_OF_APP="${BOX}/home of app"
  mkdir -p -- "${HOME_OF_APP}/bin"
  printf '#!/bin/sh\nexec sleep 98765\n' >"${HOME_OF_APP}/bin/worker"
  chmod 755 "${HOME_OF_APP}/bin/worker"
  own_bundle one '0 3 * * *'
  own_bundle two '0 4 * * *'
  local path=${BOX}
  while [[ ${path} != / && ! -k ${path} ]]; do chmod go+rx "${path}" && path=$(dirname "${path}"); done
  chown -R 34567:34567 "${HOME_OF_APP}"
  as_app crontab -r || :
}

teardown() {
  as_app crontab -r || :
  rm -f /etc/cron.allow
}

# own_bundle NAME CRON: in the user's own home.
own_bundle() {
  bundle "$1" 'install: user' 'services:' \
    "  worker: { command: ~/bin/worker, pid_file: ~/run/worker.pid, schedule: '$2' }"
  mv -- "${BOX}/$1" "${HOME_OF_APP}/$1"
}

as_app() {
  (cd / && setpriv --reuid 34567 --regid 34567 --init-groups env -i "HOME=${HOME_OF_APP}" PATH="${PATH}" "$@") \
    3>&-
}

# app STATUS NAME ARGUMENT...: the user runs install.sh.
app() {
  run as_app "${HOME_OF_APP}/$2/install.sh" "${@:3}"
  # shellcheck disable=SC2154
  [[ ${status} == "$1" && ${output} != *'line '[0-9]* ]] && return 0
  printf 'exit %s instead of %s: %s\n%s\n' "${status}" "$1" "${*:2}" "${output}"
  return 1
}

# A crontab of one's own, with whatever may stand in one.
write_crontab() {
  printf '# mine\nMAILTO=""\n0 1 * * * printf "100\\%% \\\\n"\t\n\n# \xfc\xe9  \n@daily true %%%% x\n' >"${BOX}/crontab"
  chmod 644 "${BOX}/crontab"
  as_app crontab "${BOX}/crontab"
}

@test "the lines go into the crontab between marks, all the rest is kept byte for byte, and comes back" {
  write_crontab
  as_app crontab -l >"${BOX}/0"
  listing "${HOME_OF_APP}" >"${BOX}/home 0"
  app 0 one
  as_app crontab -l >"${BOX}/1"
  { cat "${BOX}/0" && printf '# BEGIN Saikido worker\n' && cat "${HOME_OF_APP}/one/crontab/worker" \
    && printf '# END Saikido worker\n'; } | cmp - "${BOX}/1"
  app 0 one doctor
  app 0 two
  as_app crontab -l >"${BOX}/2"
  diff "${BOX}/1" "${BOX}/2" | grep -qF '> 0 4 * * *'
  app 0 two rollback
  as_app crontab -l | cmp - "${BOX}/1"
  app 0 two rollback
  as_app crontab -l | cmp - "${BOX}/2"
  app 0 two uninstall --purge
  as_app crontab -l | cmp - "${BOX}/0"
  listing "${HOME_OF_APP}" | diff "${BOX}/home 0" -
}

@test "lines of the user below ours stay below them" {
  app 0 one
  { as_app crontab -l && printf '5 5 * * * below\n'; } >"${BOX}/crontab"
  chmod 644 "${BOX}/crontab"
  as_app crontab "${BOX}/crontab"
  app 0 two
  [[ $(as_app crontab -l | tail -n 2) == $'# END Saikido worker\n5 5 * * * below' ]]
  app 0 two uninstall --purge
  [[ $(as_app crontab -l) == '5 5 * * * below' ]]
}

@test "lines that a person changed are called the lines in the crontab; a file of that name is none of ours" {
  printf 'own\n' >"${HOME_OF_APP}/crontab"
  app 0 one
  as_app crontab -l | sed 's/^0 3 /0 5 /' >"${BOX}/crontab"
  chmod 644 "${BOX}/crontab"
  as_app crontab "${BOX}/crontab"
  app 1 one doctor
  [[ ${output} == *'lines in the crontab of app is not as'* ]]
  app 1 one uninstall
  [[ ${output} == *'kept the block of lines in the crontab of app, which was changed here'* ]]
  app 0 one
  [[ ${output} == *'lines in the crontab of app was changed here'* && ${output} != */crontab* ]]
  app 0 one uninstall
  [[ $(<"${HOME_OF_APP}/crontab") == own ]]
}

@test "who had no crontab has none afterwards; a second run changes nothing" {
  app 0 one
  local before
  before=$(touched "${HOME_OF_APP}" && touched /var/spool/cron)
  app 0 one
  [[ ${output} == *'nothing to change'* ]]
  [[ $(touched "${HOME_OF_APP}" && touched /var/spool/cron) == "${before}" ]]
  app 0 one uninstall
  ! as_app crontab -l
}

@test "a crontab that cannot be read is never taken for an empty one" {
  write_crontab
  printf 'root\n' >/etc/cron.allow
  app 77 one
  rm /etc/cron.allow
  [[ $(as_app crontab -l) == "$(<"${BOX}/crontab")" && ! -e ${HOME_OF_APP}/.local ]]
}

@test "marks that somebody damaged are refused" {
  printf '# BEGIN Saikido worker\n0 1 * * * mine\n' >"${BOX}/crontab"
  chmod 644 "${BOX}/crontab"
  as_app crontab "${BOX}/crontab"
  app 1 one
  [[ ${output} == *'marks of worker in the crontab are damaged'* ]]
  as_app crontab -l | cmp - "${BOX}/crontab"
}

@test "what is missing for this user is told at once" {
  rm "${HOME_OF_APP}/bin/worker"
  chmod 500 "${HOME_OF_APP}"
  app 73 one
  [[ ${output} == *"missing: the program ${HOME_OF_APP}/bin/worker"* ]]
  [[ ${output} == *"cannot write ${HOME_OF_APP}"* ]]
}

@test "a preflight may take its time when the script is tried at the end" {
  printf '#!/bin/sh\nsleep 3\n' >"${HOME_OF_APP}/bin/check"
  chmod 755 "${HOME_OF_APP}/bin/check"
  bundle slow 'install: user' 'services:' \
    '  worker: { command: ~/bin/worker, pid_file: ~/run/worker.pid, preflight: ~/bin/check, start: { timeout: 30s } }'
  # So that the margin is less than the preflight takes.
  local installer="${BOX}/slow/install.sh" sum
  grep -qF '$((120 + ' "${installer}"
  sed -i 's/\$((120 + /$((2 + /' "${installer}"
  sum=$(sha256sum <"${installer}")
  sed -i "s|^[0-9a-f]*  install.sh$|${sum%% *}  install.sh|" "${BOX}/slow/SHA256SUMS"
  mv -- "${BOX}/slow" "${HOME_OF_APP}/slow"
  app 0 slow
  app 0 slow uninstall --purge
}

@test "the service really starts from what was installed" {
  app 0 one
  run as_app "${HOME_OF_APP}/.local/bin/worker-restart" start
  [[ ${status} == 0 ]]
  app 0 one doctor
  app 0 one uninstall
  [[ ${output} == *'worker is running, pid '*'goes on running; to stop it: kill '* ]]
  kill "$(<"${HOME_OF_APP}/run/worker.pid")"
}
