# Units of systemd: what has an [Install] section is enabled, and timers are started, too; a service
# of theirs is never started here.
declare RELOAD=0
declare -A RENEWED=()
is_unit() { [[ $1 == @(etc/systemd/system|.config/systemd/user)/*.@(service|timer) ]]; }
tell_systemd() {
  local words=(systemctl)
  [[ ${INSTALL} == system ]] || words+=(--user)
  timeout -k 5 90 "${words[@]}" "$@" {LOCK}>&-
}
note_unit() { ! is_unit "$1" || RELOAD=1 RENEWED[$1]=1; }
has_install_section() { is_unit "$1" && grep -qxF '[Install]' -- "$2" 2>/dev/null; }
reload_systemd() {
  ((RELOAD && OFFLINE == 0)) || return 0
  tell_systemd daemon-reload || blame 1 'systemctl daemon-reload failed'
  RELOAD=0
}
activate_units() {
  local path file
  ((DRY_RUN)) || reload_systemd
  for path in "${ORDER[@]}"; do
    file=${BASE}/${path}
    ((DRY_RUN == 0)) || file=${SOURCE}/root/${path}
    ! has_install_section "${path}" "${file}" || activate "${path}" "${file}"
  done
}
activate() {
  local unit=${1##*/} link
  if ((OFFLINE)); then
    link_of "$1" "$2" && link=${REPLY}
    [[ ! -L ${link} ]] || return 0
    tell enabled "${unit}"
    ((DRY_RUN)) || { make_folder "${link%/*}" && ln -s -- "../${unit}" "${link}" || cannot "${link}"; }
    return 0
  fi
  if ! tell_systemd is-enabled --quiet "${unit}" 2>/dev/null; then
    tell enabled "${unit}"
    ((DRY_RUN)) || tell_systemd enable --quiet "${unit}" || blame 1 "cannot enable ${unit}"
  fi
  [[ ${unit} == *.timer ]] || return 0
  if ! tell_systemd is-active --quiet "${unit}" 2>/dev/null; then
    tell started "${unit}"
    ((DRY_RUN)) || tell_systemd start "${unit}" || blame 1 "cannot start ${unit}"
  elif [[ -n ${RENEWED[$1]:-} ]] && ((DRY_RUN == 0)); then
    tell_systemd restart "${unit}" || blame 1 "cannot restart ${unit}"
  fi
}
# REPLY becomes the link by which a unit is enabled.
link_of() {
  local target
  target=$(sed -n 's/^WantedBy=//p' "$2")
  REPLY=${BASE}/${1%/*}/${target}.wants/${1##*/}
}
disable_unit() {
  local unit=${1##*/} now=()
  is_unit "$1" || return 0
  RELOAD=1
  has_install_section "$1" "${BASE}/$1" || return 0
  if ((OFFLINE)); then
    link_of "$1" "${BASE}/$1" && remove_file "${REPLY}"
    return 0
  fi
  [[ ${unit} != *.timer ]] || now=(--now)
  tell_systemd disable --quiet "${now[@]}" "${unit}" 2>/dev/null || warn "cannot disable ${unit}"
}
# A schedule of timers needs a systemd that runs; a service that is a unit needs that unit.
check_units() {
  local path unit state has_units=0
  values_of_all FILES
  for path in "${VALUES[@]}"; do ! is_unit "${path}" || has_units=1; done
  values_of_all UNITS
  ((has_units + ${#VALUES[@]} && OFFLINE == 0)) || return 0
  if ! tell_systemd show-environment &>/dev/null; then
    [[ ${INSTALL} == user ]] || missing 'a running systemd'
    [[ ${INSTALL} == system ]] || missing "systemd --user: loginctl enable-linger $(id -un)"
    return 0
  fi
  for unit in "${VALUES[@]}"; do
    state=$(tell_systemd show -p LoadState --value -- "${unit}") || state=unknown
    [[ ${state} != not-found ]] || missing "the unit ${unit}"
  done
}
