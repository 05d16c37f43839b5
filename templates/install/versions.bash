# Of each service the store keeps the receipt of what is installed, the previous version, and while
# it is being changed what is being done: who was killed is so completed by the next run, and the
# version before it stays the one to go back to.
open_store() {
  local lock=${STORE}/lock
  make_folder "${STORE}"
  [[ -e ${lock} ]] || (umask 077 && : >"${lock}") 2>/dev/null || :
  { exec {LOCK}<"${lock}"; } 2>/dev/null || cannot "${STORE}"
  flock -n "${LOCK}" && [[ /proc/self/fd/${LOCK} -ef ${lock} ]] \
    || leave 75 'another install.sh is at work'
}
# REPLY becomes what an interrupted run was doing to SERVICE, or nothing.
pending() {
  REPLY=''
  [[ ! -f ${STORE}/${SERVICE}/pending ]] || REPLY=$(<"${STORE}/${SERVICE}/pending")
}
# begin ACTION: keeps what is there as the previous version, unless a run was interrupted.
begin() {
  local folder=${STORE}/${SERVICE}
  make_folder "${folder}"
  pending
  if [[ -z ${REPLY} ]]; then
    rm -rf -- "${folder}/back" "${folder}/next" || cannot "${folder}"
    ! is_version || keep_version "${folder}/next"
  fi
  put_text "${folder}/pending" "$1"
}
# Is what is there worth keeping? Not when somebody has just copied this very bundle.
is_version() { ((${#RECEIPT[@]})) || [[ " ${STATE[*]} " == *' ours '* || " ${STATE[*]} " == *' edited '* ]]; }
# What was kept becomes the previous version; in a rollback, that becomes what we go back to.
turn_over() {
  local folder=${STORE}/${SERVICE}
  [[ $1 != rollback || -d ${folder}/back ]] || mv -- "${folder}/previous" "${folder}/back" || cannot "${folder}"
  [[ -d ${folder}/next ]] || return 0
  rm -rf -- "${folder}/previous" && mv -- "${folder}/next" "${folder}/previous" || cannot "${folder}"
}
# Copies of all that is installed; without anything, no version.
keep_version() {
  local path mode rows='' schedule=''
  for path in "${!STATE[@]}"; do
    [[ ${STATE[${path}]} != @(absent|foreign) ]] || continue
    if [[ ${path} == "${CRONTAB_ROW}" ]]; then
      keep_crontab "$1"
      mode=block
    else
      mkdir -p -- "$1/root/${path%/*}" 2>/dev/null && cat -- "${BASE}/${path}" >"$1/root/${path}" \
        || cannot "$1"
      mode=0$(stat -c %a -- "${BASE}/${path}")
    fi
    if is_schedule "${path}"; then
      schedule+="${SUMS[${path}]} ${mode} ${path}"$'\n'
    else
      rows+="${SUMS[${path}]} ${mode} ${path}"$'\n'
    fi
  done
  [[ -n ${rows}${schedule} ]] || return 0
  put_text "$1/receipt" "${rows}${schedule}"
  find "$1" -exec sync -- {} +
}
# What starts the script is put in place last and taken away first.
is_schedule() { [[ $1 == @(etc/cron.d/*|*.timer|"${CRONTAB_ROW}") ]]; }
end() {
  local folder=${STORE}/${SERVICE} path wants rows='# digest, mode and path of what install.sh installed'$'\n'
  for path in "${ORDER[@]}"; do
    rows+="${WANTED[${path}]} ${path}"$'\n'
    [[ ${path} == "${CRONTAB_ROW}" ]] || sync -- "${BASE}/${path%/*}/"
  done
  for path in "${!RECEIPT[@]}"; do
    ! is_unit "${path}" || for wants in "${BASE}/${path%/*}"/*.wants/; do prune_above "${wants}"; done
    prune_above "${BASE}/${path}"
  done
  put_text "${folder}/receipt" "${rows}"
  rm -f -- "${folder}/pending" && rm -rf -- "${folder}/back" "${folder}/next" || cannot "${folder}"
}
