# KEY=value lines, values plain or in quotes; nothing is expanded or run. A file that the service's
# user could change is read with that user's rights. Names that belong to bash itself are passed over.
read_environment_file() {
  local line name value
  local -a reader=(cat --)
  is_trusted "${ENVIRONMENT_FILE}" || reader=("${DROP[@]}" cat --)
  while IFS= read -r line || [[ ${line} ]]; do
    line=${line#"${line%%[![:blank:]]*}"}
    [[ ${line} != [\#\;]* && ${line} == *=* ]] || continue
    name=${line%%=*} value=${line#*=}
    value=${value%"${value##*[![:blank:]]}"}
    [[ ${name} =~ ^[A-Za-z_][A-Za-z0-9_]*$ && ! ${name} =~ ${BASH_NAMES} ]] || continue
    case ${value} in
      \"*\") value=${value:1:-1} value=${value//\\\"/\"} value=${value//\\\\/\\} ;;
      \'*\') value=${value:1:-1} ;;
    esac
    printf '%s\0' "${name}=${value}"
  done < <("${reader[@]}" "${ENVIRONMENT_FILE}")
}
