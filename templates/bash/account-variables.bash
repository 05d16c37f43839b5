declare -a ACCOUNT=() DROP=()
