# bring ACTION: SERVICE becomes what is WANTED; the files lie below SOURCE/root.
bring() {
  local path before=${CHANGES}
  ((DRY_RUN)) || { begin "$1" && turn_over "$1"; }
  for path in "${!RECEIPT[@]}"; do
    ! is_schedule "${path}" || take_away "${path}"
  done
  for path in "${ORDER[@]}"; do
    name_of "${path}"
    [[ ${STATE[${path}]} != edited ]] || warn "${REPLY} was changed here: its copy is kept"
    [[ ${STATE[${path}]} == same ]] || bring_file "${path}"
  done
  for path in "${!RECEIPT[@]}"; do take_away "${path}"; done
  ((CHANGES > before)) || tell noted "${STORE}/${SERVICE}/receipt"
  ((DRY_RUN)) || end
}
bring_file() {
  local path=$1 what=changed
  [[ ${STATE[${path}]} != absent ]] || what=new
  if [[ ${path} == "${CRONTAB_ROW}" ]]; then
    tell "${what}" "crontab of $(id -un)"
    ((DRY_RUN)) || put_crontab "${SOURCE}/crontab/${SERVICE}"
    return 0
  fi
  tell "${what}" "${BASE}/${path}"
  ((DRY_RUN == 0)) || return 0
  note_unit "${path}"
  put_file "${SOURCE}/root/${path}" "${BASE}/${path}" \
    "${WANTED[${path}]#* }" "${WANTED[${path}]% *}"
}
# What was installed and is not wanted any more.
take_away() {
  [[ -z ${WANTED[$1]:-} && ${STATE[$1]} == @(ours|edited|same) ]] || return 0
  STATE[$1]=absent
  if [[ $1 == "${CRONTAB_ROW}" ]]; then
    tell removed "lines in the crontab of $(id -un)"
    ((DRY_RUN)) || remove_crontab
    return 0
  fi
  tell removed "${BASE}/$1"
  ((DRY_RUN == 0)) || return 0
  disable_unit "$1"
  remove_file "${BASE}/$1"
}
