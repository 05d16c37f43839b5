# Options with a value, --x V or --x=V: those of FLAGS, which this configuration uses, no others.
declare -A LIMIT=()
# Milliseconds of a duration such as 1h30m; bytes of 800M; hundredths of 0.7.
read_duration() {
  local left=$1 total=0
  local -A unit=([ms]=1 [s]=1000 [m]=60000 [h]=3600000 [d]=86400000)
  while [[ ${left} =~ ^([0-9]{1,9})(ms|[smhd]) ]]; do
    left=${left#"${BASH_REMATCH[0]}"}
    total=$((total + 10#${BASH_REMATCH[1]} * ${unit[${BASH_REMATCH[2]}]}))
  done
  REPLY=${total}
  [[ -n $1 && -z ${left} ]] && ((total <= 31622400000))
}
read_size() {
  local -A unit=([K]=1024 [M]=1048576 [G]=1073741824 [T]=1099511627776)
  [[ $1 =~ ^0*([1-9][0-9]{0,5})([KMGT])$ || $1 =~ ^0*([1-9][0-9]{0,11})([KM])$ ]] || return 1
  REPLY=$((BASH_REMATCH[1] * ${unit[${BASH_REMATCH[2]}]}))
}
read_decimal() {
  [[ $1 =~ ^([0-9]{1,5})(\.[0-9]{1,2})?$ ]] || return 1
  local digits=${BASH_REMATCH[2]#.}00
  REPLY=$((10#${BASH_REMATCH[1]}${digits:0:2}))
  ((REPLY))
}
# take_flag OPTION VALUE: the value of --memory-above becomes LIMIT[memory_above].
take_flag() {
  local key=${1#--}
  REPLY=$2
  case $1 in
    --memory-above) read_size "$2" ;;
    --uptime-above | --wait | --jitter) read_duration "$2" ;;
    --load-below | --*-pressure-below) read_decimal "$2" ;;
    --sustained) [[ $2 =~ ^[1-9][0-9]{0,3}$ ]] ;;
    --otherwise) [[ $2 == @(skip|restart) ]] ;;
    *) choose_command "$2" ;;
  esac || misuse "$1 does not take ${2@Q}"
  LIMIT[${key//-/_}]=${REPLY}
}
# Takes them out of the words of the command line.
take_flags() {
  local word flag='' others=() action=''
  for word in "${given[@]}"; do
    if [[ -n ${flag} ]]; then
      take_flag "${flag}" "${word}"
      flag=''
    elif [[ " ${FLAGS[*]} " == *" ${word%%=*} "* ]]; then
      [[ ${word} != *=* ]] && flag=${word} || take_flag "${word%%=*}" "${word#*=}"
    else
      others+=("${word}")
      [[ ${word} == -* || -n ${action} ]] || action=${word}
    fi
  done
  [[ -z ${flag} ]] || misuse "${flag} needs a value"
  for flag in "${!LIMIT[@]}"; do
    [[ ${action:-restart} == restart || ${flag}${action} == jitter@(ensure|sample) ]] \
      || misuse "${action} takes no --${flag//_/-}"
  done
  given=("${others[@]}")
}
