# What the tests of install.sh share: a box, bundles made from a few lines, and the listing of a tree.

bats_require_minimum_version 1.5.0

readonly ROOT=${BATS_TEST_DIRNAME}/../..
readonly PATIENCE=10

open_box() {
  umask 022
  BOX="${BATS_TEST_TMPDIR}/a box"
  TREE="${BOX}/a tree"
  mkdir -p -- "${TREE}"
}

# bundle NAME LINE...: generates the folder NAME of the box from a config of these lines.
bundle() {
  printf '%s\n' "${@:2}" >"${BOX}/saikido.yaml"
  node "${ROOT}/dist/saikido.cjs" generate --config "${BOX}/saikido.yaml" --out "${BOX}/$1" >/dev/null 2>&1
}

# service NAME KEYS: one line of a config.
service() {
  printf '  %s: { command: /opt/app/%s, pid_file: /run/%s/%s.pid, %s }' "$1" "$1" "$1" "$1" "$2"
}

# installer STATUS NAME [ARGUMENT]...: runs the install.sh of bundle NAME, which must end with this status, and must
# not have run into anything that it does not know.
installer() {
  run timeout -s KILL 120 "${BOX}/$2/install.sh" "${@:3}" 3>&-
  # shellcheck disable=SC2154
  [[ ${status} == "$1" && ${output} != *'line '[0-9]* ]] && return 0
  printf 'exit %s instead of %s: %s\n%s\n' "${status}" "$1" "${*:2}" "${output}"
  return 1
}

# Every file of a tree with type, mode, owner, link and digest, without what install.sh remembers.
listing() (
  cd -- "$1"
  {
    find . -path '*/saikido/.install' -prune -o -printf '%P|%y %m %u:%g %l\n'
    find . -path '*/saikido/.install' -prune -o -type f -exec sha256sum -- {} + | sed 's/^\([^ ]*\)  \.\/\(.*\)/\2|\1/'
  } | LC_ALL=C sort
)

# The same with what tells a file that was touched: inode, time of change.
touched() {
  find "$1" -printf '%i %C@ %T@ %P\n' | sort -k 4
}

# Files that somebody might read, and that are not whole: neither old nor new.
# half_written TREE BUNDLE...: below cron.d, logrotate.d, systemd and sbin, everything whose name does not begin with a
# dot must be a file of one of the bundles.
half_written() {
  local file name bundle
  while IFS= read -r -d '' file; do
    name=${file#"$1"/}
    for bundle in "${@:2}"; do
      ! cmp -s -- "${file}" "${BOX}/${bundle}/root/${name}" || continue 2
    done
    printf 'not whole: %s\n' "${name}"
  done < <(find "$1"/etc "$1"/usr -type f -not -name '.*' -print0 2>/dev/null)
}
