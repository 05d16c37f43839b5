gate_load() {
  local limit=${LIMIT[load_below]:-}
  [[ -n ${limit} ]] || return 0
  read_load || { log warn no_load 'reason=/proc/loadavg cannot be read' && return 0; }
  printf -v REPLY '%d.%02d' "$((limit / 100))" "$((limit % 100))"
  note_gate load "$((10#${LOAD/./} < limit * CPUS))" "load=${LOAD}" "cpus=${CPUS}" \
    "load_below=${REPLY}"
}
