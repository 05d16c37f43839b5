# Waits for them at most --wait; the naps grow to half a minute, and to a whole one where the
# command is asked, which costs more than all the rest.
await_host() {
  local limit=${LIMIT[wait]:-0} own=("${FIGURES[@]}") began waited=0 rest longest
  check_host
  [[ ${SHUT} == @(load|pressure|command) ]] && ((limit)) || return 0
  log info "$( ((DRY_RUN)) && printf would_wait || printf waiting)" "gate=${SHUT}" "${FIGURES[@]}" \
    "at_most=$((limit / 1000))s"
  ((DRY_RUN == 0)) || { SHUT='' && return 0; }
  now && began=${REPLY}
  while [[ -n ${SHUT} ]] && ((waited < limit)); do
    [[ ${SHUT} == command ]] && longest=60000 || longest=30000
    rest=$((waited < 4000 ? 1000 : waited / 4 < longest ? waited / 4 : longest))
    doze_until "$((began + (waited + rest < limit ? waited + rest : limit)))"
    now && waited=$((REPLY - began))
    # A command must have ended, or have been ended, when the time is over.
    ASK_FOR=$((limit - waited < 33000 ? limit - waited - 3000 : 30000))
    ((ASK_FOR > 0)) || [[ ${SHUT} != command ]] || continue
    SHUT='' FIGURES=("${own[@]}")
    check_host
  done
  FIGURES+=("waited=$((waited / 1000))s")
  [[ -n ${SHUT} && ${LIMIT[otherwise]:-skip} == restart ]] || return 0
  log info waited_in_vain "gate=${SHUT}" "${FIGURES[@]}"
  SHUT=''
}
