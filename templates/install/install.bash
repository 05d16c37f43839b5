cmd_install() {
  verify_bundle
  check_needs
  each_service survey_bundle
  stop_if_blamed 'nothing was changed'
  ((DRY_RUN)) || open_store
  each_service install_service
  finish_install
}
survey_bundle() {
  SOURCE=${HERE}
  read_receipt "${STORE}/${SERVICE}/receipt"
  want_bundle
  survey
  blame_foreign
}
install_service() {
  survey_bundle
  make_folders
  pending
  if [[ -n ${REPLY} ]] || has_changes; then bring install; fi
  activate_units
}
has_changes() {
  local path
  for path in "${!STATE[@]}"; do
    [[ -z ${RECEIPT[${path}]:-} || -n ${WANTED[${path}]:-} ]] || return 0
    [[ -z ${WANTED[${path}]:-} || ${STATE[${path}]} == same ]] || return 0
    [[ -z ${WANTED[${path}]:-} || ${RECEIPT[${path}]:-} == "${WANTED[${path}]}" ]] || return 0
  done
  return 1
}
# Last of all the scripts say what they would do: that finds what no look from outside does.
finish_install() {
  note_others
  ((CHANGES)) || say 'everything is as it was generated: nothing to change'
  ((DRY_RUN == 0)) || return 0
  if ((OFFLINE)); then
    values_of_all CRONTABS
    ((${#VALUES[@]} == 0)) || say 'next: install.sh on that machine, for the lines of its crontab'
    say 'next: install.sh doctor on the machine that runs from it'
    return 0
  fi
  each_service try_script
  stop_if_blamed 'installed; but see above'
  ((CHANGES == 0)) || each_service say_next
}
try_script() {
  local status=0 said limit
  # A dry run runs the preflight, too.
  values_of PREFLIGHTS "${SERVICE}"
  limit=$((120 + ${VALUES[0]:-0}))
  values_of FILES "${SERVICE}"
  said=$(timeout -k 5 "${limit}" "${BASE}/${VALUES[0]}" --dry-run 2>&1 {LOCK}>&-) || status=$?
  # Skipped by a gate or on purpose, or at work just now.
  ((status == 0 || status == 20 || status == 75)) \
    || blame 1 "${BASE}/${VALUES[0]} --dry-run ended with ${status}: ${said##*$'\n'}"
}
say_next() {
  values_of FILES "${SERVICE}"
  hint_at_linger
  say "next: ${BASE}/${VALUES[0]} status, start or restart; install.sh doctor looks after all of it"
}
