# count_checks ABOVE: how many checks in a row found it above; REPLY is whether they are enough. The
# count outlives runs and boots, and entries that differ in any value have counts of their own.
count_checks() {
  local file=${STATE_DIRECTORY}/above flag count=''
  for flag in "${FLAGS[@]#--}"; do file+=-${LIMIT[${flag//-/_}]:-}; done
  [[ ! -f ${file} || -L ${file} ]] || { read -r -n 9 count <"${file}"; } 2>/dev/null || :
  [[ ${count} =~ ^[1-9][0-9]{0,3}$ ]] || count=0
  count=$(($1 && count < 9999 ? count + $1 : count * $1))
  FIGURES+=("checks=${count}/${LIMIT[sustained]}")
  if ((DRY_RUN == 0 && count)); then
    put_file "${file}" "${count}" || log warn uncounted "file=${file}"
  elif ((DRY_RUN == 0)) && [[ -e ${file} ]]; then
    rm -f -- "${file}"
  fi
  REPLY=$((count >= LIMIT[sustained]))
}
# A new process begins with a clean slate.
forget_checks() {
  local files=("${STATE_DIRECTORY}/above-"*)
  ((${#files[@]} == 0)) || rm -f -- "${files[@]}" || :
}
