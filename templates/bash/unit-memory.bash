# Bytes of the unit's control group, without the files that the kernel caches for it and gives back
# when memory is short; of its processes where systemd keeps no account.
weigh() {
  local file key value bytes=''
  for file in /sys/fs/cgroup{,/unified}"${SEEN[ControlGroup]:-/none}"/memory.current; do
    { read -r bytes <"${file}"; } 2>/dev/null || continue
    while read -r key value; do
      [[ ${key} != inactive_file ]] || bytes=$((bytes > value ? bytes - value : 0))
    done 2>/dev/null <"${file%current}stat"
    break
  done
  if [[ -z ${bytes} ]]; then
    bytes=$(timeout 30 "${SYSTEMCTL[@]}" show -p MemoryCurrent -- "${UNIT}" 2>/dev/null {LOCK}>&-)
    bytes=${bytes#*=}
  fi
  [[ ! ${bytes} =~ ^[1-9][0-9]{0,17}$ ]] || { REPLY=${bytes} && return 0; }
  measure && REPLY=$((USE[1] ? USE[1] : USE[0]))
}
