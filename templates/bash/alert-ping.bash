# A dead man's switch: told that a restart begins, that all is well, or that it failed. That there
# was nothing to do is well, too; a run that finds another one at work says nothing.
tell_begin() { ((DRY_RUN)) || messenger ping /start; }
ping_outcome() {
  [[ ${ACTION} != stop ]] || return 0
  case $2-$1 in
    failure-*) messenger ping /fail ;;
    success-* | skipped-20) messenger ping '' ;;
    *) ;;
  esac
}
# ping SUFFIX: of the path, not of a query behind it.
ping() {
  local URL query=''
  read_url "${PING_URL_FILE}" || { undelivered ping "${REPLY}" && return 0; }
  [[ ${URL} != *\?* ]] || query="?${URL#*\?}"
  URL=${URL%%\?*}
  ask ping "${URL%/}$1${query}"
}
