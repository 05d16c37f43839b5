# missing TEXT: in a root that is none of a running machine it may come later.
missing() {
  if ((OFFLINE)); then LATER+="${LATER:+, }$1"; else blame 69 "missing: $1"; fi
}
# One of the names of $1, which | separates, must be a tool of the server's.
has_tool() {
  local name folder names folders
  IFS='|' read -r -a names <<<"$1"
  IFS=: read -r -a folders <<<"${PATH}"
  for name in "${names[@]}"; do
    ((OFFLINE)) || ! hash "${name}" 2>/dev/null || return 0
    for folder in "${folders[@]}"; do
      ((OFFLINE == 0)) || [[ ! -e ${BASE}${folder}/${name} ]] || return 0
    done
  done
  return 1
}
# What this run itself works with.
check_own_tools() {
  local tool
  for tool in cat chmod chown find flock mkdir mv rm rmdir sed sha256sum stat sync; do
    hash "${tool}" 2>/dev/null || blame 69 "missing: the tool ${tool}"
  done
  stop_if_blamed 'nothing was changed'
}
# All that the server must have, told at once, before anything is changed.
check_needs() {
  local item
  values_of_all TOOLS
  for item in "${VALUES[@]}"; do has_tool "${item}" || missing "the tool ${item//|/ or }"; done
  values_of_all PROGRAMS
  for item in "${VALUES[@]}"; do
    place_of "${item}"
    [[ -f ${REPLY} && -x ${REPLY} ]] || missing "the program ${item}"
  done
  values_of_all INPUTS
  for item in "${VALUES[@]}"; do
    place_of "${item}"
    [[ -f ${REPLY} && -r ${REPLY} ]] || missing "the file ${item}"
  done
  check_accounts
  check_units
  check_cron
  check_pressure
  [[ -z ${LATER} ]] || warn "not in ${BASE:-/} yet: ${LATER}"
  check_places
}
# Everything that will be written must be possible to write, and to nobody else.
check_places() {
  local path
  local -A seen=()
  check_file_places
  values_of_all FOLDERS
  for path in "${VALUES[@]}"; do
    place_of "${path}"
    is_fleeting "${REPLY}" || check_place "${REPLY}/x"
  done
  check_place "${STORE}/x"
}
check_file_places() {
  local path
  values_of_all FILES
  for path in "${VALUES[@]}"; do check_place "${BASE}/${path}"; done
}
# For doctor it is one finding more, and no obstacle; a disk may have become read-only by intent.
no_place() { if [[ ${ACTION} == doctor ]]; then finding "$1"; else blame 73 "$1"; fi; }
check_place() {
  local owner mode real
  folder_above "$1"
  [[ -z ${seen[${REPLY}]:-} ]] || return 0
  seen[${REPLY}]=1
  [[ -d ${REPLY} ]] || { no_place "${REPLY} is no folder" && return 0; }
  [[ -w ${REPLY} || ${ACTION} == doctor ]] || blame 73 "cannot write ${REPLY}"
  real=$(cd -P -- "${REPLY}" && printf '%s/' "${PWD%/}") || return 0
  if ((OFFLINE)); then
    [[ ${real} == "${BASE}/"* ]] || no_place "${REPLY} leads out of ${BASE}"
  elif [[ ${INSTALL} == system ]]; then
    read -r owner mode < <(stat -L -c '%u %a' -- "${REPLY}")
    ((owner == 0 && (8#${mode} & 2) == 0)) || [[ -k ${REPLY} ]] \
      || no_place "will not write into ${REPLY}: others than root can change it"
  fi
}
# What a boot clears is made by the script when it runs, and is no part of an image.
is_fleeting() { ((OFFLINE)) && [[ $1 == "${BASE}"@(/run|/var/run|/tmp)/* ]]; }
