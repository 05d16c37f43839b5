# logrotate, with the generated configuration, rotates the output of a service that writes all the time.

load ../script/helper

readonly ROTATIONS=3

setup() {
  choose_box
  open_box
  cp -- "${BATS_TEST_DIRNAME}/writer.py" "${BOX}/bin/writer"
  CONFIG[command]="[/usr/bin/python3, '${BOX}/bin/writer', '${OUTPUT}']"
}

teardown() { end_test; }

generate_with_rotation() {
  generate
  node "${ROOT}/dist/saikido.cjs" generate --config "${BOX}/saikido.yaml" --out "${BOX}/bundle" >/dev/null
  install -m 0644 "${BOX}/bundle/root/etc/logrotate.d/worker-restart" "${BOX}/rotation"
}

# Rotates while the service writes. A rotated file is named by the second, so each has a second of its own.
rotate() {
  local round
  for ((round = 0; round < ROTATIONS; round++)); do
    sleep 1.1
    run -0 logrotate --force --state "${BOX}/rotation state" "${BOX}/rotation"
    [[ -z ${output} ]]
  done
  sleep 0.3
}

# What was written, a file a line: its first and last number, how many lines, and how many of them do not follow the
# line before.
read_output() {
  local file
  for file in "${OUTPUT}"-* "${OUTPUT}"; do
    zcat -f "${file}" | awk '
      NR == 1 { first = $1 }
      NR > 1 && $1 != last + 1 { astray++ }
      { last = $1 + 0 }
      END { print first + 0, last, NR, astray + 0 }'
  done
}

@test "copytruncate doubles no line and loses some between two files at most, as its manual says" {
  generate_with_rotation
  grep -q copytruncate "${BOX}/rotation"
  start_service
  rotate
  must 0 stop
  read_output >"${BOX}/files"
  cat "${BOX}/files"
  awk -v files="$((ROTATIONS + 1))" '
    $4 > 0 { print "lines astray within a file:", $4; wrong = 1 }
    NR == 1 && $1 != 1 { print "the first lines are missing"; wrong = 1 }
    NR > 1 && $1 <= last { print "doubled:", last - $1 + 1; wrong = 1 }
    NR > 1 { lost += $1 - last - 1 }
    { last = $2; written = $2 }
    END {
      printf "# copytruncate lost %d of %d lines in %d rotations\n", lost, written, NR - 1
      exit wrong || NR != files || lost > written / 10
    }' "${BOX}/files" >&3
}

@test "with reopen_signal no line is lost or doubled" {
  CONFIG[reopen_signal]=HUP
  generate_with_rotation
  run -1 grep -q copytruncate "${BOX}/rotation"
  start_service
  rotate
  must 0 stop
  read_output >"${BOX}/files"
  cat "${BOX}/files"
  awk -v files="$((ROTATIONS + 1))" '
    $4 > 0 || $1 != last + 1 { wrong = 1 }
    { last = $2 }
    END { exit wrong || NR != files || last < 1000 }' "${BOX}/files"
}

@test "with reopen_signal and a user of its own no line is lost: that user can open the new file" {
  CONFIG[user]=nobody
  CONFIG[reopen_signal]=HUP
  share_box
  generate_with_rotation
  [[ $(stat -c '%a %U' "${BOX}/log") == '755 root' ]]
  start_service
  [[ $(stat -c '%a %U:%G' "${OUTPUT}") == '640 nobody:root' ]]
  rotate
  [[ $(stat -c '%a %U:%G' "${OUTPUT}") == '640 nobody:root' ]]
  must 0 stop
  read_output >"${BOX}/files"
  cat "${BOX}/files"
  awk -v files="$((ROTATIONS + 1))" '
    $4 > 0 || $1 != last + 1 { wrong = 1 }
    { last = $2 }
    END { exit wrong || NR != files || last < 1000 }' "${BOX}/files"
}

@test "output that is root's from before is given to the user of the service; with a group, to both" {
  CONFIG[user]=nobody
  CONFIG[group]=daemon
  CONFIG[reopen_signal]=HUP
  share_box
  generate_with_rotation
  grep -qx '    create 0640 nobody daemon' "${BOX}/rotation"
  install -m 0640 /dev/null "${OUTPUT}"
  start_service
  [[ $(stat -c '%U:%G' "${OUTPUT}") == nobody:daemon ]]
  # Without a rotation, too.
  must 0 reopen
  : >|"${OUTPUT}"
  wait_until test -s "${OUTPUT}"
  expect_untouched
  must 0 stop
}

@test "the log of the restarts is rotated between two runs, and both stay readable" {
  generate_with_rotation
  start_service
  rotate
  must 0 restart
  expect_another
  local rotated=("${LOG}"-*)
  # One rotation found something to rotate; the others leave an empty log alone.
  ((${#rotated[@]} == 1))
  grep -q 'worker started' "${rotated[0]}"
  grep -q 'worker restarted' "${LOG}"
  [[ $(stat -c %a:%U "${LOG}") == 640:root ]]
}
