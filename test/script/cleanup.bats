# Clean-up between stop and start touches what was configured and nothing else: hazard C8.

load helper

setup_file() { prepare_file; }

setup() {
  prepare_test
  mkdir -- "${BOX}/spool" "${BOX}/victim"
  CONFIG[cleanup]="[{ path: '${BOX}/spool', match: '*.state' }]"
  : >"${BOX}/victim/a.state"
}

teardown() {
  end_test
  ! mountpoint -q "${BOX}/spool" || umount -l "${BOX}/spool"
}

@test "only matching plain files go, odd names included" {
  cd -- "${BOX}/spool"
  local gone=(a.state 'two words.state' -rf.state $'new\nline.state' '*.state' .hidden.state "it's.state")
  touch -- "${gone[@]}" keep.txt state
  mkdir -- folder.state
  : >folder.state/b.state
  mkfifo -- fifo.state
  ln -s -- "${BOX}/victim/a.state" link.state
  generate
  must 0 restart
  local name
  for name in "${gone[@]}"; do
    [[ ! -e ${name} ]] || { printf '%s is still there\n' "${name}" && return 1; }
  done
  [[ -e keep.txt && -e state && -e folder.state/b.state && -p fifo.state && -L link.state ]]
  [[ -e "${BOX}/victim/a.state" ]]
  expect_one
}

@test "the files go after the old process and before the new one" {
  generate
  write_worker '[[ -e "${box}/spool/pid.state" ]] && echo early >>"${box}/seen"' \
    "trap '[[ -e \"\${box}/spool/pid.state\" ]] || echo gone >>\"\${box}/seen\"; exit' TERM" \
    ': >"${box}/spool/pid.state"' "${STAY[@]}"
  start_service
  wait_until test -e "${BOX}/ready"
  must 0 restart
  [[ ! -e "${BOX}/seen" ]]
}

@test "nothing is cleaned when the old process would not go" {
  CONFIG[stop]='{ timeout: 200ms, kill: false }'
  generate
  write_worker "trap '' TERM" 'exec sleep 98765'
  start_service
  : >"${BOX}/spool/a.state"
  must 10 restart
  [[ -e "${BOX}/spool/a.state" ]]
}

@test "nothing is cleaned when the command is missing" {
  generate
  start_service
  : >"${BOX}/spool/a.state"
  rm -- "${BOX}/bin/worker"
  must 13 restart
  [[ -e "${BOX}/spool/a.state" ]]
}

@test "a folder that is a symbolic link is not entered" {
  generate
  rmdir -- "${BOX}/spool"
  ln -s -- "${BOX}/victim" "${BOX}/spool"
  must 0 restart
  [[ -e "${BOX}/victim/a.state" ]]
  expect_one
}

@test "a folder below a symbolic link is not entered" {
  mkdir -- "${BOX}/victim/sub"
  : >"${BOX}/victim/sub/a.state"
  CONFIG[cleanup]="[{ path: '${BOX}/spool/sub', match: '*.state' }]"
  generate
  rmdir -- "${BOX}/spool"
  ln -s -- "${BOX}/victim" "${BOX}/spool"
  must 0 restart
  [[ -e "${BOX}/victim/sub/a.state" ]]
}

@test "only files that are old enough go" {
  CONFIG[cleanup]="[{ path: '${BOX}/spool', older_than: 60m }]"
  generate
  touch -d '-2 hours' -- "${BOX}/spool/old"
  touch -d '-62 minutes' -- "${BOX}/spool/old too"
  touch -d '-58 minutes' -- "${BOX}/spool/young"
  touch -- "${BOX}/spool/new"
  must 0 restart
  [[ ! -e "${BOX}/spool/old" && ! -e "${BOX}/spool/old too" && -e "${BOX}/spool/young" && -e "${BOX}/spool/new" ]]
}

@test "without a pattern every plain file goes" {
  CONFIG[cleanup]="[{ path: '${BOX}/spool' }]"
  generate
  touch -- "${BOX}/spool/a" "${BOX}/spool/.b" "${BOX}/spool/-c"
  must 0 restart
  [[ -z $(ls -A -- "${BOX}/spool") ]]
}

@test "a missing folder stops nothing" {
  generate
  rmdir -- "${BOX}/spool"
  must 0 restart
  expect_one
}

@test "several folders, one of them without permission, cost a warning at most" {
  mkdir -- "${BOX}/second"
  CONFIG[cleanup]="[{ path: '${BOX}/spool' }, { path: '${BOX}/second', match: 'x?' }]"
  generate
  : >"${BOX}/spool/a"
  : >"${BOX}/second/x1"
  : >"${BOX}/second/x12"
  mount --bind "${BOX}/spool" "${BOX}/spool"
  mount -o remount,bind,ro "${BOX}/spool"
  must 0 restart
  expect_one
  [[ -e "${BOX}/spool/a" && ! -e "${BOX}/second/x1" && -e "${BOX}/second/x12" ]]
  grep -q ' warn worker cleanup_failed ' "${LOG}"
}

@test "find that is missing is 69 before the old process is touched" {
  generate
  start_service
  use_tools
  rm -- "${TOOLS}/find"
  must 69 restart
  expect_untouched
}

@test "--dry-run cleans nothing" {
  generate
  : >"${BOX}/spool/a.state"
  must 0 restart --dry-run
  [[ -e "${BOX}/spool/a.state" ]]
}

@test "a file system below the folder is not entered, and one on a file stops nothing" {
  mkdir -- "${BOX}/spool/below"
  CONFIG[cleanup]="[{ path: '${BOX}/spool' }]"
  generate
  mount -t tmpfs small "${BOX}/spool/below"
  : >"${BOX}/spool/below/a"
  : >"${BOX}/spool/b"
  : >"${BOX}/spool/mounted"
  echo keep >"${BOX}/victim/kept"
  mount --bind "${BOX}/victim/kept" "${BOX}/spool/mounted"
  must 0 restart
  [[ -e "${BOX}/spool/below/a" && ! -e "${BOX}/spool/b" && $(<"${BOX}/victim/kept") == keep ]]
  umount "${BOX}/spool/below" "${BOX}/spool/mounted"
  expect_one
}

@test "an age is rounded up to minutes: no younger file goes" {
  CONFIG[cleanup]="[{ path: '${BOX}/spool', older_than: 90s }]"
  generate
  touch -d '-75 seconds' -- "${BOX}/spool/young"
  touch -d '-200 seconds' -- "${BOX}/spool/old"
  must 0 restart
  [[ -e "${BOX}/spool/young" && ! -e "${BOX}/spool/old" ]]
}
