# hour.bash SCRIPT OPTION...: a wait of an hour on a clock that jumps: all that is done between the naps is done, and
# what it cost is told as "CHECKS MILLISECONDS-OF-CPU".

script=$1
# shellcheck source=/dev/null
source "${script}"
trap - ERR
CLOCK=1000 ROUNDS=0
now() { REPLY=${CLOCK}; }
doze_until() { CLOCK=$1 ROUNDS=$((ROUNDS + 1)); }
log() { :; }
read_stat 1
given=("${@:2}") LEADER=1 BEGAN=${STAT[19]}
take_flags
choose_user
read_stat "$$" && before=$((STAT[11] + STAT[12] + STAT[13] + STAT[14]))
await_host
read_stat "$$" && after=$((STAT[11] + STAT[12] + STAT[13] + STAT[14]))
[[ ${SHUT} && ${CLOCK} == 3601000 ]] && printf '%s %s\n' "${ROUNDS}" "$(((after - before) * 10))"
