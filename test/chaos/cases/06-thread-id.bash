# the PID file names a thread of another process
keep_running node -e 'setInterval(() => {}, 1e6)'
STRANGERS+=("${BYSTANDER}")
has_thread() { THREADS=("/proc/${BYSTANDER}/task/"*) && ((${#THREADS[@]} > 1)); }
wait_until has_thread
for action in restart start stop; do
  inject "${action}"
  rm -f -- "${RECORD}"
  printf '%s\n' "${THREADS[-1]##*/}" >|"${PID_FILE}"
  attempt 0 "${action}"
  recover start
  kill -KILL "$(pid_in_file)"
done
