choose_user() { look_up_account "${EUID}" || ACCOUNT=("${EUID}" x "${EUID}" 0 '' / ''); }
