# the clock is set while the old process is waited for
# The clock of this machine is not ours to set, so it is moved for the run alone. /proc/uptime stays as it is.
move_clock() { printf '%s\n' "$1" >"${BATS_FILE_TMPDIR}/clock"; }

if ! cc -shared -fPIC -DCLOCK="\"${BATS_FILE_TMPDIR}/clock\"" -o "${BATS_FILE_TMPDIR}/clock.so" "${0%/*}/clock.c" \
  -ldl &>/dev/null; then
  not_here 'moving the clock of one process needs a C compiler'
else
  for jump in -3600 3600; do
    inject "${jump} s"
    fresh
    CONFIG[stop]='{ timeout: 1s }'
    generate
    write_worker "trap ': >\"\${box}/asked\"' TERM" "${STAY[@]}"
    begin_running
    wait_until test -e "${BOX}/ready"
    write_worker
    move_clock 0
    began=$(uptime_ms)
    keep_running env LD_LIBRARY_PATH="${BATS_FILE_TMPDIR}" LD_PRELOAD=clock.so "${SCRIPT}" restart
    wait_until test -e "${BOX}/asked"
    move_clock "${jump}"
    wait "${BYSTANDER}"
    judge 0 "$?" restart
    took=$(($(uptime_ms) - began))
    ((took >= 1000 && took < 4000)) || wrong other "it took ${took} ms instead of a second and a little"
    (($(cut -c 12-13 "${LOG}" | sort -u | wc -l) > 1)) || wrong other 'the clock did not jump'
    recover
  done
fi
