# A crontab of one's own, where there is no cron.d: our lines stand between two marks, and all the
# rest is kept byte for byte.
declare CRONTAB='' BEFORE='' BLOCK='' AFTER=''
# REPLY becomes what people call a path; our lines of a crontab have none.
name_of() {
  REPLY=${BASE}/$1
  [[ $1 != "${CRONTAB_ROW}" ]] || REPLY="the block of lines in the crontab of $(id -un)"
}
is_begin() { [[ $1 == "# BEGIN Saikido ${SERVICE}" ]]; }
is_end() { [[ $1 == "# END Saikido ${SERVICE}" ]]; }
# CRONTAB becomes all of it. Nobody must take a crontab that could not be read for an empty one.
read_crontab() {
  local said
  if CRONTAB=$(crontab -l 2>/dev/null && printf x); then
    CRONTAB=${CRONTAB%x}
    return 0
  fi
  said=$(crontab -l 2>&1 >/dev/null) || :
  [[ ${said} == *'no crontab for'* || ${said} == *"can't open"*'No such file'* ]] \
    || leave 77 "cannot read the crontab: ${said}"
  CRONTAB=''
}
# Splits it around our lines.
split_crontab() {
  local line part=before whole=1
  BEFORE='' BLOCK='' AFTER=''
  read_crontab
  while IFS= read -r line || [[ -n ${line} ]]; do
    if is_begin "${line}"; then
      [[ ${part} == before ]] || whole=0
      part=block
    elif is_end "${line}"; then
      [[ ${part} == block ]] || whole=0
      part=after
    else
      case ${part} in
        before) BEFORE+=${line}$'\n' ;;
        block) BLOCK+=${line}$'\n' ;;
        *) AFTER+=${line}$'\n' ;;
      esac
    fi
  done < <(printf '%s' "${CRONTAB}")
  [[ ${part} != block ]] && ((whole)) \
    || leave 1 "the marks of ${SERVICE} in the crontab are damaged: crontab -e, take its lines out"
}
write_crontab() {
  if [[ -z $1 ]]; then
    crontab -r
  else
    printf '%s' "$1" | crontab - {LOCK}>&-
  fi || leave 73 'crontab refused the new lines; the old ones are in place'
}
# What of the bundle is meant for a crontab.
want_crontab() {
  values_of CRONTABS "${SERVICE}"
  ((${#VALUES[@]} && OFFLINE == 0)) || return 0
  WANTED[${CRONTAB_ROW}]="${BUNDLE[${VALUES[0]}]:-} block"
  ORDER+=("${CRONTAB_ROW}")
}
sum_crontab() {
  local sum
  [[ -n ${WANTED[${CRONTAB_ROW}]:-}${RECEIPT[${CRONTAB_ROW}]:-} ]] || return 0
  split_crontab
  [[ -n ${BLOCK} ]] || return 0
  sum=$(printf '%s' "${BLOCK}" | sha256sum)
  SUMS[${CRONTAB_ROW}]=${sum:0:64}
}
keep_crontab() {
  split_crontab
  mkdir -p -- "$1/crontab" && printf '%s' "${BLOCK}" >"$1/crontab/${SERVICE}" || cannot "$1"
}
put_crontab() {
  local text
  split_crontab
  text=$(cat -- "$1" && printf x) || cannot 'the crontab'
  write_crontab \
    "${BEFORE}# BEGIN Saikido ${SERVICE}"$'\n'"${text%x}# END Saikido ${SERVICE}"$'\n'"${AFTER}"
}
remove_crontab() {
  split_crontab
  write_crontab "${BEFORE}${AFTER}"
}
