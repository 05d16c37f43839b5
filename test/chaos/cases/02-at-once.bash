# twelve runs at once
judge_all() {
  local one
  for one in "${STATUSES[@]}"; do judge '0 75' "${one}" "$1"; done
  [[ " ${STATUSES[*]} " == *' 0 '* ]] || wrong other 'none of them did it'
}

inject 'twelve starts'
all_at_once start 12
judge_all start
recover
inject 'twelve restarts'
all_at_once restart 12
judge_all restart
recover
inject 'twelve ensures after a death'
kill -KILL "$(pid_in_file)"
all_at_once ensure 12
judge_all ensure
recover
