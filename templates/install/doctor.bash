# Each finding is told with its way out, and ends in status 1.
finding() { blame 1 "${SERVICE:+${SERVICE}: }$1"; }
cmd_doctor() {
  verify_bundle
  each_service examine
  SERVICE=''
  examine_places
  note_others
  ((OFFLINE)) || examine_host
  ((WORST)) || say 'all is well'
}
# Would install put its files where they are?
examine_places() {
  local -A seen=()
  check_file_places
}
examine() {
  survey_bundle
  examine_files
  ((OFFLINE == 0)) || return 0
  examine_units
  examine_runs
  examine_folders
}
# Is what is installed what was generated?
examine_files() {
  local path
  pending
  [[ -z ${REPLY} ]] || finding "an interrupted ${REPLY}; the same once more completes it"
  for path in "${ORDER[@]}"; do
    name_of "${path}"
    case ${STATE[${path}]} in
      same) ;;
      absent) finding "missing: ${REPLY}; run install.sh install" ;;
      *) finding "${REPLY} is not as this bundle has it; run install.sh install" ;;
    esac
  done
  for path in "${!RECEIPT[@]}"; do
    name_of "${path}"
    [[ -n ${WANTED[${path}]:-} || ${STATE[${path}]} == absent ]] \
      || finding "${REPLY} is of another version; run install.sh install"
  done
}
# Is each timer enabled and waiting, and what belongs to the start of the machine enabled?
examine_units() {
  local path unit
  for path in "${ORDER[@]}"; do
    has_install_section "${path}" "${BASE}/${path}" || continue
    unit=${path##*/}
    tell_systemd is-enabled --quiet "${unit}" &>/dev/null \
      || finding "${unit} is not enabled; run install.sh install"
    [[ ${unit} != *.timer ]] || tell_systemd is-active --quiet "${unit}" &>/dev/null \
      || finding "${unit} does not run; run install.sh install"
  done
  values_of UNITS "${SERVICE}"
  for unit in "${VALUES[@]}"; do
    [[ $(tell_systemd show -p LoadState --value -- "${unit}") != not-found ]] \
      || finding "there is no unit ${unit}; install what brings it"
  done
}
