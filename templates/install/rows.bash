# The settings are rows of a service (* is all of them) and what it has. VALUES becomes what
# service $2 has of $1.
values_of() {
  local -n rows=$1
  local i
  VALUES=()
  for ((i = 0; i < ${#rows[@]}; i += 2)); do
    [[ ${rows[i]} != "$2" && ${rows[i]} != '*' ]] || VALUES+=("${rows[i + 1]}")
  done
}
# The same of all services that were chosen, each value once.
values_of_all() {
  local name value found=()
  local -A seen=()
  for name in "${SERVICES[@]}"; do
    values_of "$1" "${name}"
    for value in "${VALUES[@]}"; do
      [[ -z ${seen[${value}]:-} ]] || continue
      seen[${value}]=1 && found+=("${value}")
    done
  done
  VALUES=("${found[@]}")
}
# REPLY becomes the place of a path of the server's.
place_of() {
  REPLY=${BASE}$1
  [[ ${INSTALL} == system ]] || REPLY=$1
  [[ ${INSTALL} == system || ${OFFLINE} == 0 ]] || REPLY=${BASE}/${1#"${HOME:-}/"}
}
# REPLY becomes the nearest folder above $1 that is there.
folder_above() {
  REPLY=${1%/*}
  while [[ -n ${REPLY} && ! -e ${REPLY} && ! -L ${REPLY} ]]; do REPLY=${REPLY%/*}; done
  REPLY=${REPLY:-/}
}
# sum_up FOLDER PATH...: SUMS becomes the digest of each plain file below the folder, by its path.
sum_up() {
  local line path files=()
  SUMS=()
  for path in "${@:2}"; do
    [[ ${path} == "${CRONTAB_ROW}" || ! -f $1/${path} || -L $1/${path} ]] || files+=("${path}")
  done
  ((${#files[@]})) || return 0
  while IFS= read -r line; do SUMS[${line:66}]=${line:0:64}; done \
    < <(cd -- "$1/" && sha256sum -- "${files[@]}")
}
