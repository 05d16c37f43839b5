# whoever is asked never answers, says 500 or has no address
CONFIG[start]='{ timeout: 2s, settle: 200ms, attempts: 1 }'
for behaviour in deaf broken; do
  inject "health check: ${behaviour}"
  fresh
  PORT=$((20000 + RANDOM % 10000))
  CONFIG[start]='{ timeout: 2s, settle: 200ms, attempts: 1 }'
  check_http
  write_server "${behaviour}"
  began=$(uptime_ms)
  attempt 12 start
  (($(uptime_ms) - began < 8000)) || wrong other 'it waited too long'
  write_server well
  recover restart
done
inject 'health check: a name without an address'
fresh
CONFIG[start]='{ timeout: 2s, settle: 200ms, attempts: 1 }'
CONFIG[health_check]="{ http: 'http://nowhere.invalid/', interval: 100ms, timeout: 1s }"
generate
attempt 12 start
cp -- "${BATS_FILE_TMPDIR}/plain script" "${SCRIPT}"
recover
inject 'syslog: a logger that hangs'
fresh
CONFIG[log]="{ file: '${LOG}', syslog: true }"
generate
use_tools
rm -f -- "${TOOLS}/logger"
printf '#!/bin/bash\nexec sleep 97777\n' >"${TOOLS}/logger"
chmod 755 "${TOOLS}/logger"
attempt 0 start
rm -- "${TOOLS}/logger"
recover restart
not_here 'webhooks and mail: test/script/alert-trouble.bats'
