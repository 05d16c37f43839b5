# What the tests of real daemons share, beside the boxes of test/script. The network is private: ports are free.

load ../script/helper

readonly PORT=18080
# Milliseconds by which the log's instants may be off: it reads a clock of 10 ms, and writes after the fact.
readonly SLACK=50

prepare_daemon() {
  choose_box
  open_box
  share_box
  REQUESTS="${BOX}/requests"
  # The program of the daemon, where it hides the mark in its environment behind a title of its own.
  PROGRAM=''
  CONFIG[start]='{ timeout: 10s, settle: 300ms, attempts: 1 }'
  CONFIG[stop]='{ timeout: 10s }'
}

# Starts the service, and asks it all the time from then on; remembers its processes as OLD_FAMILY.
start_under_load() {
  must 0 start
  keep_running node "${ROOT}/test/daemons/load.mjs" "$1" "${PORT}" "${REQUESTS}"
  wait_until has_answers 50
  find_family
  OLD_FAMILY=("${FAMILY[@]}")
  ((${#OLD_FAMILY[@]})) && expect_family
}

has_answers() {
  [[ -f ${REQUESTS} ]] && (($(grep -c ' ok$' "${REQUESTS}") >= $1))
}

# FAMILY: all living processes that run PROGRAM or bear the mark.
find_family() {
  local pid
  mapfile -t FAMILY < <(marked)
  [[ -n ${PROGRAM} ]] || return 0
  for pid in /proc/[0-9]*; do
    [[ ${pid}/exe -ef ${PROGRAM} ]] && is_alive "${pid#/proc/}" || continue
    [[ " ${FAMILY[*]} " == *" ${pid#/proc/} "* ]] || FAMILY+=("${pid#/proc/}")
  done
}

# Does process $1 descend from $2?
descends() {
  local pid=$1 line
  while [[ ${pid} != "$2" ]]; do
    { read -r -d '' line <"/proc/${pid}/stat"; } 2>/dev/null || [[ -n ${line} ]] || return 1
    read -r _ pid _ <<<"${line##*) }"
    ((pid > 1)) || return 1
  done
}

# One copy runs: every process of the daemon is the one in the PID file or descends from it.
expect_family() {
  local leader pid
  leader=$(pid_in_file)
  is_alive "${leader}"
  find_family
  for pid in "${FAMILY[@]}"; do
    descends "${pid}" "${leader}" || is_gone "${pid}" && continue
    printf 'process %s is none of %s\n' "${pid}" "${leader}"
    ps -e -o pid,ppid,sid,stat,args
    return 1
  done
}

# Restarts it while it is asked, and looks at what those who asked have seen.
restart_under_load() {
  must 0 restart
  local answered
  answered=$(grep -c ' ok$' "${REQUESTS}")
  expect_family
  expect_old_family_gone
  wait_until has_answers "$((answered + 50))"
  expect_failures_only_while_down
}

expect_old_family_gone() {
  local pid
  for pid in "${OLD_FAMILY[@]}"; do is_gone "${pid}"; done
}

# instant_of EVENT: of its last line in the log, in milliseconds since 1970.
instant_of() {
  local line
  line=$(grep -E " worker $1( |\$)" "${LOG}" | tail -n 1)
  date -d "${line%% *}" +%s%3N
}

# Requests fail from the signal to the end of the restart at most, and no more once one was answered again.
expect_failures_only_while_down() {
  local stopped restarted took
  stopped=$(instant_of stopped)
  restarted=$(instant_of restarted)
  took=$(grep ' worker stopped ' "${LOG}" | tail -n 1 | sed 's/.* took=\([0-9]*\)\.\([0-9]*\)s.*/\1\2/')
  awk -v from="$((stopped - 10#${took} - SLACK))" -v gone="${stopped}" -v to="$((restarted + SLACK))" '
    $3 == "ok" && $2 < from { before++ }
    $3 == "ok" && $1 > gone && (!again || $2 < again) { again = $2 }
    $3 == "ok" && $1 > to { after++ }
    $3 != "ok" { failed++; began[failed] = $1; ended[failed] = $2; why[failed] = $3 }
    END {
      for (i = 1; i <= failed; i++) {
        if (ended[i] < from) print "failed before the stop by", from - ended[i], "ms:", why[i]
        else if (began[i] > to) print "failed after the start by", began[i] - to, "ms:", why[i]
        else if (began[i] > again) print "failed", began[i] - again, "ms after an answer:", why[i]
        else continue
        wrong++
      }
      printf "answered before: %d, after: %d, failed: %d\n", before, after, failed
      exit wrong > 0 || before < 20 || after < 20
    }' "${REQUESTS}"
}

# After a stop nothing of it is left.
expect_stopped() {
  must 0 stop
  find_family
  ((${#FAMILY[@]} == 0))
}

end_daemon() {
  local pid
  find_family
  for pid in "${FAMILY[@]}"; do kill -KILL "${pid}" 2>/dev/null || :; done
  end_test
}
