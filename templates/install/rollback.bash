# The version before this one; this one is then the previous, so that a second rollback comes back.
cmd_rollback() {
  each_service survey_previous
  stop_if_blamed 'nothing was changed'
  ((DRY_RUN)) || open_store
  each_service roll_back
}
# A run that was killed may have moved the version that we go back to.
survey_previous() {
  local folder=${STORE}/${SERVICE}
  SOURCE=${folder}/previous
  pending
  [[ -z ${REPLY} || ${REPLY} == rollback || ! -f ${folder}/next/receipt ]] || SOURCE=${folder}/next
  [[ ${REPLY} != rollback || ! -f ${folder}/back/receipt ]] || SOURCE=${folder}/back
  if [[ ! -f ${SOURCE}/receipt ]]; then
    blame 1 "${SERVICE}: there is no version before this one"
    return 0
  fi
  read_receipt "${folder}/receipt"
  [[ -z ${REPLY} ]] || want_gone
  want_version "${SOURCE}"
  survey
  blame_foreign
}
# What the bundle has installed and the receipt does not know yet, because the run was killed.
want_gone() {
  local path
  values_of FILES "${SERVICE}"
  for path in "${VALUES[@]}"; do
    [[ -n ${RECEIPT[${path}]:-} ]] || ! has_mark "${BASE}/${path}" \
      || RECEIPT[${path}]='unknown 0644'
  done
}
roll_back() {
  survey_previous
  pending
  [[ -z ${REPLY} || ${REPLY} == rollback ]] || ((DRY_RUN)) || turn_over install
  ((DRY_RUN)) || SOURCE=${STORE}/${SERVICE}/back
  bring rollback
  activate_units
  say "${SERVICE}: the previous version is back"
}
