check_environment_file() {
  [[ -f ${ENVIRONMENT_FILE} && -r ${ENVIRONMENT_FILE} ]] \
    || fail 13 "cannot read ${ENVIRONMENT_FILE}"
}
# KEY=value lines, values plain or in quotes; nothing is expanded or run. A file that the service's
# user could change is read with that user's rights. Names that are bash's own are passed over.
read_environment_file() {
  local line name value own='^(BASH.*|COMP_.*|EPOCH.*|DIRSTACK|E?UID|FUNCNAME|GROUPS|HISTCMD|LINENO'
  local -a reader=(cat --)
  own+='|OPTIND|PIPESTATUS|PPID|S?RANDOM|SECONDS|SHELLOPTS|SHLVL|_)$'
  is_trusted "${ENVIRONMENT_FILE}" || reader=("${DROP[@]}" cat --)
  while IFS= read -r line || [[ -n ${line} ]]; do
    line=${line#"${line%%[![:blank:]]*}"}
    [[ ${line} != [\#\;]* && ${line} == *=* ]] || continue
    name=${line%%=*} value=${line#*=}
    value=${value%"${value##*[![:blank:]]}"}
    [[ ${name} =~ ^[A-Za-z_][A-Za-z0-9_]*$ && ! ${name} =~ ${own} ]] || continue
    case ${value} in
      \"*\") value=${value:1:-1} value=${value//\\\"/\"} value=${value//\\\\/\\} ;;
      \'*\') value=${value:1:-1} ;;
      *) ;;
    esac
    printf '%s\0' "${name}=${value}"
  done < <("${reader[@]}" "${ENVIRONMENT_FILE}")
}
