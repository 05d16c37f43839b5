# a daemon that writes its PID file late, never, or with a lie in it
CONFIG[type]=forking
CONFIG[start]='{ timeout: 2s, settle: 200ms, attempts: 1 }'
generate
cp -- "${SCRIPT}" "${BATS_FILE_TMPDIR}/plain script"
for way in late never lie dies; do
  inject "${way}"
  fresh
  case ${way} in
    late) write_daemon 'sleep 1 9>&-' "$(write_pid)" && attempt 0 start ;;
    never) write_daemon && attempt 11 start ;;
    lie) write_daemon "printf '%s\n' ${BYSTANDER} >\"\${pid_file}\"" && attempt 11 start ;;
    dies) write_daemon "$(write_pid)" 'exit 3' && attempt 11 start ;;
  esac
  write_daemon "$(write_pid)"
  recover restart
done
