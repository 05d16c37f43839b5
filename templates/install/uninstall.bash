# Takes away what was installed; the service itself goes on running.
cmd_uninstall() {
  ((DRY_RUN)) || [[ ! -d ${STORE} ]] || open_store
  each_service uninstall_service
  ((DRY_RUN)) || remove_folders
  ((CHANGES)) || say 'nothing of it is installed: nothing to change'
  stop_if_blamed 'some files were kept'
}
uninstall_service() {
  local path folder=${STORE}/${SERVICE}
  read_receipt "${folder}/receipt"
  read_bundle_rows
  want_bundle
  survey
  say_how_to_stop
  ((DRY_RUN)) || [[ ! -d ${folder} ]] || put_text "${folder}/pending" uninstall
  for path in "${!STATE[@]}"; do ! is_schedule "${path}" || uninstall_file "${path}"; done
  for path in "${!STATE[@]}"; do is_schedule "${path}" || uninstall_file "${path}"; done
  ((PURGE == 0)) || purge
  ((DRY_RUN)) || { reload_systemd && sweep; }
  [[ ! -d ${folder} ]] || ((DRY_RUN)) || rm -rf -- "${folder}" || cannot "${folder}"
}
uninstall_file() {
  name_of "$1"
  case ${STATE[$1]} in
    edited)
      if ((PURGE == 0)); then
        blame 1 "kept ${REPLY}, which was changed here: remove it by hand, or use --purge"
        return 0
      fi
      ;;
    foreign) warn "kept ${REPLY}, which was not made by Saikido" ;;
    *) ;;
  esac
  WANTED[$1]=''
  take_away "$1"
}
# The digests of the bundle, as far as it is there.
read_bundle_rows() {
  local line
  while IFS= read -r line; do
    [[ ! ${line} =~ ^[0-9a-f]{64}'  '. ]] || BUNDLE[${line:66}]=${line:0:64}
  done 2>/dev/null <"${HERE}/SHA256SUMS" || :
}
# Logs, with what logrotate made of them, and the state, a folder that is the service's alone.
purge() {
  local path file
  has_service "${SERVICE}" || warn "${SERVICE}: only its own bundle knows its logs and state: kept"
  values_of LOGS "${SERVICE}"
  for path in "${VALUES[@]}"; do
    place_of "${path}"
    for file in "${REPLY}" "${REPLY}"-[0-9]*; do purge_file "${file}"; done
  done
  values_of STATES "${SERVICE}"
  for path in "${VALUES[@]}"; do
    place_of "${path}"
    for file in "${REPLY}"/* "${REPLY}"/.[!.]*; do purge_file "${file}"; done
    [[ ! -d ${REPLY} || -L ${REPLY} ]] || ((DRY_RUN)) || rmdir -- "${REPLY}" 2>/dev/null || :
  done
}
purge_file() {
  [[ -f $1 || -L $1 ]] || return 0
  tell removed "$1"
  ((DRY_RUN)) || rm -f -- "$1" || cannot "$1"
}
# Folders that we made, that are empty now and that no service needs which stays; the store goes
# when it knows none any more.
remove_folders() {
  local path folders=() left='' i
  local -A claimed=()
  claims_are_known || return 0
  mapfile -t folders < <(cat -- "${STORE}/folders" 2>/dev/null)
  for ((i = ${#folders[@]} - 1; i >= 0; i--)); do
    path=${BASE}${folders[i]}
    [[ ${folders[i]} != //* ]] || path=${folders[i]#/}
    [[ ${path} != "${STORE}" ]] || forget_store
    [[ -d ${path} ]] || continue
    [[ -z ${claimed[${folders[i]}]:-} ]] && rmdir -- "${path}" 2>/dev/null \
      || left=${folders[i]}$'\n'${left}
  done
  forget_store
  [[ ! -d ${STORE} ]] || put_text "${STORE}/folders" "${left}"
}
# One that an older install.sh brought never said what it needs: then the last to go takes them all.
claims_are_known() {
  local folder path
  for folder in "${STORE}"/*/; do
    [[ -f ${folder}folders || ! -f ${folder}receipt ]] || return 1
    while IFS= read -r path; do claimed[${path}]=1; done 2>/dev/null <"${folder}folders" || :
  done
}
forget_store() {
  local service
  for service in "${STORE}"/*/; do return 0; done
  [[ ! -d ${STORE} ]] || rm -f -- "${STORE}/folders" "${STORE}/lock"
  { rmdir -- "${STORE}" || :; } 2>/dev/null
  { rmdir -- "${STORE%/*}" || :; } 2>/dev/null
}
# REPLY becomes the script of service $1; of one that the bundle lacks, the program that it has.
script_of() {
  local path
  values_of FILES "$1"
  REPLY=${VALUES[0]:-}
  [[ -z ${REPLY} ]] || return 0
  for path in "${!RECEIPT[@]}"; do
    [[ ${RECEIPT[${path}]} != *' 0755' ]] || REPLY=${path}
  done
}
# Is it running, and how could it be stopped? Asked before its script goes.
say_how_to_stop() {
  local said
  ((OFFLINE == 0)) || return 0
  script_of "${SERVICE}"
  [[ -n ${REPLY} && -x ${BASE}/${REPLY} ]] || return 0
  said=$(timeout -k 5 60 "${BASE}/${REPLY}" status 2>/dev/null {LOCK}>&-) || return 0
  say "${said%%, next:*}"
  values_of UNITS "${SERVICE}"
  if ((${#VALUES[@]})); then
    said="systemctl stop ${VALUES[0]}"
  elif [[ ${said} =~ pid\ ([0-9]+) ]]; then
    said="kill ${BASH_REMATCH[1]}"
  else
    said='its own stop command'
  fi
  say "${SERVICE} goes on running; to stop it: ${said}"
}
