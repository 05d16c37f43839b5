# What the process inherits: the same from cron, systemd and a shell. Hazards D, E and Q.

load helper

setup_file() { prepare_file; }

setup() {
  prepare_test
  write_worker 'exec 9>&-' 'cat /proc/self/environ >"${box}/environ of a child"' ': >"${box}/ready"'
}

teardown() { end_test; }

start_and_wait() {
  start_service
  wait_until is_sleeping
}

is_sleeping() {
  [[ -e "${BOX}/ready" ]] && grep -qsz '^98765$' "/proc/${OLD}/cmdline"
}

status_of() {
  sed -n "s/^$1:[[:blank:]]*//p" "/proc/${OLD}/status"
}

# What the kernel gave to the command, before any shell added to it.
take_perl() {
  cat >"${BOX}/bin/worker" <<'PERL'
#!/usr/bin/perl
PERL
  printf 'open F, ">", "%s/given"; print F map { "$_=$ENV{$_}\\0" } sort keys %%ENV; close F; exec "sleep", "98765";\n' \
    "${BOX}" >>"${BOX}/bin/worker"
}

given() {
  wait_until test -s "${BOX}/given"
  tr '\0' '\n' <"${BOX}/given"
}

standard() {
  printf '%s\n' HOME=/root LANG=C.UTF-8 LOGNAME=root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    SAIKIDO_SERVICE=worker SHELL=/bin/bash USER=root "$@" | sort
}

@test "the environment is exactly that of the contract" {
  take_perl
  start_service
  diff <(given | sort) <(standard)
}

@test "it is the same when called with an empty or a hostile environment" {
  take_perl
  run env -i "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  diff <(given | sort) <(standard)
  rm -- "${BOX}/given"
  printf 'touch %q\n' "${BOX}/pwned" >"${BOX}/evil"
  mkdir -- "${BOX}/evil bin"
  local tool
  for tool in flock env setsid stat cat sync mv timeout bash sleep; do
    printf '#!/bin/sh\n: >"%s/pwned"\n' "${BOX}" >"${BOX}/evil bin/${tool}"
    chmod 755 "${BOX}/evil bin/${tool}"
  done
  run env BASH_ENV="${BOX}/evil" ENV="${BOX}/evil" "BASH_FUNC_kill%%=() { : >'${BOX}/pwned'; }" \
    "BASH_FUNC_flock%%=() { : >'${BOX}/pwned'; }" 'BASH_FUNC_read%%=() { :; }' 'BASH_FUNC_[%%=() { :; }' \
    PATH="${BOX}/evil bin:${PATH}" CDPATH="/:${BOX}" HOME=/nowhere SHELLOPTS=xtrace:verbose BASHOPTS=extglob PS4='$(id)' \
    IFS=a GLOBIGNORE='*' TMPDIR=/nowhere POSIXLY_CORRECT=1 LC_ALL=tr_TR.UTF-8 LANGUAGE=de TMOUT=1 TZ=Asia/Tokyo \
    SAIKIDO_SERVICE=other LOG_FILE=/x PID_FILE=/x QUIET=1 FORCE=1 DRY_RUN=1 NEW=1 LOCK=0 ACCOUNT=x COMMAND=/bin/false \
    SECONDS=5 PPID=1 'odd name=1' 'a-b=2' '9=3' "LD_LIBRARY_PATH=${BOX}/none" NOTIFY_SOCKET=/x \
    "${SCRIPT}" restart 3>&-
  [[ ${status} == 0 ]]
  [[ ! -e "${BOX}/pwned" && ! -e "${BOX}/two at once" ]]
  diff <(given | sort) <(standard)
}

@test "functions from the environment replace nothing, even when called as bash script" {
  must 0 start
  run env "BASH_FUNC_kill%%=() { : >'${BOX}/pwned'; }" "BASH_FUNC_flock%%=() { : >'${BOX}/pwned'; }" \
    "BASH_FUNC_trap%%=() { : >'${BOX}/pwned'; }" bash "${SCRIPT}" restart 3>&-
  expect_one
  [[ ${status} == 0 && ! -e "${BOX}/pwned" ]]
}

