# REPLY becomes the share of the last minute, in percent, in which some process waited for $1.
read_pressure() {
  { read -r _ _ REPLY _ <"/proc/pressure/$1"; } 2>/dev/null || REPLY=''
  REPLY=${REPLY#avg60=}
  [[ ${REPLY} =~ ^[0-9]{1,3}\.[0-9]{2}$ ]] || { REPLY='' && return 1; }
}
