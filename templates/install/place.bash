# Files appear under their names whole or not at all. Until then the name begins with a dot, which
# cron, logrotate and systemd pass over; a killed run's leftover is replaced by the next.
hidden() { REPLY=${1%/*}/.${1##*/}.saikido-new; }
# put_file SOURCE FILE MODE DIGEST
put_file() {
  local new
  make_folder "${2%/*}"
  hidden "$2" && new=${REPLY}
  rm -f -- "${new}" && (umask 077 && cat -- "$1" >"${new}") || cannot "$2"
  [[ $(sha256sum <"${new}") == "$4 "* ]] || leave 1 "$1 changed while it was installed"
  chmod -- "$3" "${new}" || cannot "$2"
  ((EUID)) || chown 0:0 -- "${new}" || cannot "$2"
  sync -- "${new}" && mv -f -- "${new}" "$2" || cannot "$2"
}
put_text() {
  local new
  hidden "$1" && new=${REPLY}
  rm -f -- "${new}" && (umask 077 && printf '%s' "$2" >"${new}") || cannot "$1"
  sync -- "${new}" && mv -f -- "${new}" "$1" || cannot "$1"
}
remove_file() {
  hidden "$1"
  rm -f -- "$1" "${REPLY}" || cannot "$1"
}
# Removes the folders above $1 that we made and that nothing is in any more.
prune_above() {
  local folder=${1%/*}
  while remembers_folder "${folder}" && ! is_claimed "${REPLY}" \
    && { [[ ! -d ${folder} ]] || rmdir -- "${folder}"; }; do
    folder=${folder%/*}
  done 2>/dev/null
}
cannot() { leave 73 "cannot write $1"; }
# Makes a folder and those above it, and remembers them, so that uninstall can take them away.
make_folder() {
  local missing=() path=$1
  [[ ! -d $1 ]] || return 0
  while [[ -n ${path} && ! -d ${path} ]]; do
    missing=("${path}" "${missing[@]}")
    path=${path%/*}
  done
  for path in "${missing[@]}"; do
    [[ ! -d ${STORE} ]] || remember_folder "${path}"
    { mkdir -- "${path}" || [[ -d ${path} ]]; } 2>/dev/null || cannot "${path}"
  done
  [[ $1 != "${STORE}" ]] || for path in "${missing[@]}"; do remember_folder "${path}"; done
}
# One line each: below BASE with one slash in front, elsewhere with two.
stored_name() {
  REPLY=/$1
  [[ $1 != "${BASE}/"* ]] || REPLY=${1#"${BASE}"}
}
remembers_folder() {
  stored_name "$1"
  [[ -f ${STORE}/folders ]] && grep -qxF -e "${REPLY}" -- "${STORE}/folders"
}
remember_folder() {
  remembers_folder "$1" || { printf '%s\n' "${REPLY}" >>"${STORE}/folders"; } 2>/dev/null \
    || cannot "${STORE}/folders"
}
# What each service needs stands in the store, too: who is taken away leaves what others need.
claim_folder() {
  local list=${STORE}/${SERVICE}/folders known=() folder
  make_folder "${list%/*}"
  [[ ! -f ${list} ]] || mapfile -t known <"${list}"
  stored_name "$1"
  for folder in "${known[@]}"; do [[ ${folder} != "${REPLY}" ]] || return 0; done
  { printf '%s\n' "${REPLY}" >>"${list}"; } 2>/dev/null || cannot "${list}"
}
is_claimed() { grep -qsxF -e "$1" -- "${STORE}"/*/folders /dev/null; }
# The folders of SERVICE; root's own, but for those that its user must be able to write into.
make_folders() {
  local path owner
  values_of FOLDERS "${SERVICE}"
  for path in "${VALUES[@]}"; do make_one "${path}" ''; done
  values_of USERS "${SERVICE}"
  owner=${VALUES[0]:-}
  values_of USER_FOLDERS "${SERVICE}"
  for path in "${VALUES[@]}"; do make_one "${path}" "${owner}"; done
}
# Several services may want the same one, which in a dry run is not there the next time either.
make_one() {
  local folder
  place_of "$1" && folder=${REPLY}
  ((DRY_RUN)) || claim_folder "${folder}"
  REPLY=${folder}
  [[ ! -d ${REPLY} && -z ${MADE[${REPLY}]:-} ]] && ! is_fleeting "${REPLY}" || return 0
  MADE[${REPLY}]=1
  tell folder "${REPLY}"
  ((DRY_RUN == 0)) || return 0
  make_folder "${REPLY}"
  [[ -z $2 ]] || give_away "${REPLY}" "$2"
}
give_away() {
  ((EUID)) || ((OFFLINE)) || chown -h -- "$2" "$1" || warn "cannot give $1 to $2"
}
