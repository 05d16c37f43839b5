gate_memory() {
  local limit=${LIMIT[memory_above]:-} above
  [[ -n ${limit} ]] || return 0
  weigh
  FIGURES+=("memory=${REPLY}" "limit=${limit}")
  above=$((REPLY > limit)) REPLY=${above}
  [[ -z ${LIMIT[sustained]:-} ]] || hook count_checks "${above}"
  note_gate memory "${REPLY}"
}
