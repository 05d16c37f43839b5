# The rights are dropped before anything of the user's is read, entered or run.
choose_user() {
  look_up_account "${SERVICE_USER}" || fail 13 "there is no user ${SERVICE_USER}"
  ((EUID != ACCOUNT[2])) || return 0
  # Who only looks needs no rights of that user.
  ((EUID == 0)) || [[ ${ACTION} != status ]] || return 0
  ((EUID == 0)) || fail 77 "needs root or user ${SERVICE_USER}"
  DROP=(setpriv --reuid "${ACCOUNT[2]}" --regid "${SERVICE_GROUP:-${ACCOUNT[3]}}" --init-groups)
  ! "${DROP[@]}" true 2>/dev/null || return 0
  [[ -z ${SERVICE_GROUP} ]] || fail 69 "setpriv is missing, or there is no group ${SERVICE_GROUP}"
  DROP=(su -s "$(type -P env)" "${ACCOUNT[0]}" --)
  "${DROP[@]}" true 2>/dev/null || fail 69 "neither setpriv nor su can become ${SERVICE_USER}"
}
# Some su stay as the parent of what they run, and would keep the lock as long as the service lives.
let_go_of_lock() { [[ ${DROP[0]:-} != su ]] || exec {LOCK}<&-; }
