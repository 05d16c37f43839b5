# Waits for them at most --wait; the naps grow to half a minute, and to a whole one where the
# command is asked, which costs more than all the rest.
await_host() {
  local limit=${LIMIT[wait]:-0} own=("${FIGURES[@]}") began waited=0 rest longest
  local told=waiting
  now && began=${REPLY}
  bound_asking "$((limit ? limit : 60000))"
  ((ASK_FOR > 0)) || ASK_FOR=1000
  check_host
  [[ ${SHUT} == @(load|pressure|command) ]] && ((limit)) || return 0
  ((DRY_RUN == 0)) || told=would_wait
  log info "${told}" "gate=${SHUT}" "${FIGURES[@]}" "at_most=$((limit / 1000))s"
  ((DRY_RUN == 0)) || { SHUT='' && return 0; }
  while [[ -n ${SHUT} ]] && ((waited < limit)) && still_runs; do
    [[ ${SHUT} == command ]] && longest=60000 || longest=30000
    rest=$((waited < 4000 ? 1000 : waited / 4 < longest ? waited / 4 : longest))
    doze_until "$((began + (waited + rest < limit ? waited + rest : limit)))"
    now && waited=$((REPLY - began))
    bound_asking "$((limit - waited))"
    SHUT='' FIGURES=("${own[@]}")
    check_host
  done
  FIGURES+=("waited=$((waited / 1000))s")
  [[ -n ${SHUT} && ${LIMIT[otherwise]:-skip} == restart ]] || return 0
  log info waited_in_vain "gate=${SHUT}" "${FIGURES[@]}"
  SHUT=''
}
# A command must have ended, or have been ended, when the time that is left is over.
bound_asking() { ASK_FOR=$(($1 < 33000 ? $1 - 3000 : 30000)); }
