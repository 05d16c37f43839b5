# The generated scripts and units on a machine that systemd runs.

load helper
load machine

setup_file() {
  umask 022
  BOX="${BATS_FILE_TMPDIR}/a box"
  mkdir -- "${BOX}"
  start_machine
  export BOX LEADER OUTER MACHINE CONTROL_GROUP
}

teardown_file() {
  stop_machine
}

# make NAME LINE...: generates the service of these lines and installs its bundle in the machine.
make() {
  local name=$1
  {
    printf 'services:\n  %s:\n' "${name}"
    printf '    %s\n' 'start: { timeout: 5s, settle: 300ms, attempts: 2, retry_delay: 100ms }' "${@:2}"
  } >"${BOX}/saikido.yaml"
  rm -rf -- "${BOX}/bundle"
  node "${ROOT}/dist/saikido.cjs" generate --config "${BOX}/saikido.yaml" --out "${BOX}/bundle" >/dev/null
  cp -a -- "${BOX}/bundle/root/." "${MACHINE}/"
  within systemctl daemon-reload
}

# write_unit NAME LINE...: an existing unit.
write_unit() {
  printf '%s\n' '[Service]' "${@:2}" >"${MACHINE}/etc/systemd/system/$1.service"
  within systemctl daemon-reload
}

# write_daemon NAME LINE...: a program that waits for ever after these lines.
write_daemon() {
  printf '%s\n' '#!/bin/bash' "${@:2}" 'exec sleep 98765' >"${MACHINE}/usr/local/bin/$1"
  chmod 755 "${MACHINE}/usr/local/bin/$1"
}

# ask STATUS NAME ACTION [OPTION]...: runs the script, which must end with this status.
ask() {
  run within timeout -s KILL 60 "/usr/local/sbin/$2-restart" "${@:3}"
  # shellcheck disable=SC2154
  [[ ${status} == "$1" ]] && return 0
  printf 'exit %s instead of %s: %s\n%s\n' "${status}" "$1" "${*:2}" "${output}"
  within journalctl -n 20 --no-pager
  return 1
}

main_pid() {
  within systemctl show -P MainPID "$1.service"
}

property() {
  within systemctl show -P "$2" "$1"
}

logged() {
  grep -q -- "$2" "${MACHINE}/var/log/saikido/$1.log" || { cat -- "${MACHINE}/var/log/saikido/$1.log" && return 1; }
}

# The control group of process $1 of the machine.
group_of() {
  within sed -n 's/^0:://p' "/proc/$1/cgroup"
}

@test "an existing unit is restarted: another process, another invocation, memory before and after" {
  write_unit plain 'ExecStart=/bin/sleep 98765'
  make plain 'manager: systemd' 'unit: plain.service'
  ask 3 plain status
  ask 0 plain start
  local old invocation
  old=$(main_pid plain) invocation=$(property plain.service InvocationID)
  ask 0 plain restart
  [[ $(main_pid plain) != "${old}" && $(property plain.service InvocationID) != "${invocation}" ]]
  logged plain " restarted action=restart old_pid=${old} memory_before=[1-9]"
  logged plain " new_pid=$(main_pid plain) memory_after=[1-9].* outcome=success exit=0"
  ask 0 plain status --json
  [[ ${output} == *'"state":"running","pid":'"$(main_pid plain)",* ]]
}

@test "ensure starts what died; what was stopped on purpose stays down; a pause holds" {
  ask 0 plain start
  within systemctl kill -s KILL plain.service
  wait_until test "$(property plain.service ActiveState)" != active
  ask 0 plain ensure
  [[ $(property plain.service ActiveState) == active ]]
  local old
  old=$(main_pid plain)
  ask 0 plain ensure
  [[ $(main_pid plain) == "${old}" ]]
  ask 0 plain stop
  [[ $(property plain.service ActiveState) == inactive ]]
  ask 20 plain ensure
  ask 0 plain start
  ask 0 plain pause 1h
  ask 20 plain restart
  ask 0 plain resume
  ask 0 plain restart --dry-run
}

