# What carries our mark or runs exactly our command is ours; what only looks like it is not.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

# Somebody else starts the command in the box, without mark and record; only the PID file tells of it.
use_program() {
  cp -- "$(command -v sleep)" "${BOX}/bin/sleep"
  CONFIG[command]="['${BOX}/bin/sleep', '98765']"
  generate
}

@test "a program that somebody else started with exactly our command is adopted" {
  use_program
  keep_running "${BOX}/bin/sleep" 98765
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 0 start
  is_alive "${BYSTANDER}"
  expect_none
  must 0 restart
  is_gone "${BYSTANDER}"
  expect_one
}

@test "a script that somebody else started with exactly our command is adopted" {
  write_worker "${STAY[@]}"
  keep_running "${BOX}/bin/worker"
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  must 0 ensure
  is_alive "${BYSTANDER}"
  must 0 stop
  is_gone "${BYSTANDER}"
}

@test "other arguments, another program or another user are not ours" {
  use_program
  cp -- "${BOX}/bin/sleep" "${BOX}/bin/other"
  spoof() { exec -a "${BOX}/bin/sleep" "${BOX}/bin/other" 98765; }
  local way
  for way in "${BOX}/bin/sleep 98764" "${BOX}/bin/sleep 98765 1" "${BOX}/bin/sleep 9876" spoof; do
    case ${way} in
      spoof) keep_running spoof ;;
      *) keep_running "${BOX}/bin/sleep" ${way#"${BOX}/bin/sleep "} ;;
    esac
    printf '%s\n' "${BYSTANDER}" >|"${PID_FILE}"
    must 0 start
    is_alive "${BYSTANDER}"
    expect_one
    must 0 stop
    is_alive "${BYSTANDER}"
  done
  CONFIG[command]='[/bin/sleep, "98765"]'
  generate
  keep_running setpriv --reuid 65534 --regid 65534 --clear-groups /bin/sleep 98765
  wait_until grep -q '^Uid:.65534' "/proc/${BYSTANDER}/status"
  printf '%s\n' "${BYSTANDER}" >|"${PID_FILE}"
  must 0 start
  is_alive "${BYSTANDER}"
  must 0 stop
  is_alive "${BYSTANDER}"
}

@test "who only has our script among its arguments is not ours" {
  write_worker "${STAY[@]}"
  cp -- "$(command -v tail)" "${BOX}/bin/tail"
  printf '%s\n' '#!/bin/bash' 'exec 9<> <(:)' 'read -r -u 9' >"${BOX}/bin/wrapper"
  chmod 755 "${BOX}/bin/wrapper"
  local way
  for way in tail wrapper; do
    case ${way} in
      tail) keep_running "${BOX}/bin/tail" -f "${BOX}/bin/worker" ;;
      *) keep_running /bin/bash "${BOX}/bin/wrapper" "${BOX}/bin/worker" ;;
    esac
    printf '%s\n' "${BYSTANDER}" >|"${PID_FILE}"
    must 0 start
    must 0 stop
    is_alive "${BYSTANDER}"
  done
}

@test "its interpreter with options, found through env or not, may stand before a script" {
  local first
  for first in '#!/bin/bash' '#! /usr/bin/env bash' '#!/usr/bin/env -S bash -u'; do
    printf '%s\n' "${first}" 'exec 9<> <(:)' 'read -r -u 9' >|"${BOX}/bin/worker"
    keep_running bash -x "${BOX}/bin/worker"
    printf '%s\n' "${BYSTANDER}" >|"${PID_FILE}"
    must 0 stop
    is_gone "${BYSTANDER}"
  done
}

@test "the mark finds it when record and PID file are lost" {
  local action
  start_service
  for action in start ensure; do
    rm -f -- "${RECORD}" "${PID_FILE}"
    must 0 "${action}"
    expect_untouched
  done
  rm -f -- "${RECORD}" "${PID_FILE}"
  must 0 restart
  expect_another
  rm -f -- "${RECORD}" "${PID_FILE}"
  must 0 stop
  expect_none
}

@test "the mark on a process of another user counts nothing" {
  keep_running env SAIKIDO_SERVICE=worker setpriv --reuid 65534 --regid 65534 --clear-groups sleep 4321
  wait_until grep -q '^Uid:.65534' "/proc/${BYSTANDER}/status"
  must 0 start
  must 0 restart
  must 0 stop
  is_alive "${BYSTANDER}"
}

