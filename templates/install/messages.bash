say() { { printf '%s\n' "$*"; } 2>/dev/null || :; }
# tell WHAT PATH: one line for each change; in a dry run it is what would be done.
tell() {
  ((++CHANGES))
  say "$( ((DRY_RUN)) && printf 'would be ')$(printf '%-9s %s' "$1" "$2")"
}
warn() { printf 'install.sh: %s\n' "$*" >&2 || :; }
# blame STATUS TEXT: something stands in the way; all of it is told before the run ends.
blame() {
  (($1 <= WORST)) || WORST=$1
  warn "$2"
}
stop_if_blamed() {
  ((WORST == 0)) || leave "${WORST}" "$1"
}
leave() {
  FINISHED=1
  [[ -z ${2:-} ]] || warn "$2"
  exit "$1"
}