@test "a failed start ends in 11 and tells systemd's reason" {
  write_unit broken 'ExecStart=/bin/sleep 98765'
  make broken 'manager: systemd' 'unit: broken.service'
  ask 0 broken start
  write_unit broken 'ExecStart=/bin/false'
  ask 11 broken restart
  logged broken ' start_failed attempt=2 .*result exit-code'
  [[ $(property broken.service ActiveState) == failed ]]
  ask 1 broken status
}

@test "a process that systemd had to kill is told as killed" {
  write_daemon stubborn 'trap "" TERM'
  write_unit stubborn 'ExecStart=/usr/local/bin/stubborn' TimeoutStopSec=1
  make stubborn 'manager: systemd' 'unit: stubborn.service'
  ask 0 stubborn start
  ask 0 stubborn restart
  logged stubborn ' restarted .* killed=1 '
}

@test "a unit that does not exist is refused before anything is touched" {
  make nowhere 'manager: systemd' 'unit: nowhere.service'
  ask 13 nowhere restart
}

@test "status says one line, too, when systemd does not answer" {
  # A machine whose systemctl has nobody to ask.
  hide_systemd() {
    within unshare --mount bash -c 'mount -t tmpfs tmpfs /run && exec "$@"' bash \
      /usr/local/sbin/plain-restart "$@"
  }
  run hide_systemd status
  [[ ${status} == 4 && ${#lines[@]} == 1 ]]
  [[ ${output} == 'plain is unknown, '*', next: see why systemd does not answer: '?* ]]
  run hide_systemd status --json
  [[ ${status} == 4 && ${#lines[@]} == 1 ]]
  [[ ${output} == '{"service":"plain","state":"unknown","pid":null,"uptime_seconds":null,"memory_bytes":null,'* ]]
  run hide_systemd ensure
  [[ ${status} == 69 ]]
}

@test "of a unit without a process it tells the uptime and no memory" {
  write_unit oneshot Type=oneshot RemainAfterExit=yes 'ExecStart=/bin/true'
  make oneshot 'manager: systemd' 'unit: oneshot.service'
  ask 0 oneshot start
  ask 0 oneshot status --json
  [[ ${output} =~ '"state":"running","pid":null,"uptime_seconds":'[0-9]{1,2}',"memory_bytes":null,' ]]
  ask 0 oneshot restart
  logged oneshot ' restarted action=restart uptime=[0-9]*s load='
}

@test "a flapping unit has not settled" {
  write_unit flapping 'ExecStart=/bin/sleep 0.2' Restart=always RestartSec=10ms StartLimitIntervalSec=0
  make flapping 'manager: systemd' 'unit: flapping.service'
  ask 11 flapping restart
  ask 0 flapping stop
}

@test "a unit that waits for its next try after our start has not stayed up" {
  write_unit looping 'ExecStart=/bin/sh -c "exit 3"' Restart=always RestartSec=30
  make looping 'manager: systemd' 'unit: looping.service'
  ask 11 looping restart
  ask 0 looping stop
  [[ $(property looping.service ActiveState) != activating ]]
}

@test "a process of the time before the service was a unit gets no second copy beside it" {
  write_daemon former
  make former 'command: /usr/local/bin/former' 'pid_file: /run/former/former.pid'
  ask 0 former start
  local pid
  pid=$(<"${MACHINE}/run/former/former.pid")
  make former 'manager: systemd' 'command: /usr/local/bin/former'
  ask 10 former restart
  [[ $(property former.service ActiveState) == inactive ]]
  logged former " failed .*PID ${pid} still runs"
  within kill "${pid}"
  wait_until test ! -e "${MACHINE}/proc/${pid}"
  ask 0 former restart
  [[ $(property former.service ActiveState) == active ]]
}

@test "asked from inside the unit it refuses" {
  write_daemon selfish '/usr/local/sbin/selfish-restart restart; printf "%s\n" "$?" >/run/selfish'
  write_unit selfish 'ExecStart=/usr/local/bin/selfish'
  make selfish 'manager: systemd' 'unit: selfish.service'
  within systemctl start selfish.service
  wait_until test -s "${MACHINE}/run/selfish"
  [[ $(<"${MACHINE}/run/selfish") == 10 ]]
}

@test "a socket unit may hold the port while its service is away; anybody else may not" {
  write_unit listening 'ExecStart=/bin/sleep 98765'
  printf '%s\n' '[Socket]' 'ListenStream=127.0.0.1:18099' >"${MACHINE}/etc/systemd/system/listening.socket"
  make listening 'manager: systemd' 'unit: listening.service' 'health_check: { tcp: "127.0.0.1:18099" }'
  within systemctl start listening.socket
  ask 0 listening start
  ask 0 listening restart
  within systemctl stop listening.socket
  rm "${MACHINE}/etc/systemd/system/listening.socket"
  ask 0 listening stop
  write_unit stranger 'ExecStart=/usr/bin/systemd-socket-activate -l 127.0.0.1:18099 /bin/sleep 98765'
  within systemctl start stranger.service
  wait_until within grep -q ':46B3 .* 0A ' /proc/net/tcp
  ask 10 listening start
  logged listening ' failed .*port 18099 is still held'
}

@test "a generated strict unit runs as its user, with its environment, sandbox and output" {
  write_daemon boxed 'printf "%s %s %s\n" "${UID}" "${GREETING}" "${SAIKIDO_SERVICE}"' \
    'touch /usr/local/made || printf "no\n"' 'printf "end\n"'
  make boxed 'manager: systemd' 'command: /usr/local/bin/boxed' 'user: nobody' 'hardening: strict' \
    'environment: { GREETING: "a b % $HOME" }' 'stop: { timeout: 2s }'
  ask 0 boxed start
  local old
  old=$(main_pid boxed)
  ask 0 boxed restart
  [[ $(main_pid boxed) != "${old}" ]]
  [[ $(grep -c '^65534 a b % $HOME boxed$' "${MACHINE}/var/log/saikido/boxed.out") == 2 ]]
  [[ $(grep -c '^no$' "${MACHINE}/var/log/saikido/boxed.out") == 2 ]]
  within systemctl enable boxed.service
  # After a crash systemd itself starts it again.
  [[ $(property boxed.service Restart) == on-failure ]]
}

@test "blanks in the paths of a generated unit: it works there, writes there and is found by its PID file" {
  mkdir -p -- "${MACHINE}/srv/my app" "${MACHINE}/etc/my app"
  printf 'GREETING=hello\n' >"${MACHINE}/etc/my app/an environment"
  write_daemon apart 'printf "%s %s\n" "${PWD}" "${GREETING}"' 'touch made || printf "no\n"' \
    'sleep 98765 &' 'printf "%s\n" "$!" >"/srv/my app/a pid"' 'exit 0'
  make apart 'manager: systemd' 'type: forking' 'command: /usr/local/bin/apart' 'hardening: strict' \
    'working_directory: /srv/my app' 'pid_file: /srv/my app/a pid' 'environment_file: /etc/my app/an environment' \
    'output: /var/log/my app/an output.log' 'stop: { timeout: 2s }'
  ask 0 apart start
  ask 0 apart restart
  [[ $(main_pid apart) == "$(<"${MACHINE}/srv/my app/a pid")" ]]
  [[ $(grep -c '^/srv/my app hello$' "${MACHINE}/var/log/my app/an output.log") == 2 ]]
  [[ -e "${MACHINE}/srv/my app/made" ]]
}

@test "kill: false keeps a generated unit's process, and nothing new is started" {
  write_daemon kept 'trap "" TERM' 'while :; do sleep 1; done'
  make kept 'manager: systemd' 'command: /usr/local/bin/kept' 'stop: { timeout: 500ms, kill: false, scope: process }'
  ask 0 kept start
  local old
  old=$(main_pid kept)
  ask 10 kept restart
  [[ -d ${MACHINE}/proc/${old} ]]
  within kill -KILL "${old}"
}

@test "a daemon that a timer's unit restarts outlives that unit, in a scope of its own" {
  write_daemon timed
  make timed 'command: /usr/local/bin/timed' 'pid_file: /run/timed/timed.pid' 'scheduler: systemd' \
    'schedule: { every: 7m }'
  within systemctl start timed-restart.service
  local pid
  pid=$(<"${MACHINE}/run/timed/timed.pid")
  [[ $(property timed-restart.service ActiveState) == inactive ]]
  within kill -0 "${pid}"
  [[ $(group_of "${pid}") == */saikido-timed-*.scope ]]
  within systemctl start timed-restart.service
  ! within kill -0 "${pid}"
  [[ $(group_of "$(<"${MACHINE}/run/timed/timed.pid")") == */saikido-timed-*.scope ]]
}

@test "a failed restart shows in systemctl --failed, one that was skipped does not" {
  within /usr/local/sbin/timed-restart stop
  within systemctl start timed-restart.service
  [[ $(within systemctl --failed --no-legend) != *timed-restart* ]]
  within rm /usr/local/bin/timed
  within /usr/local/sbin/timed-restart restart --force || :
  within rm /var/lib/saikido/timed/stopped || :
  ! within systemctl start timed-restart.service
  [[ $(within systemctl --failed --no-legend) == *timed-restart.service* ]]
  [[ $(property timed-restart.service ExecMainStatus) == 13 ]]
}

@test "the timer itself fires" {
  write_daemon ticking
  make ticking 'command: /usr/local/bin/ticking' 'pid_file: /run/ticking/ticking.pid' 'scheduler: systemd' \
    'schedule: { every: 1s, action: ensure }'
  within systemctl enable --now ticking-restart-ensure.timer
  wait_until test -s "${MACHINE}/run/ticking/ticking.pid"
  within kill -KILL "$(<"${MACHINE}/run/ticking/ticking.pid")"
  wait_until within /usr/local/sbin/ticking-restart status
  within systemctl disable --now ticking-restart-ensure.timer
}

# in_crons_group COMMAND...: runs it where cron's jobs live.
in_crons_group() {
  write_unit cron 'ExecStart=/bin/sleep 98765'
  within systemctl start cron.service
  # shellcheck disable=SC2016
  within bash -c 'printf "%s\n" "$$" >/sys/fs/cgroup/system.slice/cron.service/cgroup.procs && exec "$@"' bash "$@"
}

@test "what cron starts does not live in cron's control group" {
  write_daemon nightly
  make nightly 'command: /usr/local/bin/nightly' 'pid_file: /run/nightly/nightly.pid'
  in_crons_group /usr/local/sbin/nightly-restart
  local pid
  pid=$(<"${MACHINE}/run/nightly/nightly.pid")
  [[ $(group_of "${pid}") == */saikido-nightly-*.scope ]]
  within systemctl stop cron.service
  within kill -0 "${pid}"
}

@test "what a start command starts does not live in cron's control group either" {
  # shellcheck disable=SC2016
  write_daemon rc 'case $1 in' '  start) setsid sleep 98764 & exit ;;' \
    '  stop) exec kill "$(pgrep -x -f "sleep 98764")" ;;' 'esac' 'exec pgrep -x -f "sleep 98764"'
  make rc 'manager: command' \
    'commands: { start: /usr/local/bin/rc start, stop: /usr/local/bin/rc stop, pid: /usr/local/bin/rc pid }'
  in_crons_group /usr/local/sbin/rc-restart
  within systemctl stop cron.service
  [[ $(group_of "$(within pgrep -x -f 'sleep 98764')") == */saikido-rc-*.scope ]]
  ask 0 rc restart
}

@test "gates measure all of a unit" {
  # shellcheck disable=SC2016
  write_daemon hungry '(x=$(head -c 30000000 /dev/zero | tr "\0" x); : >/run/fed; while :; do sleep 1; done) &'
  write_unit hungry 'ExecStart=/usr/local/bin/hungry' 'MemoryAccounting=yes'
  make hungry 'manager: systemd' 'unit: hungry.service' 'scheduler: systemd' \
    'schedule: [{ every: 5m, when: { memory_above: 1G, uptime_above: 1h, sustained: 2 } }]'
  within systemctl start hungry.service
  wait_until test -e "${MACHINE}/run/fed"
  ask 20 hungry restart --memory-above 1G
  local memory
  memory=$(tail -n 1 -- "${MACHINE}/var/log/saikido/hungry.log" | grep -o ' memory=[0-9]*' | cut -d = -f 2)
  ((memory > 30000000 && memory < 120000000))
  ask 20 hungry restart --uptime-above 1h
  logged hungry 'gate=uptime uptime=[0-9]*s '
}

@test "the timer's unit runs the gates, and its checks count from run to run" {
  within systemctl start hungry.service
  sed -i 's/--memory-above 1G --uptime-above 1h/--memory-above 1M/' \
    "${MACHINE}/etc/systemd/system/hungry-restart.service"
  within systemctl daemon-reload
  local old
  old=$(main_pid hungry)
  within systemctl start hungry-restart.service
  logged hungry 'checks=1/2 outcome=skipped exit=20'
  [[ $(main_pid hungry) == "${old}" ]]
  within systemctl start hungry-restart.service
  logged hungry 'gates_open .*checks=2/2'
  [[ $(main_pid hungry) != "${old}" ]]
}

@test "a command decides for a unit, too, and a unit that is down is started without its leave" {
  write_daemon picky 'while :; do sleep 1; done'
  write_unit picky 'ExecStart=/usr/local/bin/picky'
  make picky 'manager: systemd' 'unit: picky.service' \
    'schedule: [{ every: 5m, when: { command: [/bin/test, -e, /run/leave] } }, { every: 5m, action: sample }]'
  ask 0 picky restart --command-gate 1
  ask 20 picky restart --command-gate 1
  : >"${MACHINE}/run/leave"
  ask 0 picky restart --command-gate 1
  ask 0 picky sample
  [[ ${output} == *" sample pid=$(main_pid picky) memory="*pss=*uptime=*load=*cpus=* ]]
}

@test "a generated unit without a user has the variables of root's account, as from cron and a shell" {
  write_daemon plainly
  make plainly 'manager: systemd' 'command: /usr/local/bin/plainly'
  ask 0 plainly start
  local variables entry
  variables=$'\n'$(tr '\0' '\n' <"${MACHINE}/proc/$(main_pid plainly)/environ")$'\n'
  for entry in HOME=/root USER=root LOGNAME=root LANG=C.UTF-8 SAIKIDO_SERVICE=plainly; do
    [[ ${variables} == *$'\n'"${entry}"$'\n'* ]]
  done
  [[ ${variables} =~ $'\n'SHELL=/[a-z/]+sh$'\n' ]]
  [[ $(sed -n 's/^Uid:\t\([0-9]*\).*/\1/p' "${MACHINE}/proc/$(main_pid plainly)/status") == 0 ]]
}

@test "a strict unit sees and writes the home of root where it works, and sees no more than it names of others" {
  mkdir -p -- "${MACHINE}/home/app"
  : >"${MACHINE}/root/a file"
  printf '%s\n' 'printf "[%s]\n" *' 'touch here && printf "wrote\n"' 'touch /home/app/there || printf "no\n"' \
    'exec sleep 98765' >"${MACHINE}/home/app/run.sh"
  make homely 'manager: systemd' 'command: [/bin/bash, /home/app/run.sh]' 'working_directory: /root' \
    'hardening: strict'
  ask 0 homely start
  [[ -e ${MACHINE}/root/here ]]
  grep -qx '\[a file\]' "${MACHINE}/var/log/saikido/homely.out"
  grep -qx 'wrote' "${MACHINE}/var/log/saikido/homely.out"
  grep -qx 'no' "${MACHINE}/var/log/saikido/homely.out"
}
