# spread.bash SCRIPT: how evenly the delays of 10,000 hosts fill a window, for several ways to name hosts, as one line
# "CHI-SQUARE WAY" each: 100 slots, hence 99 degrees of freedom.

# shellcheck source=/dev/null
source "$1"
trap - ERR

# name_host WAY NUMBER: the text by which a host knows itself.
name_host() {
  case $1 in
    machines) printf -v REPLY '%032x host worker' "$(($2 * 7919))" ;;
    clones) printf -v REPLY '0123456789abcdef0123456789abcdef web-%d worker' "$2" ;;
    containers) printf -v REPLY ' %012x worker' "$(($2 * 104729 % 1000003))" ;;
    *) printf -v REPLY ' host%05d.example.com worker' "$2" ;;
  esac
}

for way in machines clones containers hosts; do
  slots=() sum=0
  for ((i = 0; i < 10000; i++)); do
    name_host "${way}" "${i}"
    spread "${REPLY}" 600000
    ((REPLY >= 0 && REPLY < 600000)) || exit 1
    slots[REPLY / 6000]=$((${slots[REPLY / 6000]:-0} + 1))
  done
  for ((i = 0; i < 100; i++)); do
    sum=$((sum + (${slots[i]:-0} - 100) * (${slots[i]:-0} - 100)))
  done
  printf '%s %s\n' "$((sum / 100))" "${way}"
done
