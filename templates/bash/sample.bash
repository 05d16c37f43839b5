# Appends one line to the samples, for whoever learns from them when it is quiet and how memory grows:
# no lock, no log. The newest 6,000 lines stay when they are more than 1.5 MB.
cmd_sample() {
  local file=${STATE_DIRECTORY}/samples dry=${DRY_RUN} quiet=${QUIET} fields=() what line
  choose_user
  hook await_turn
  is_trusted "${file}" || deny "${REPLY}"
  DRY_RUN=1 QUIET=1
  if identify 2>/dev/null; then
    measure && now && fields=("pid=${LEADER}" "memory=${USE[0]}" "pss=${USE[1]}")
    fields+=("uptime=$((REPLY / 1000 - BEGAN / 100))s")
    [[ -n ${LEADER} ]] || fields=()
    fields=("${fields[@]/#pss=0/}")
  fi
  ! read_load || fields+=("load=${LOAD}" "cpus=${CPUS}")
  for what in cpu memory io; do ! read_pressure "${what}" || fields+=("pressure_${what}=${REPLY}"); done
  timestamp && line="${REPLY} info ${SERVICE} sample ${fields[*]}"
  ((quiet)) || printf '%s\n' "${line}" || :
  FINISHED=1
  ((dry == 0)) || return 0
  [[ -d ${STATE_DIRECTORY} ]] || (umask 022 && mkdir -p -- "${STATE_DIRECTORY}") 2>/dev/null || :
  { printf '%s\n' "${line}" >>"${file}"; } 2>/dev/null || { FINISHED=0 DRY_RUN=0 && deny; }
  what=$(stat -c %s -- "${file}") && ((what > 1572864)) || return 0
  rm -f -- "${file}.new" && tail -n 6000 -- "${file}" >"${file}.new" && show_file "${file}"
}
