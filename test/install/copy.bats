# However the bundle or its root/ came to the server, and whatever stands in names and values: it can be installed.

load helper

setup() {
  open_box
  bundle one 'services:' "$(service worker "schedule: '0 3 * * *'")" \
    "$(service timed 'schedule: { every: 7m }, scheduler: systemd')"
}

# Folders of the system, with an owner and a mode that nobody may change.
own_folders() {
  mkdir -p -- "${TREE}/etc/cron.d" "${TREE}/usr/local/sbin"
  chmod 2775 "${TREE}/usr/local/sbin"
  chown 0:50 "${TREE}/usr/local/sbin"
  chmod 711 "${TREE}"
  stat -c '%a %u:%g %n' "${TREE}" "${TREE}/etc/cron.d" "${TREE}/usr/local/sbin" >"${BOX}/folders"
}

# What was copied is whole, the folders are what they were, and install.sh finds nothing to put right.
expect_installed() {
  stat -c '%a %u:%g %n' "${TREE}" "${TREE}/etc/cron.d" "${TREE}/usr/local/sbin" | diff "${BOX}/folders" -
  installer 0 one doctor --root "${TREE}"
  find "${TREE}" -type f -printf '%i %C@ %P\n' | sort >"${BOX}/copied"
  installer 0 one --root "${TREE}"
  [[ ${output} != *' changed '* && ${output} != *'new '*'/etc/'* ]]
  find "${TREE}" -type f -not -path '*/.install/*' -printf '%i %C@ %P\n' | sort | diff "${BOX}/copied" -
}

# The commands that RUNBOOK.md names, to this machine instead of a server.
runbook_command() {
  local line
  line=$(grep "^$1 " "${BOX}/one/RUNBOOK.md")
  line=${line//ssh root@SERVER /}
  line=${line//root@SERVER:\//'"${TREE}/"'}
  line=${line//tar -C \/ /'tar -C "${TREE}" '}
  (cd "${BOX}/one" && TREE=${TREE} bash -euo pipefail -c "${line}")
}

@test "root/ copied by rsync, as the runbook says" {
  own_folders
  chown -R 1000:1000 "${BOX}/one/root"
  runbook_command rsync
  expect_installed
}

@test "root/ copied by tar, as the runbook says" {
  own_folders
  chown -R 1000:1000 "${BOX}/one/root"
  runbook_command tar
  expect_installed
}

@test "root/ copied by rsync -a" {
  mkdir -p -- "${TREE}"
  rsync -a "${BOX}/one/root/" "${TREE}/"
  installer 0 one doctor --root "${TREE}"
}

@test "the bundle copied by rsync, by tar, and without its modes" {
  rsync -a "${BOX}/one" "${BOX}/by rsync/"
  mkdir -- "${BOX}/by tar" "${BOX}/no modes"
  tar -C "${BOX}" -cf - one | tar -C "${BOX}/by tar" -xf -
  cp -r --no-preserve=mode -- "${BOX}/one" "${BOX}/no modes/"
  chmod -R a-x,a+X "${BOX}/no modes"
  local way
  for way in 'by rsync' 'by tar' 'no modes'; do
    (cd "${BOX}/${way}/one" && bash install.sh --root "${TREE}" 2>/dev/null)
    listing "${TREE}" >"${BOX}/${way}.list"
    (cd / && bash "${BOX}/${way}/one/install.sh" uninstall --root "${TREE}")
    [[ -z $(ls -A "${TREE}") ]]
  done
  cmp "${BOX}/by rsync.list" "${BOX}/by tar.list"
  cmp "${BOX}/by rsync.list" "${BOX}/no modes.list"
}

@test "names and values that break what is pasted together" {
  local home="${BOX}/"$'odd "$(touch hit)" \'x\' `id` *[a] \\ \n home'
  cp -- "${ROOT}/generated-examples/awkward-values/saikido.yaml" "${BOX}/"
  sed -i "s|script: .*|script: \"~/odd \$(touch hit) 'dir'/[a]* \\& x/awkward-restart\"|" "${BOX}/saikido.yaml"
  node "${ROOT}/dist/saikido.cjs" generate --config "${BOX}/saikido.yaml" --out "${BOX}/awkward" >/dev/null
  mkdir -- "${home}"
  mv -- "${BOX}/awkward" "${BOX}/- awkward \$(touch hit)"
  run bash -c 'cd "$1" && shift && "$@"' bash "${BOX}" "./- awkward \$(touch hit)/install.sh" --root "${home}"
  [[ ${status} == 0 ]]
  cmp "${BOX}/- awkward \$(touch hit)/root/odd \$(touch hit) 'dir'/[a]* & x/awkward-restart" \
    "${home}/odd \$(touch hit) 'dir'/[a]* & x/awkward-restart"
  run "${BOX}/- awkward \$(touch hit)/install.sh" doctor --root "${home}"
  [[ ${status} == 0 ]]
  run "${BOX}/- awkward \$(touch hit)/install.sh" uninstall --root "${home}"
  [[ ${status} == 0 && -z $(ls -A "${home}") ]]
  [[ -z $(find "${BOX}" -name hit) ]]
}

@test "a hostile environment reaches nothing" {
  printf 'touch %q\n' "${BOX}/hit" >"${BOX}/env"
  rm() { touch "${BOX}/hit"; }
  export -f rm
  run env "BASH_ENV=${BOX}/env" "PATH=${BOX}:${PATH}" CDPATH=/ IFS=/ LC_ALL=tr_TR.UTF-8 GLOBIGNORE='*' \
    "${BOX}/one/install.sh" --root "${TREE}" 3>&-
  unset -f rm
  [[ ${status} == 0 && -x ${TREE}/usr/local/sbin/worker-restart && ! -e ${BOX}/hit ]]
}
