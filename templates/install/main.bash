# The head of this file is its help.
cmd_help() { sed -n '2,/^$/s/^# \{0,1\}//p' "${HERE}/${BASH_SOURCE[0]##*/}"; }
misuse() { leave 2 "$1; try install.sh help"; }
# Calls $1 for each chosen service, whose name is then SERVICE.
each_service() {
  for SERVICE in "${SERVICES[@]}"; do "$1"; done
}
choose_service() { SERVICES+=("$1"); }
has_service() { values_of FILES "$1" && ((${#VALUES[@]})); }
# What was taken out of the config can still be uninstalled.
is_installed() { [[ $1 != */* && -n $1 && -f ${STORE}/$1/receipt ]]; }
check_services() {
  local name
  for name in "${SERVICES[@]}"; do
    has_service "${name}" || { [[ ${ACTION} == uninstall ]] && is_installed "${name}"; } \
      || misuse "this bundle has no service ${name@Q}"
  done
}
# Another bundle's, or taken out of this one's config: nobody but a person can tell.
note_others() {
  local folder name others=''
  for folder in "${STORE}"/*/; do
    name=${folder%/} && name=${name##*/}
    has_service "${name}" || ! is_installed "${name}" || others+="${others:+, }${name}"
  done
  [[ -z ${others} ]] || warn "note: installed, but not of this bundle: ${others};" \
    'what nobody wants any more goes by uninstall --service NAME'
}
choose_all() {
  local i
  for ((i = 0; i < ${#FILES[@]}; i += 2)); do
    ((i)) && [[ ${FILES[i]} == "${FILES[i - 2]}" ]] || SERVICES+=("${FILES[i]}")
  done
}
choose_root() {
  [[ -n $1 && -d $1 ]] || misuse "--root needs a folder that exists, not ${1@Q}"
  OFFLINE=1
  BASE=$(cd -P -- "$1" && printf '%s/' "${PWD%/}")
  BASE=${BASE%/}
}
# Where things go: to the machine, to the home, or to the root that was asked for.
choose_places() {
  if [[ ${INSTALL} == user ]]; then
    ((OFFLINE)) || [[ ${HOME:-} == /?* && -d ${HOME} ]] || leave 77 'HOME must name your home'
    ((OFFLINE)) || BASE=${HOME%/}
    STORE=${BASE}/.local/state/saikido/.install
    export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/${EUID}}
  else
    ((EUID == 0 || OFFLINE)) || leave 77 'needs root'
    STORE=${BASE}/var/lib/saikido/.install
  fi
}
read_arguments() {
  local words=()
  while (($#)); do
    case $1 in
      --dry-run) DRY_RUN=1 ;;
      --purge) PURGE=1 ;;
      --service | --root)
        (($# > 1)) || misuse "$1 needs a value"
        "choose_${1#--}" "$2"
        shift
        ;;
      --service=*) choose_service "${1#*=}" ;;
      --root=*) choose_root "${1#*=}" ;;
      --help) words+=(help) ;;
      -*) misuse "unknown option ${1@Q}" ;;
      *) words+=("$1") ;;
    esac
    shift
  done
  ACTION=${words[0]:-install}
  ((${#words[@]} < 2)) || misuse "${ACTION} takes no ${words[1]@Q}"
  [[ ${ACTION} == @(install|rollback|uninstall|doctor|help) ]] \
    || misuse "unknown action ${ACTION@Q}"
  ((PURGE == 0)) || [[ ${ACTION} == uninstall ]] || misuse '--purge is for uninstall'
  ((${#SERVICES[@]})) || choose_all
}
main() {
  HERE=.
  [[ ${BASH_SOURCE[0]} != */* ]] || HERE=${BASH_SOURCE[0]%/*}
  HERE=$(cd -P -- "${HERE:-/}" && printf '%s' "${PWD}")
  read_arguments "$@"
  [[ ${ACTION} != help ]] || { cmd_help && leave 0; }
  choose_places
  check_services
  check_own_tools
  cd / || leave 73 'cannot enter /'
  # Here errexit is off: what may fail and matters has its own word for it.
  "cmd_${ACTION}" || :
  leave "${WORST}"
}
on_exit() { ((FINISHED)) || { warn 'it ended unexpectedly' && exit 70; }; }
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  # Only with -p does bash take neither functions nor a start-up file from the environment; as POSIX
  # has it, exec itself is then no such function. Nor is an EUID of the environment believed.
  if [[ $- != *p* || ${EUID@a} != *r* ]]; then
    POSIXLY_CORRECT=1
    exec env -u EUID -u POSIXLY_CORRECT /bin/bash -p -- "$0" "$@"
  fi
  trap on_exit EXIT
  trap 'leave 129' HUP
  trap 'leave 130' INT
  trap 'leave 143' TERM
  trap '' PIPE
  main "$@" && exit
fi
