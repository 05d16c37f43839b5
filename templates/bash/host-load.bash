# LOAD becomes the 1-minute load average, CPUS the number of CPUs that are online.
declare LOAD='' CPUS=1
read_load() {
  local ranges=() range cpus=0
  { read -r LOAD _ </proc/loadavg; } 2>/dev/null || LOAD=''
  [[ ${LOAD} =~ ^[0-9]{1,9}\.[0-9]{2}$ ]] || LOAD=''
  { IFS=, read -r -a ranges </sys/devices/system/cpu/online; } 2>/dev/null || :
  for range in "${ranges[@]}"; do
    [[ ${range} =~ ^[0-9]{1,5}(-[0-9]{1,5})?$ ]] || continue
    cpus=$((cpus + 10#${range#*-} - 10#${range%-*} + 1))
  done
  CPUS=$((cpus ? cpus : 1))
  [[ -n ${LOAD} ]]
}
