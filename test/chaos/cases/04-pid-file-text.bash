# hostile text in the PID file
while IFS= read -r -d '' text; do
  inject "${text@Q}, not running"
  rm -f -- "${RECORD}"
  printf '%s' "${text}" >|"${PID_FILE}"
  attempt 0 restart
  inject "${text@Q}, running"
  printf '%s\n' "${text}" >|"${PID_FILE}"
  recover
  kill -KILL "$(pid_in_file)"
done < <(hostile_contents)
