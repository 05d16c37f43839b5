# redis, memcached and PostgreSQL: three ways to stop, three owners of a PID file.

load helper

setup() { prepare_daemon; }
teardown() { end_daemon; }

@test "redis, in the background with its own PID file, keeps what it was told" {
  PROGRAM=$(readlink -f /usr/bin/redis-server)
  mkdir "${BOX}/redis"
  cat >"${BOX}/redis.conf" <<CONF
port ${PORT}
bind 127.0.0.1
daemonize yes
pidfile "${PID_FILE}"
dir "${BOX}/redis"
logfile "${BOX}/log/redis.log"
save 3600 1
CONF
  CONFIG[command]="[/usr/bin/redis-server, '${BOX}/redis.conf']"
  CONFIG[type]=forking
  CONFIG[health_check]="{ tcp: '127.0.0.1:${PORT}', interval: 50ms }"
  generate
  start_under_load redis
  [[ $(redis-cli -p "${PORT}" set kept yes) == OK ]]
  restart_under_load
  [[ $(redis-cli -p "${PORT}" get kept) == yes ]]
  expect_stopped
}

@test "memcached, as a user without rights, is restarted under load" {
  CONFIG[command]="[/usr/bin/memcached, -l, 127.0.0.1, -p, '${PORT}']"
  CONFIG[user]=nobody
  CONFIG[health_check]="{ tcp: '127.0.0.1:${PORT}', interval: 50ms }"
  PROGRAM=/usr/bin/memcached
  generate
  start_under_load memcached
  [[ $(stat -c %U "/proc/$(pid_in_file)") == nobody ]]
  restart_under_load
  expect_stopped
}

@test "memcached, which writes its PID file as that user, is restarted under load" {
  mkdir "${BOX}/run/memcached"
  chown nobody "${BOX}/run/memcached"
  PID_FILE="${BOX}/run/memcached/memcached.pid"
  CONFIG[pid_file]="'${PID_FILE}'"
  CONFIG[command]="[/usr/bin/memcached, -d, -l, 127.0.0.1, -p, '${PORT}', -P, '${PID_FILE}']"
  CONFIG[type]=forking
  CONFIG[user]=nobody
  CONFIG[health_check]="{ tcp: '127.0.0.1:${PORT}', interval: 50ms }"
  PROGRAM=/usr/bin/memcached
  generate
  start_under_load memcached
  restart_under_load
  expect_stopped
}

@test "PostgreSQL, as its own user and asked for a fast shutdown, keeps what was committed" {
  local postgres=(/usr/lib/postgresql/*/bin/postgres)
  PROGRAM=${postgres[0]}
  local data="${BOX}/data"
  install -d -m 0700 -o postgres "${data}"
  as_postgres "${PROGRAM%/*}/initdb" -D "${data}" -A trust --no-sync >/dev/null
  CONFIG[command]="[${PROGRAM}, -D, '${data}', -p, '${PORT}', -k, '', -c, listen_addresses=127.0.0.1]"
  CONFIG[user]=postgres
  CONFIG[stop]='{ signal: INT, timeout: 10s }'
  CONFIG[health_check]="{ command: [${PROGRAM%/*}/pg_isready, -q, -h, 127.0.0.1, -p, '${PORT}'], interval: 50ms }"
  generate
  start_under_load postgres
  ask_postgres 'create table kept as select 42 as answer' >/dev/null
  restart_under_load
  [[ $(ask_postgres 'select answer from kept') == 42 ]]
  ! grep -q 'not properly shut down' "${OUTPUT}"
  expect_stopped
}

as_postgres() {
  (cd / && setpriv --reuid postgres --regid postgres --init-groups "$@")
}

ask_postgres() {
  as_postgres "${PROGRAM%/*}/psql" -h 127.0.0.1 -p "${PORT}" -U postgres -Atc "$1"
}
