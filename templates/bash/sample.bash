# Appends one line to the samples, for whoever learns from them when it is quiet and how memory
# grows: no lock, no log. Of more than 1.5 MB the newest 6,000 lines stay.
cmd_sample() {
  local file=${STATE_DIRECTORY}/samples dry=${DRY_RUN} quiet=${QUIET} fields=() what line
  hook await_turn
  open_unlocked "${file}"
  DRY_RUN=1 QUIET=1
  if identify 2>/dev/null && [[ -n ${LEADER} ]]; then
    measure && fields=("pid=${LEADER}" "memory=${USE[0]}")
    ((USE[1] == 0)) || fields+=("pss=${USE[1]}")
    now && fields+=("uptime=$((REPLY / 1000 - BEGAN / 100))s")
  fi
  ! read_load || fields+=("load=${LOAD}" "cpus=${CPUS}")
  for what in cpu memory io; do
    ! read_pressure "${what}" || fields+=("pressure_${what}=${REPLY}")
  done
  DRY_RUN=${dry} QUIET=${quiet}
  timestamp && line="${REPLY} info ${SERVICE} sample ${fields[*]}"
  ((quiet)) || printf '%s\n' "${line}" || :
  ((dry)) || { printf '%s\n' "${line}" >>"${file}"; } 2>/dev/null || deny "cannot write ${file}"
  FINISHED=1
  ((dry == 0)) && what=$(stat -c %s -- "${file}") && ((what > 1572864)) || return 0
  rm -f -- "${file}.new" && tail -n 6000 -- "${file}" >"${file}.new" && show_file "${file}"
}
