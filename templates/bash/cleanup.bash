# Removes plain files directly in the configured folders, as the service's user; neither a symbolic link
# nor another file system is entered. Only called once the old process is proven gone.
clean_up() {
  local i folder age
  for ((i = 0; i < ${#CLEANUP[@]}; i += 3)); do
    folder=${CLEANUP[i]} age=${CLEANUP[i + 2]}
    if [[ ! -d ${folder} || -L ${folder} ]]; then
      log info nothing_to_clean_up "path=${folder}"
    elif ! remove_files "${folder}" "${CLEANUP[i + 1]}" "${age}"; then
      log warn cleanup_failed "path=${folder}"
    else
      log info cleaned_up "path=${folder}" "match=${CLEANUP[i + 1]}"
    fi
  done
}

# find changes into the folder first and never leaves it, so a folder that is swapped under it changes nothing.
remove_files() {
  local -a age=()
  (($3 < 0)) || age=(-mmin "+$((($3 / 60000) > 0 ? $3 / 60000 - 1 : 0))")
  (
    cd -P -- "$1" && [[ ${PWD} == "$1" ]] \
      && exec ${DROP[@]+"${DROP[@]}"} find . -xdev -maxdepth 1 -type f -name "$2" ${age[@]+"${age[@]}"} -exec rm -f -- {} +
  ) &>/dev/null
}
