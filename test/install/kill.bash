# Kills install.sh at each of its turns. A file that loads this needs root.

setup() {
  open_box
  # In memory: all that is synced here need not survive.
  mount -t tmpfs tmpfs "${BOX}"
  mkdir -- "${TREE}"
  bundle one 'services:' "$(service worker "schedule: '0 3 * * *'")"
  bundle two 'services:' "$(service worker "schedule: '0 4 * * *', scheduler: systemd")"
  # What undisturbed runs leave: nothing, the first bundle, the second after it.
  mkdir -p -- "${TREE}/var/lib" "${TREE}/var/log"
  remember 0
  installer 0 one --root "${TREE}"
  remember 1
  installer 0 two --root "${TREE}"
  remember 2
  COUNT="${BOX}/count"
}

teardown() { umount "${BOX}"; }

remember() {
  listing "${TREE}" >"${BOX}/$1"
  cp -a -- "${TREE}" "${BOX}/tree $1"
}

# arm NAME: a copy of the bundle, "armed NAME", whose install.sh finds its tools in a folder where each of those that
# change something ends the whole run when its turn comes.
arm() {
  local tool
  TOOLS="${BOX}/tools"
  mkdir -p -- "${TOOLS}"
  ln -sf -t "${TOOLS}" /usr/sbin/* /usr/bin/*
  for tool in cat chmod chown ln mkdir mv rm rmdir sync; do
    rm -f -- "${TOOLS}/${tool}"
    {
      printf '#!/bin/bash\ncount=%q tool=%q\n' "${COUNT}" "$(PATH=/usr/bin:/bin type -P "${tool}")"
      # shellcheck disable=SC2016
      printf '%s\n' 'n=$(($(<"${count}") - 1))' 'printf "%s\n" "${n}" >"${count}"' \
        '((n)) || kill -KILL 0' 'exec "${tool}" "$@"'
    } >"${TOOLS}/${tool}"
    chmod 755 "${TOOLS}/${tool}"
  done
  cp -a -- "${BOX}/$1" "${BOX}/armed $1"
  sed -i "s|PATH=/usr/local/sbin:[^ ]*|PATH='${TOOLS}'|" "${BOX}/armed $1/install.sh"
  sum_anew "armed $1"
}

# The same with a trap before every command of bash.
arm_all() {
  cp -a -- "${BOX}/$1" "${BOX}/armed $1"
  sed -i "s|^# --- end of settings ---|&\nN=\$(<'${COUNT}'); set -T; trap '((N-- > 0)) \|\| kill -KILL 0' DEBUG|" \
    "${BOX}/armed $1/install.sh"
  sum_anew "armed $1"
}

sum_anew() {
  local sum
  sum=$(sha256sum <"${BOX}/$1/install.sh")
  sed -i "s|^[0-9a-f]*  install.sh$|${sum%% *}  install.sh|" "${BOX}/$1/SHA256SUMS"
}

# dies_at N NAME ARGUMENT...: whether the run was killed at its N-th turn.
dies_at() {
  local status=0
  printf '%s\n' "$1" >"${COUNT}"
  { setsid --wait "${BOX}/armed $2/install.sh" "${@:3}" &>"${BOX}/said" 3>&- || status=$?; } 2>/dev/null
  ((status == 137))
}

# start_from STATE: the tree as an undisturbed run left it.
start_from() {
  rm -rf -- "${TREE}"
  cp -a -- "${BOX}/tree $1" "${TREE}"
}

# ends_in STATE: the tree is as that undisturbed run left it.
ends_in() {
  listing "${TREE}" | diff "${BOX}/$1" -
}

# each_turn STEP FROM TO NAME ARGUMENT...: for each turn at which the run can be killed, it is, and then
# done again undisturbed, which must end in state TO.
each_turn() {
  local step=$1 from=$2 to=$3 name=$4 n
  for ((n = step; ; n += step)); do
    start_from "${from}"
    dies_at "${n}" "${@:4}" || break
    half_written "${TREE}" one two >"${BOX}/again"
    if [[ -s ${BOX}/again ]] || ! complete "${name}" "${@:5}" || ! ends_in "${to}" || ! after_turn "${n}"; then
      printf 'turn %s\n' "${n}"
      cat "${BOX}/again"
      return 1
    fi
  done
  ((n > 10 * step))
}

# A rollback that was killed when all of it was done needs no second run, which would go back again.
complete() {
  local pending="${TREE}/var/lib/saikido/.install/worker/pending"
  [[ $2 != rollback || -f ${pending} ]] || ! ends_in 1 &>/dev/null || return 0
  "${BOX}/$1/install.sh" "${@:2}" &>"${BOX}/again"
}

after_turn() { :; }
