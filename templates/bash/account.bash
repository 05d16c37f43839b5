# ACCOUNT becomes the passwd fields of user $1, a name or a number.
look_up_account() {
  IFS=: read -r -a ACCOUNT \
    < <(getent passwd "$1" 2>/dev/null || grep -m 1 -E "^([^:]*:[^:]*:)?$1:" /etc/passwd)
}