@test "a function named exec does not keep the others alive" {
  must 0 start
  run env "BASH_FUNC_kill%%=() { : >'${BOX}/pwned'; }" "BASH_FUNC_exec%%=() { :; }" "${SCRIPT}" restart 3>&-
  expect_one
  [[ ! -e "${BOX}/pwned" ]]
}

@test "the caller's word for who it is counts nothing" {
  take_perl
  run env UID=7 EUID=7 "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  diff <(given | sort) <(standard)
}

@test "variables of the config arrive as they are and come last" {
  CONFIG[environment]='{ QUOTES: "a'\''b\"c", DOLLAR: "$HOME $(id) `id` \\", LINES: "one\ntwo\n\n", EMPTY: "", UNICODE: "é 😀", BLANKS: "  x  ", LANG: de_DE.UTF-8, PATH: "/opt/a b:/usr/bin:/bin", TAB: "a\tb", EQUALS: "a=b=c", lower_case: "-n" }'
  generate
  take_perl
  start_service
  wait_until test -s "${BOX}/given"
  printf '%s\0' "BLANKS=  x  " 'DOLLAR=$HOME $(id) `id` \' EMPTY= EQUALS=a=b=c HOME=/root LANG=de_DE.UTF-8 \
    $'LINES=one\ntwo\n\n' LOGNAME=root 'PATH=/opt/a b:/usr/bin:/bin' "QUOTES=a'b\"c" SAIKIDO_SERVICE=worker \
    SHELL=/bin/bash $'TAB=a\tb' 'UNICODE=é 😀' USER=root lower_case=-n >"${BOX}/expected"
  diff -a <(tr '\0' '\n' <"${BOX}/expected") <(given)
  cmp -- "${BOX}/expected" "${BOX}/given"
}

@test "the environment file: quotes, comments, odd names, no code" {
  CONFIG[environment_file]="'${BOX}/worker.env'"
  CONFIG[environment]='{ BOTH: config }'
  cat >"${BOX}/worker.env" <<'FILE'
# a comment
; another

PLAIN=two words
  INDENTED=yes
DOUBLE="a $HOME \"b\" \\ `id` # no comment"
SINGLE='it is $(id) "so"'
CODE=$(touch pwned)
EMPTY=
BOTH=file
9ODD=x
a-b=x
a.b=x
no equals sign
=x
BASH_ENV=/evil
LD_LIBRARY=fine
UID=7
IFS=x
BASHOPTS=x
SHELLOPTS=xtrace
LAST=without newline
FILE
  truncate -s -1 "${BOX}/worker.env"
  generate
  take_perl
  start_service
  given
  given | grep -xF 'PLAIN=two words'
  given | grep -xF 'INDENTED=yes'
  given | grep -xF 'DOUBLE=a $HOME "b" \ `id` # no comment'
  given | grep -xF "SINGLE=it is \$(id) \"so\""
  given | grep -xF 'CODE=$(touch pwned)'
  given | grep -xF 'EMPTY='
  given | grep -xF 'BOTH=config'
  given | grep -xF 'LAST=without newline'
  given | grep -xF 'SAIKIDO_SERVICE=worker'
  run ! grep -qzE '^(9ODD|a-b|a\.b|no equals|)=' "${BOX}/given"
}

@test "an environment file that is missing does not keep the old process from living" {
  CONFIG[environment_file]="'${BOX}/worker.env'"
  : >"${BOX}/worker.env"
  generate
  start_service
  rm -- "${BOX}/worker.env"
  act restart
  ((status == 13)) && expect_untouched || { ((status == 0)) && expect_another; }
}

