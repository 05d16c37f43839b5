# nginx: goes into the background, writes its own PID file, and its workers outlive a master that was killed.

load helper

setup() {
  prepare_daemon
  PROGRAM=/usr/sbin/nginx
  cat >"${BOX}/nginx.conf" <<CONF
pid "${PID_FILE}";
error_log "${BOX}/log/nginx.log";
worker_processes 2;
events {}
http {
  access_log off;
  client_body_temp_path "${BOX}/body"; proxy_temp_path "${BOX}/proxy"; fastcgi_temp_path "${BOX}/fastcgi";
  uwsgi_temp_path "${BOX}/uwsgi"; scgi_temp_path "${BOX}/scgi";
  server { listen 127.0.0.1:${PORT}; location / { return 200 "ok\n"; } }
}
CONF
  CONFIG[command]="[${PROGRAM}, -c, '${BOX}/nginx.conf', -e, '${BOX}/log/nginx.log']"
  CONFIG[type]=forking
  CONFIG[preflight]="[${PROGRAM}, -t, -q, -c, '${BOX}/nginx.conf', -e, '${BOX}/log/nginx.log']"
  CONFIG[health_check]="{ http: 'http://127.0.0.1:${PORT}/', interval: 50ms }"
}

teardown() { end_daemon; }

@test "nginx is restarted under load" {
  generate
  start_under_load http
  ((${#OLD_FAMILY[@]} == 3))
  restart_under_load
  ((${#FAMILY[@]} == 3))
  expect_stopped
}

@test "nginx, asked to finish its requests first, is restarted under load" {
  CONFIG[stop]='{ signal: QUIT, timeout: 10s }'
  generate
  start_under_load http
  restart_under_load
  expect_stopped
}

@test "nginx in the foreground is restarted under load" {
  CONFIG[type]=simple
  CONFIG[command]="[${PROGRAM}, -c, '${BOX}/nginx.conf', -e, '${BOX}/log/nginx.log', -g, 'daemon off;']"
  PID_FILE="${BOX}/run/ours.pid"
  CONFIG[pid_file]="'${PID_FILE}'"
  generate
  start_under_load http
  restart_under_load
  expect_stopped
}

@test "a configuration that nginx refuses leaves the old one at work" {
  generate
  start_under_load http
  OLD=$(pid_in_file)
  printf 'no such directive;\n' >>"${BOX}/nginx.conf"
  must 13 restart
  [[ $(pid_in_file) == "${OLD}" ]]
  expect_family
  ! grep -v ' ok$' "${REQUESTS}"
}

@test "workers that outlive a killed master are replaced" {
  generate
  start_under_load http
  kill -KILL "$(pid_in_file)"
  wait_until is_gone "$(pid_in_file)"
  is_alive "${OLD_FAMILY[1]}" || is_alive "${OLD_FAMILY[2]}"
  must 0 ensure
  expect_family
  expect_old_family_gone
  must 0 ensure
  expect_stopped
}
