#!/bin/bash
# Shows the whole of it: generates a script for the leaky daemon beside this file, starts the daemon,
# lets it leak for a few seconds, restarts it and prints what the log says. Leaves nothing behind.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
box=$(mktemp -d "${TMPDIR:-/tmp}/saikido demo.XXXXXX")
script="${box}/leaky-daemon-restart"

clean_up() {
  [[ ! -x ${script} ]] || "${script}" stop --quiet
  rm -rf -- "${box}"
}
trap clean_up EXIT

cat >"${box}/saikido.json" <<CONFIG
{"services": {"leaky-daemon": {
  "command": ["${here}/leaky-daemon.sh"], "environment": {"LEAK_INTERVAL": "0.1"},
  "pid_file": "${box}/run/leaky-daemon.pid", "script": "${script}",
  "state_directory": "${box}/state", "output": "${box}/log/leaky-daemon.out",
  "log": {"file": "${box}/log/leaky-daemon.log"}, "start": {"settle": "1s"},
  "schedule": "0 3 * * *"
}}}
CONFIG
node "${here}/../../dist/saikido.cjs" generate --config "${box}/saikido.json" --out "${box}/out"
install -m 0755 -- "${box}/out/root${script}" "${script}"

"${script}" start --quiet
printf '\nThe daemon runs and leaks for five seconds.\n'
sleep 5
"${script}" status
printf '\nNow it is restarted:\n'
"${script}" restart --quiet
"${script}" status
printf '\nThe log of the restart:\n'
tail -n 1 "${box}/log/leaky-daemon.log" | tr ' ' '\n' | sed 's/^/  /'
