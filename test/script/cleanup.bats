# Clean-up between stop and start touches what was configured and nothing else: hazard C8.

load helper

setup_file() { prepare_file; }

setup() {
  prepare_test
  mkdir -- "${BOX}/work" "${BOX}/victim"
  CONFIG[cleanup]="[{ path: '${BOX}/work', match: '*.state' }]"
  : >"${BOX}/victim/a.state"
}

teardown() {
  end_test
  ! mountpoint -q "${BOX}/work" || umount -l "${BOX}/work"
}

@test "only matching plain files go, odd names included" {
  cd -- "${BOX}/work"
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
  write_worker '[[ -e "${box}/work/pid.state" ]] && echo early >>"${box}/seen"' \
    "trap '[[ -e \"\${box}/work/pid.state\" ]] || echo gone >>\"\${box}/seen\"; exit' TERM" \
    ': >"${box}/work/pid.state"' "${STAY[@]}"
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
  : >"${BOX}/work/a.state"
  must 10 restart
  [[ -e "${BOX}/work/a.state" ]]
}

@test "nothing is cleaned when the command is missing" {
  generate
  start_service
  : >"${BOX}/work/a.state"
  rm -- "${BOX}/bin/worker"
  must 13 restart
  [[ -e "${BOX}/work/a.state" ]]
}

@test "a folder that is a symbolic link is not entered" {
  generate
  rmdir -- "${BOX}/work"
  ln -s -- "${BOX}/victim" "${BOX}/work"
  must 0 restart
  [[ -e "${BOX}/victim/a.state" ]]
  expect_one
}

@test "a folder below a symbolic link is not entered" {
  mkdir -- "${BOX}/victim/sub"
  : >"${BOX}/victim/sub/a.state"
  CONFIG[cleanup]="[{ path: '${BOX}/work/sub', match: '*.state' }]"
  generate
  rmdir -- "${BOX}/work"
  ln -s -- "${BOX}/victim" "${BOX}/work"
  must 0 restart
  [[ -e "${BOX}/victim/sub/a.state" ]]
}

@test "only files that are old enough go" {
  CONFIG[cleanup]="[{ path: '${BOX}/work', older_than: 60m }]"
  generate
  touch -d '-2 hours' -- "${BOX}/work/old"
  touch -d '-62 minutes' -- "${BOX}/work/old too"
  touch -d '-58 minutes' -- "${BOX}/work/young"
  touch -- "${BOX}/work/new"
  must 0 restart
  [[ ! -e "${BOX}/work/old" && ! -e "${BOX}/work/old too" && -e "${BOX}/work/young" && -e "${BOX}/work/new" ]]
}

@test "without a pattern every plain file goes" {
  CONFIG[cleanup]="[{ path: '${BOX}/work' }]"
  generate
  touch -- "${BOX}/work/a" "${BOX}/work/.b" "${BOX}/work/-c"
  must 0 restart
  [[ -z $(ls -A -- "${BOX}/work") ]]
}

@test "a missing folder stops nothing" {
  generate
  rmdir -- "${BOX}/work"
  must 0 restart
  expect_one
}

@test "several folders, one of them without permission, cost a warning at most" {
  mkdir -- "${BOX}/second"
  CONFIG[cleanup]="[{ path: '${BOX}/work' }, { path: '${BOX}/second', match: 'x?' }]"
  generate
  : >"${BOX}/work/a"
  : >"${BOX}/second/x1"
  : >"${BOX}/second/x12"
  mount --bind "${BOX}/work" "${BOX}/work"
  mount -o remount,bind,ro "${BOX}/work"
  must 0 restart
  expect_one
  [[ -e "${BOX}/work/a" && ! -e "${BOX}/second/x1" && -e "${BOX}/second/x12" ]]
  grep -q ' warn worker cleanup_failed ' "${LOG}"
}

@test "--dry-run cleans nothing" {
  generate
  : >"${BOX}/work/a.state"
  must 0 restart --dry-run
  [[ -e "${BOX}/work/a.state" ]]
}

@test "a file system below the folder is not entered, and one on a file stops nothing" {
  mkdir -- "${BOX}/work/below"
  CONFIG[cleanup]="[{ path: '${BOX}/work' }]"
  generate
  mount -t tmpfs small "${BOX}/work/below"
  : >"${BOX}/work/below/a"
  : >"${BOX}/work/b"
  : >"${BOX}/work/mounted"
  echo keep >"${BOX}/victim/kept"
  mount --bind "${BOX}/victim/kept" "${BOX}/work/mounted"
  must 0 restart
  [[ -e "${BOX}/work/below/a" && ! -e "${BOX}/work/b" && $(<"${BOX}/victim/kept") == keep ]]
  umount "${BOX}/work/below" "${BOX}/work/mounted"
  expect_one
}

@test "an age is rounded up to minutes: no younger file goes" {
  CONFIG[cleanup]="[{ path: '${BOX}/work', older_than: 90s }]"
  generate
  touch -d '-75 seconds' -- "${BOX}/work/young"
  touch -d '-200 seconds' -- "${BOX}/work/old"
  must 0 restart
  [[ -e "${BOX}/work/young" && ! -e "${BOX}/work/old" ]]
}
