# The environment of the process: exactly that of the contract, whoever calls. Hazards K8 and Q1.

load helper

setup_file() { prepare_file; }
setup() { prepare_test; }
teardown() { end_test; }

# What the kernel gave to the command, before any shell added to it.
take_perl() {
  cat >"${BOX}/bin/worker" <<'PERL'
#!/usr/bin/perl
PERL
  printf 'open F, ">", "%s/given"; print F map { "$_=$ENV{$_}\\0" } sort keys %%ENV; close F;\n' "${BOX}" \
    >>"${BOX}/bin/worker"
  printf 'exec "sleep", "98765";\n' >>"${BOX}/bin/worker"
}

given() {
  wait_until test -s "${BOX}/given"
  tr '\0' '\n' <"${BOX}/given"
}

standard() {
  printf '%s\n' HOME=/root LANG=C.UTF-8 LOGNAME=root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    SAIKIDO_SERVICE=worker SHELL=/bin/bash USER=root "$@" | sort
}

@test "the environment is exactly that of the contract" {
  take_perl
  start_service
  diff <(given | sort) <(standard)
}

@test "it is the same when called with an empty or a hostile environment" {
  take_perl
  run env -i "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  diff <(given | sort) <(standard)
  rm -- "${BOX}/given"
  printf 'touch %q\n' "${BOX}/pwned" >"${BOX}/evil"
  mkdir -- "${BOX}/evil bin"
  local tool
  for tool in flock env setsid stat cat sync mv timeout bash sleep; do
    printf '#!/bin/sh\n: >"%s/pwned"\n' "${BOX}" >"${BOX}/evil bin/${tool}"
    chmod 755 "${BOX}/evil bin/${tool}"
  done
  run env BASH_ENV="${BOX}/evil" ENV="${BOX}/evil" "BASH_FUNC_kill%%=() { : >'${BOX}/pwned'; }" \
    "BASH_FUNC_flock%%=() { : >'${BOX}/pwned'; }" 'BASH_FUNC_read%%=() { :; }' 'BASH_FUNC_[%%=() { :; }' \
    PATH="${BOX}/evil bin:${PATH}" CDPATH="/:${BOX}" HOME=/nowhere SHELLOPTS=xtrace:verbose BASHOPTS=extglob \
    PS4='$(id)' \
    IFS=a GLOBIGNORE='*' TMPDIR=/nowhere POSIXLY_CORRECT=1 LC_ALL=tr_TR.UTF-8 LANGUAGE=de TMOUT=1 TZ=Asia/Tokyo \
    SAIKIDO_SERVICE=other LOG_FILE=/x PID_FILE=/x QUIET=1 FORCE=1 DRY_RUN=1 NEW=1 LOCK=0 ACCOUNT=x COMMAND=/bin/false \
    SECONDS=5 PPID=1 'odd name=1' 'a-b=2' '9=3' "LD_LIBRARY_PATH=${BOX}/none" NOTIFY_SOCKET=/x \
    "${SCRIPT}" restart 3>&-
  [[ ${status} == 0 ]]
  [[ ! -e "${BOX}/pwned" && ! -e "${BOX}/two at once" ]]
  diff <(given | sort) <(standard)
}

@test "functions from the environment replace nothing, even when called as bash script" {
  must 0 start
  run env "BASH_FUNC_kill%%=() { : >'${BOX}/pwned'; }" "BASH_FUNC_flock%%=() { : >'${BOX}/pwned'; }" \
    "BASH_FUNC_trap%%=() { : >'${BOX}/pwned'; }" bash "${SCRIPT}" restart 3>&-
  expect_one
  [[ ${status} == 0 && ! -e "${BOX}/pwned" ]]
}

@test "a function named exec is not run" {
  run env "BASH_FUNC_exec%%=() { : >'${BOX}/pwned'; }" "${SCRIPT}" start 3>&-
  [[ ${status} == 0 && ! -e "${BOX}/pwned" ]]
}

@test "the caller's word for who it is counts nothing" {
  take_perl
  run env UID=7 EUID=7 "${SCRIPT}" start 3>&-
  [[ ${status} == 0 ]]
  diff <(given | sort) <(standard)
}

