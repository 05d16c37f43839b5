declare -a DROP=()
