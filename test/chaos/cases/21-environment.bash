# a hostile environment
printf 'touch %q\n' "${BOX}/pwned" >"${BOX}/evil"
mkdir -- "${BOX}/evil bin"
for tool in flock env setsid stat cat sync mv rm timeout bash sleep kill ps; do
  printf '#!/bin/sh\n: >"%s/pwned"\n' "${BOX}" >"${BOX}/evil bin/${tool}"
  chmod 755 "${BOX}/evil bin/${tool}"
done
hostile=(BASH_ENV="${BOX}/evil" ENV="${BOX}/evil" PATH="${BOX}/evil bin:${PATH}" SHELLOPTS=xtrace:noexec
  "BASH_FUNC_kill%%=() { : >'${BOX}/pwned'; }" "BASH_FUNC_exec%%=() { : >'${BOX}/pwned'; }"
  "BASH_FUNC_exit%%=() { : >'${BOX}/pwned'; }" CDPATH="/:${BOX}" PS_FORMAT=args IFS=a0 GLOBIGNORE='*' TMPDIR=/nowhere
  POSIXLY_CORRECT=1 LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 TMOUT=1 BASH_COMPAT=32 EXECIGNORE='*' HOME=/nowhere
  SAIKIDO_SERVICE=other PID_FILE=/x QUIET=1 FORCE=1 NEW=1 LOCK=0 COMMAND=/bin/false EUID=7 'BASH_ARGV0=x')
for action in restart ensure start restart; do
  inject "${action}"
  run env "${hostile[@]}" "${SCRIPT}" "${action}" 3>&-
  judge 0 "${status}" "${action}"
done
inject 'no environment at all, an interpreter of another name'
run env -i bash "${SCRIPT}" restart 3>&-
judge 0 "${status}" restart
recover
