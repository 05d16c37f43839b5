# The bundle must be as it was generated: every file that is listed, and below root/ no other.
verify_bundle() {
  local line path
  [[ -f ${HERE}/SHA256SUMS ]] || leave 1 "${HERE}/SHA256SUMS is missing: copy the whole bundle"
  while IFS= read -r line || [[ -n ${line} ]]; do
    [[ ${line} != '#'* ]] || continue
    [[ ${line} =~ ^[0-9a-f]{64}'  '[^/] ]] || leave 1 'SHA256SUMS is damaged: copy the bundle again'
    BUNDLE[${line:66}]=${line:0:64}
  done <"${HERE}/SHA256SUMS"
  sum_up "${HERE}" "${!BUNDLE[@]}"
  for path in "${!BUNDLE[@]}"; do
    [[ -n ${SUMS[${path}]:-} ]] || blame 1 "${path} is missing from the bundle"
    [[ ${SUMS[${path}]:-${BUNDLE[${path}]}} == "${BUNDLE[${path}]}" ]] \
      || blame 1 "${path} was changed since the bundle was generated"
  done
  while IFS= read -r -d '' path; do
    [[ -n ${BUNDLE[${path}]:-} ]] || blame 1 "${path} does not belong to the bundle"
  done < <(cd -- "${HERE}/" && find root ! -type d -print0)
  values_of_all FILES
  for path in "${VALUES[@]}"; do
    [[ -n ${BUNDLE["root/${path}"]:-} ]] || blame 1 "SHA256SUMS lacks root/${path}"
  done
  stop_if_blamed 'nothing was changed: generate the bundle anew, or copy it again'
}