@test "descriptors 0, 1 and 2 alone, whatever the caller had open" {
  run bash -c 'exec 10</etc/passwd 21<>/dev/null 63</etc/passwd 250</etc/passwd; exec "$@"' bash "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  OLD=$(pid_in_file)
  wait_until is_sleeping
  [[ $(ls "/proc/${OLD}/fd" | tr '\n' ' ') == '0 1 2 ' ]]
  [[ $(readlink "/proc/${OLD}/fd/0") == /dev/null ]]
  [[ $(readlink "/proc/${OLD}/fd/1") == "${OUTPUT}" && $(readlink "/proc/${OLD}/fd/2") == "${OUTPUT}" ]]
  grep -q '^flags:.*2...$' "/proc/${OLD}/fdinfo/1"
}

@test "standard descriptors that are closed in the caller are right in the process" {
  "${SCRIPT}" start 0<&- >&- 2>&- 3>&-
  OLD=$(pid_in_file)
  wait_until is_sleeping
  [[ $(ls "/proc/${OLD}/fd" | tr '\n' ' ') == '0 1 2 ' ]]
  [[ $(readlink "/proc/${OLD}/fd/0") == /dev/null && $(readlink "/proc/${OLD}/fd/1") == "${OUTPUT}" ]]
}

@test "no signal is ignored or blocked, though the caller ignores them" {
  run bash -c 'trap "" HUP INT QUIT PIPE TERM USR1 CHLD; exec "$@"' bash "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  OLD=$(pid_in_file)
  wait_until is_sleeping
  [[ $(status_of SigIgn) == 0000000000000000 && $(status_of SigBlk) == 0000000000000000 ]]
}

@test "nohup and a background job change nothing of it" {
  nohup "${SCRIPT}" start </dev/null &>/dev/null 3>&- &
  wait "$!"
  OLD=$(pid_in_file)
  wait_until is_sleeping
  [[ $(status_of SigIgn) == 0000000000000000 ]]
}

@test "its own session, folder /, configured mask, neither niceness nor OOM score" {
  CONFIG[umask]="'0027'"
  generate
  run bash -c 'umask 000; cd "$2"; echo 500 >/proc/$$/oom_score_adj; renice -n 7 -p $$ >/dev/null; exec "$1" start' bash \
    "${SCRIPT}" "${BOX}" 3>&-
  [[ ${status} == 0 ]]
  OLD=$(pid_in_file)
  wait_until is_sleeping
  local fields
  read -r -a fields <<<"$(sed 's/.*) //' "/proc/${OLD}/stat")"
  [[ ${fields[3]} == "${OLD}" && ${fields[16]} == 0 && ${fields[4]} == 0 ]]
  [[ $(readlink "/proc/${OLD}/cwd") == / && $(status_of Umask) == 0027 ]]
  [[ $(<"/proc/${OLD}/oom_score_adj") == 0 ]]
}

@test "the working directory is the configured one" {
  mkdir -- "${BOX}/work here"
  CONFIG[working_directory]="'${BOX}/work here'"
  generate
  start_and_wait
  [[ $(readlink "/proc/${OLD}/cwd") == "${BOX}/work here" ]]
}

@test "the caller's pipe is closed: command substitution returns at once" {
  local began text
  began=$(uptime_ms)
  text=$("${SCRIPT}" start 2>&1 3>&-)
  (($(uptime_ms) - began < 4000))
  [[ -n ${text} ]]
  expect_one
}

@test "output is appended" {
  write_worker 'echo hello from $$' 'exec 9>&-'
  must 0 start
  must 0 restart
  [[ $(grep -c '^hello from ' "${OUTPUT}") == 2 ]]
}

@test "it survives the session that started it" {
  run setsid --wait bash -c '"$1" start; kill -HUP 0' bash "${SCRIPT}" 3>&-
  expect_one
}

@test "limits of the caller that can be lifted are lifted" {
  run bash -c 'ulimit -S -f 100; ulimit -S -t 100; exec "$1" start' bash "${SCRIPT}" 3>&-
  [[ ${status} == 0 ]]
  OLD=$(pid_in_file)
  grep -q '^Max file size *unlimited' "/proc/${OLD}/limits"
  grep -q '^Max cpu time *unlimited' "/proc/${OLD}/limits"
}
