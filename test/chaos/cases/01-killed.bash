# kill -9 of the run before its Nth command
# POINTS of each pair of an action and a beginning; the long form takes all of them, in a scattered order, until
# its time is over, and leaves each SHARDth to the others.
readonly POINTS=${CHAOS_POINTS:-2}
readonly PAIRS=('start fresh' 'start dead' 'restart running' 'restart lost' 'restart stubborn' 'ensure dead'
  'stop running')

# kill_at N ACTION BEGINNING; a copy of the service is killed with its script when it is not yet the service.
kill_at() {
  inject "killed at $1 of $2, $3"
  begin "$3"
  crash_at "$1" "$2" 2>/dev/null
  tell run "$?"
  tell point
  recover "$(ensure_or_start)"
  clear_box
}

ensure_or_start() { [[ -e "${BOX}/state/stopped" ]] && printf 'start\n' || printf 'ensure\n'; }

# The step between two points: 0.618 of the length, and prime to it, so that none is taken twice.
find_step() {
  local a b
  for ((STEP = LENGTH * 618 / 1000; ; STEP++)); do
    for ((a = LENGTH, b = STEP; b; )); do
      ((a %= b)) || :
      ((a ^= b, b ^= a, a ^= b)) || :
    done
    ((a != 1)) || return 0
  done
}

count_commands() {
  begin "$2"
  crash_at 0 "$1" 2>/dev/null
  tell run "$?"
  LENGTH=$(<"${BOX}/told")
  clear_box
}

CONFIG[stop]='{ timeout: 1s }'
generate
write_crashing_script
declare -A LENGTHS=() STEPS=()
longest=0
for pair in "${PAIRS[@]}"; do
  count_commands ${pair}
  inject "${pair}: ${LENGTH} commands"
  find_step
  tell commands "${pair}: ${LENGTH}"
  ((LENGTH > 50)) || wrong other "only ${LENGTH} commands"
  LENGTHS[${pair}]=${LENGTH} STEPS[${pair}]=${STEP}
  ((LENGTH <= longest)) || longest=${LENGTH}
done
for ((i = 0; i < POINTS && i < longest; i++)); do
  ((i % ${CHAOS_SHARDS:-1} == ${CHAOS_SHARD:-0})) || continue
  for pair in "${PAIRS[@]}"; do
    length=${LENGTHS[${pair}]}
    ((i < length && SECONDS < ${CHAOS_SECONDS:-600})) || continue
    kill_at "$((1 + (i * STEPS[${pair}] + length / 5) % length))" ${pair}
  done
done
