# What was told, and when, lies in the state folder; so does the status of a failure that lasts.
readonly TOLD_FILE=${STATE_DIRECTORY}/told
declare -A TOLD=()
declare KIND='' FAILED_WITH=''
read_told() {
  local class when
  TOLD=()
  while read -r class when; do
    [[ ${class} =~ ^[a-z0-9_]{1,80}$ && ${when} =~ ^[1-9][0-9]{0,11}$ ]] || continue
    TOLD[${class}]=${when}
  done 2>/dev/null <"${TOLD_FILE}" || :
}
write_told() {
  local class text=''
  for class in "${!TOLD[@]}"; do text+="${class} ${TOLD[${class}]}"$'\n'; done
  put_file "${TOLD_FILE}" "${text%$'\n'}" || log warn alerts_unsaved "file=${TOLD_FILE}"
}
# choose_alert STATUS OUTCOME EVENT [KEY=VALUE]...: KIND becomes the first that is asked for.
choose_alert() {
  local kind kinds=() reason=''
  for kind in "${@:4}"; do [[ ${kind} != reason=* ]] || reason=${kind#*=}; done
  read_told
  case $2-$3 in
    failure-*) kinds=(failure) ;;
    skipped-*) kinds=(skipped) ;;
    *-started) kinds=(started success) ;;
    *-restarted) kinds=(success) ;;
    *) ;;
  esac
  ((KILLED == 0)) || [[ $2 == failure ]] || kinds=(killed "${kinds[@]}")
  ! ends_failure "$2" "$3" || kinds=(recovery "${kinds[@]}")
  ((KILLED == 0)) || [[ $2 != failure ]] || kinds+=(killed)
  for kind in "${kinds[@]}"; do
    [[ " ${ALERTS_ON[*]} " == *" ${kind} "* ]] || continue
    ! is_news "${kind}" "$1" "${reason}" || KIND=${kind}
    break
  done
  [[ $2 != failure ]] || note_failure "$1"
  ! ends_failure "$2" "$3" || forget_failure
}
# What ensure finds running has recovered only from a failure to run.
ends_failure() {
  [[ -n ${TOLD[failing]:-} && $1 == success ]] || return 1
  [[ $2 == @(restarted|started) || ($2 == unchanged && ${TOLD[failing]} == @(11|12)) ]]
}
# Once for each kind of trouble and time: the same failure has the same status and words.
is_news() {
  local class=$1 second
  case $1 in
    failure | skipped) class=$1_$2_${3//[!a-z]/} ;;
    killed) ;;
    *) return 0 ;;
  esac
  class=${class:0:80}
  printf -v second '%(%s)T' -1
  if [[ -n ${TOLD[${class}]:-} ]] && ((second >= TOLD[${class}])) \
    && (((second - TOLD[${class}]) * 1000 < ALERTS_REPEAT)); then return 1; fi
  TOLD[${class}]=${second}
  write_told
}
note_failure() {
  [[ ${TOLD[failing]:-} != "$1" ]] || return 0
  TOLD[failing]=$1
  write_told
}
# After "it works again" the next failure is news.
forget_failure() {
  local class
  FAILED_WITH=${TOLD[failing]}
  for class in "${!TOLD[@]}"; do
    [[ ${class} != fail* ]] || unset -v "TOLD[${class}]"
  done
  write_told
}
