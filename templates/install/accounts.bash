# has_account passwd|group NAME: by name or number, here or in the root that was asked for.
has_account() {
  local name id
  if ((OFFLINE == 0)) && hash getent 2>/dev/null; then
    getent "$1" "$2" >/dev/null
    return
  fi
  while IFS=: read -r name _ id _; do
    [[ ${name} != "$2" && ${id} != "$2" ]] || return 0
  done < <(cat -- "${BASE}/etc/$1" 2>/dev/null)
  return 1
}
check_accounts() {
  local name
  values_of_all USERS
  for name in "${VALUES[@]}"; do has_account passwd "${name}" || missing "the user ${name}"; done
  values_of_all TEAMS
  for name in "${VALUES[@]}"; do has_account group "${name}" || missing "the group ${name}"; done
}
