# Programs as people write them: a Node server, a Python server, a shell script with children.

load helper

setup() {
  prepare_daemon
  CONFIG[health_check]="{ http: 'http://127.0.0.1:${PORT}/', interval: 50ms }"
}

teardown() { end_daemon; }

# A server that answers after 20 ms, and that finishes what it has begun before it goes.
write_node_server() {
  cat >"${BOX}/bin/server.mjs" <<'JS'
import http from 'node:http';
const server = http.createServer((request, response) => setTimeout(() => response.end('ok\n'), 20));
server.listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => server.close(() => process.exit(0)));
JS
}

@test "a Node server finishes its requests and is restarted under load" {
  write_node_server
  CONFIG[command]="[$(type -P node), '${BOX}/bin/server.mjs', '${PORT}']"
  generate
  start_under_load http
  restart_under_load
  # Whoever was connected got an answer: the others found nobody.
  ! grep -vE ' (ok|ECONNREFUSED|ECONNRESET)$' "${REQUESTS}"
  expect_stopped
}

@test "a Python server is restarted under load" {
  CONFIG[command]="[/usr/bin/python3, -m, http.server, '${PORT}', --bind, 127.0.0.1, --directory, '${BOX}/bin']"
  generate
  start_under_load http
  restart_under_load
  expect_stopped
}

# A script whose children do the work, and do not end with it.
write_family() {
  write_node_server
  cat >"${BOX}/bin/family" <<SH
#!/bin/bash
'$(type -P node)' '${BOX}/bin/server.mjs' '${PORT}' &
(trap '' HUP; exec sleep 98765) &
setsid sleep 98766 &
wait
SH
  chmod 755 "${BOX}/bin/family"
  CONFIG[command]="['${BOX}/bin/family']"
}

@test "a shell script is restarted under load with all of its children" {
  write_family
  generate
  start_under_load http
  ((${#OLD_FAMILY[@]} == 4))
  restart_under_load
  ((${#FAMILY[@]} == 4))
  expect_stopped
}

@test "children that outlive a killed script are replaced" {
  write_family
  generate
  start_under_load http
  kill -KILL "$(pid_in_file)"
  wait_until is_gone "$(pid_in_file)"
  must 0 ensure
  expect_family
  expect_old_family_gone
  expect_stopped
}

@test "several children that outlive a killed script are all gone, where no health check looks for them" {
  unset 'CONFIG[health_check]'
  printf '%s\n' '#!/bin/bash' 'sleep 98765 &' 'setsid sleep 98766 &' 'sleep 98767 &' wait >"${BOX}/bin/worker"
  generate
  must 0 start
  wait_until has_family 4
  OLD_FAMILY=("${FAMILY[@]}")
  kill -KILL "$(pid_in_file)"
  wait_until is_gone "$(pid_in_file)"
  must 0 ensure
  expect_family
  expect_old_family_gone
  expect_stopped
}

has_family() {
  find_family
  ((${#FAMILY[@]} == $1))
}

@test "a request that fails while nobody restarts anything is noticed" {
  write_node_server
  CONFIG[command]="[$(type -P node), '${BOX}/bin/server.mjs', '${PORT}']"
  generate
  start_under_load http
  restart_under_load
  kill -KILL "$(pid_in_file)"
  wait_until is_gone "$(pid_in_file)"
  wait_until has_refusals 20
  run expect_failures_only_while_down
  [[ ${status} == 1 && ${output} == *'failed after the start'* ]]
}

has_refusals() {
  (($(grep -c ' ECONNREFUSED$' "${REQUESTS}") >= $1))
}
