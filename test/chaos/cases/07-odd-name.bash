# the process calls itself `x) R 1 (`, or a name with a newline
for name in 'x) R 1 (a b' $'a\nb) S 1\n' ') Z 0 0 0'; do
  inject "${name@Q}"
  fresh
  write_worker "printf '%s' ${name@Q} >/proc/\$\$/comm" "${STAY[@]}"
  begin_running
  wait_until test -e "${BOX}/ready"
  attempt 0 ensure
  [[ $(pid_in_file) == "${OLD}" ]] || wrong other 'ensure replaced a healthy process'
  attempt 0 restart
  ! is_alive "${OLD}" || wrong doubled 'the old process lives'
  recover
done
