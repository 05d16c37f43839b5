# a disk that is full, read-only or out of inodes
inodes() {
  mkdir -p -- "${BOX}/$1"
  mount -t tmpfs -o nr_inodes=12,mode=755 few "${BOX}/$1"
}
use_up() {
  local i
  for ((i = 0; i < 20; i++)); do : >"${BOX}/$1/filler ${i}"; done 2>/dev/null
  return 0
}
read_only() {
  mount --bind "${BOX}/$1" "${BOX}/$1" && mount -o remount,bind,ro "${BOX}/$1"
}

for folder in state run log; do
  for way in bytes inodes; do
    inject "${folder}: no ${way}"
    fresh
    [[ ${way} == inodes ]] && inodes "${folder}" || small_disk "${folder}"
    begin_running
    [[ ${way} == inodes ]] && use_up "${folder}" || fill "${folder}"
    if [[ ${folder} == log ]]; then attempt 0 restart; else attempt 73 restart; fi
    [[ ${folder} == log || $(copies) == "${OLD}" ]] || wrong absent 'the old process was touched'
    rm -f -- "${BOX}/${folder}/filler"*
    recover
  done
  inject "${folder}: full when the old process has gone"
  fresh
  small_disk "${folder}"
  write_worker "trap 'head -c 100000 /dev/zero >\"\${box}/${folder}/filler\" 2>/dev/null; exit' TERM" "${STAY[@]}"
  begin_running
  wait_until test -e "${BOX}/ready"
  write_worker
  attempt 0 restart
  rm -f -- "${BOX}/${folder}/filler"
  recover restart
done
for folder in state run; do
  inject "${folder}: read-only"
  fresh
  begin_running
  read_only "${folder}"
  attempt 73 restart
  umount "${BOX}/${folder}"
  recover
done