@test "a mark within another variable's value is none" {
  keep_running env $'OTHER=a\nSAIKIDO_SERVICE=worker\nb' SAIKIDO_SERVICE=worker-2 XSAIKIDO_SERVICE=worker sleep 4321
  must 0 restart
  must 0 stop
  is_alive "${BYSTANDER}"
}

@test "a caller with the mark is refused and not touched, whatever stands in the PID file" {
  run env SAIKIDO_SERVICE=worker bash -c 'echo $$ >"$2"; "$1" restart; "$1" stop; echo "survived $?"' bash \
    "${SCRIPT}" "${PID_FILE}" 3>&-
  [[ ${lines[-1]} == 'survived 10' ]]
  expect_none
}

# ask_inside [LINE]...: the service runs the lines and then asks for its own restart, once the start is over.
ask_inside() {
  write_worker "until flock -n '${BOX}/state/lock' true; do sleep 0.1; done" "$@" \
    "'${SCRIPT}' restart &>'${BOX}/answer'" "printf '%s\n' \"\$?\" >'${BOX}/status'" "${STAY[@]}"
  must 0 start
  OLD=$(pid_in_file)
  wait_until test -s "${BOX}/status"
}

@test "asked from inside the service it refuses" {
  ask_inside
  [[ $(<"${BOX}/status") == 10 ]]
  is_alive "${OLD}"
  [[ $(count_starts) == 1 ]]
}

@test "asked from inside the service it refuses, also when its record is lost" {
  ask_inside "rm -f -- '${RECORD}'"
  [[ $(<"${BOX}/status") == 10 ]]
  is_alive "${OLD}"
  [[ $(count_starts) == 1 ]]
}

@test "asked from inside a process that somebody else started it refuses" {
  write_worker "until [[ -s '${PID_FILE}' ]]; do sleep 0.1; done" "'${SCRIPT}' restart &>'${BOX}/answer'" \
    "printf '%s\n' \"\$?\" >'${BOX}/status'" "${STAY[@]}"
  keep_running "${BOX}/bin/worker"
  printf '%s\n' "${BYSTANDER}" >"${PID_FILE}"
  wait_until test -s "${BOX}/status"
  [[ $(<"${BOX}/status") == 10 ]]
  is_alive "${BYSTANDER}"
  [[ $(count_starts) == 1 ]]
}

@test "a run that an unmarked orphan of the service began outlives the stop" {
  write_worker "if [[ ! -e '${BOX}/asked' ]]; then" "  : >'${BOX}/asked'" \
    "  until flock -n '${BOX}/state/lock' true; do sleep 0.1; done" \
    "  (env -i '${SCRIPT}' restart &>'${BOX}/answer' &)" fi "${STAY[@]}"
  must 0 start
  wait_until grep -qs 'outcome=success' "${BOX}/answer"
  is_gone "$(head -n 1 -- "${BOX}/starts")"
  is_alive "$(pid_in_file)"
  [[ $(count_starts) == 2 ]]
}

@test "the session of a process that somebody else started goes with it" {
  write_worker '(env -i sleep 91111 & printf "%s\n" "$!" >"${box}/child")' "${STAY[@]}"
  keep_running setsid "${BOX}/bin/worker"
  wait_until test -s "${BOX}/child"
  sort -u -- "${BOX}/starts" >"${PID_FILE}"
  must 0 stop
  is_gone "$(<"${BOX}/child")"
}

@test "the program may be replaced while it runs" {
  use_program
  must 0 start
  OLD=$(pid_in_file)
  rm -- "${BOX}/bin/sleep"
  cp -- "$(command -v sleep)" "${BOX}/bin/sleep"
  must 0 restart
  expect_another
}

@test "a user without the right to signal it starts no second one" {
  start_service
  share_box
  run setpriv --reuid 65534 --regid 65534 --clear-groups "${SCRIPT}" restart 3>&-
  [[ ${status} == 77 ]]
  run setpriv --reuid 65534 --regid 65534 --clear-groups "${SCRIPT}" ensure 3>&-
  [[ ${status} == @(0|77) ]]
  run setpriv --reuid 65534 --regid 65534 --clear-groups "${SCRIPT}" stop 3>&-
  [[ ${status} == 77 ]]
  expect_untouched
}
