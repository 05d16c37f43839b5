# Disks that are small enough to be full.

# small_disk FOLDER: a file system of 64 KiB.
small_disk() {
  mkdir -p -- "${BOX}/$1"
  mount -t tmpfs -o size=64k,mode=755 small "${BOX}/$1"
}

# fill FOLDER: until not one byte fits.
fill() {
  local i
  for ((i = 0; i < 40; i++)); do
    head -c 4096 /dev/zero >"${BOX}/$1/filler ${i}" 2>/dev/null || :
  done
  run bash -c 'printf x >"$1"' bash "${BOX}/$1/one more"
  ((status != 0))
}
