# What this configuration needs beside what every one does.
check_tools() {
  local item
  for item in "${TOOLS[@]}"; do
    hash "${item}" 2>/dev/null || fail 69 "${item} is missing"
  done
}
