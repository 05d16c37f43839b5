# tell_syslog LEVEL LINE: for whoever reads syslog; a logger that is missing or hangs stops nothing.
tell_syslog() {
  timeout 2 logger -t "${SERVICE}-restart" -p "daemon.${1/error/err}" -- "$2" &>/dev/null || :
}