@test "variables of the config arrive as they are and come last" {
  CONFIG[environment]='{ QUOTES: "a'\''b\"c", DOLLAR: "$HOME $(id) `id` \\", LINES: "one\ntwo\n\n", EMPTY: "",
      UNICODE: "é 😀", BLANKS: "  x  ", LANG: de_DE.UTF-8, PATH: "/opt/a b:/usr/bin:/bin", TAB: "a\tb",
      EQUALS: "a=b=c", lower_case: "-n" }'
  generate
  take_perl
  start_service
  wait_until test -s "${BOX}/given"
  printf '%s\0' "BLANKS=  x  " 'DOLLAR=$HOME $(id) `id` \' EMPTY= EQUALS=a=b=c HOME=/root LANG=de_DE.UTF-8 \
    $'LINES=one\ntwo\n\n' LOGNAME=root 'PATH=/opt/a b:/usr/bin:/bin' "QUOTES=a'b\"c" SAIKIDO_SERVICE=worker \
    SHELL=/bin/bash $'TAB=a\tb' 'UNICODE=é 😀' USER=root lower_case=-n >"${BOX}/expected"
  diff -a <(tr '\0' '\n' <"${BOX}/expected") <(given)
  cmp -- "${BOX}/expected" "${BOX}/given"
}

@test "variables whose names the script or bash uses, too" {
  local names=(IFS OLDPWD OPTARG PWD REPLY STAT code env environment fd go line lock)
  CONFIG[environment]="{ $(printf '%s: "0é /", ' "${names[@]}") }"
  generate
  take_perl
  start_service
  diff <(given | sort) <(standard "${names[@]/%/=0é /}")
}

@test "the environment file: quotes, comments, odd names, no code" {
  CONFIG[environment_file]="'${BOX}/spooler.env'"
  CONFIG[environment]='{ BOTH: config }'
  cat >"${BOX}/spooler.env" <<'FILE'
# a comment
; another

PLAIN=two words
  INDENTED=yes
DOUBLE="a $HOME \"b\" \\ `id` # no comment"
SINGLE='it is $(id) "so"'
CODE=$(touch pwned)
EMPTY=
BOTH=file
9ODD=x
a-b=x
a.b=x
no equals sign
=x
BASH_ENV=/evil
LD_LIBRARY=fine
UID=7
IFS=x
BASHOPTS=x
SHELLOPTS=xtrace
OPTIND=x
LAST=without newline
FILE
  truncate -s -1 "${BOX}/spooler.env"
  generate
  take_perl
  start_service
  given
  given | grep -xF 'PLAIN=two words'
  given | grep -xF 'INDENTED=yes'
  given | grep -xF 'DOUBLE=a $HOME "b" \ `id` # no comment'
  given | grep -xF "SINGLE=it is \$(id) \"so\""
  given | grep -xF 'CODE=$(touch pwned)'
  given | grep -xF 'EMPTY='
  given | grep -xF 'BOTH=config'
  given | grep -xF 'LAST=without newline'
  given | grep -xF 'SAIKIDO_SERVICE=worker'
  run ! grep -qzE '^(9ODD|a-b|a\.b|no equals|BASH_ENV|UID|BASHOPTS|SHELLOPTS|OPTIND|)=' "${BOX}/given"
}

@test "an environment file that is missing does not keep the old process from living" {
  CONFIG[environment_file]="'${BOX}/spooler.env'"
  : >"${BOX}/spooler.env"
  generate
  start_service
  rm -- "${BOX}/spooler.env"
  act restart
  ((status == 13)) && expect_untouched || { ((status == 0)) && expect_another; }
}

@test "a function named exec is not run, even when called as bash script" {
  run env "BASH_FUNC_exec%%=() { : >'${BOX}/pwned'; }" bash "${SCRIPT}" start 3>&-
  [[ ${status} == 0 && ! -e "${BOX}/pwned" ]]
}

@test "an environment that is cut off starts nothing" {
  # The last variable, the mark, goes missing on its way.
  sed -i 's/ "SAIKIDO_SERVICE=${SERVICE}"$/ /' "${SCRIPT}"
  run ! grep -q '"SAIKIDO_SERVICE=${SERVICE}"$' "${SCRIPT}"
  must 13 start
  [[ $(count_starts) == 0 ]]
}

@test "a start-up file of the environment is not read" {
  printf 'touch %q\n' "${BOX}/pwned" >"${BOX}/evil"
  run env BASH_ENV="${BOX}/evil" ENV="${BOX}/evil" "${SCRIPT}" start 3>&-
  [[ ${status} == 0 && ! -e "${BOX}/pwned" ]]
}
