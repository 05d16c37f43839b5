# A kernel that does not tell the pressure shuts no gate.
declare BLIND=''
gate_pressure() {
  local what limit found
  for what in cpu memory io; do
    limit=${LIMIT[${what}_pressure_below]:-}
    [[ -n ${limit} ]] || continue
    if read_pressure "${what}"; then
      found=${REPLY}
      printf -v REPLY '%d.%02d' "$((limit / 100))" "$((limit % 100))"
      note_gate pressure "$((10#${found/./} < limit))" "pressure_${what}=${found}" \
        "${what}_below=${REPLY}"
    elif [[ -z ${BLIND} ]]; then
      BLIND=1
      log warn no_pressure 'reason=this kernel tells no pressure: the gate counts as open'
    fi
  done
}
