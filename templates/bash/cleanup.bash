# Removes plain files directly in the configured folders, as the service's user, once the
# old process is proven gone. Neither a symbolic link nor another file system is entered.
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

# It works inside the folder and never leaves it, so swapping the folder meanwhile changes nothing.
remove_files() {
  local -a which=(-xdev -maxdepth 1 -type f -name "$2")
  # Rounded up to minutes: never a younger file.
  (($3 < 0)) || which+=(-mmin "+$((($3 + 59999) / 60000))")
  (
    cd -P -- "$1" && [[ ${PWD} == "$1" ]] \
      && exec "${DROP[@]}" find . "${which[@]}" -exec rm -f -- {} +
  ) &>/dev/null
}
