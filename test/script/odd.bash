# Processes in states that are seldom seen.

# number_of CALL: of this machine's system calls. Perl has neither pthread_exit nor clone of its own.
number_of() {
  case "$(uname -m) $1" in
    'x86_64 exit') printf '60' ;;
    'x86_64 clone') printf '56' ;;
    'aarch64 exit') printf '93' ;;
    'aarch64 clone') printf '220' ;;
    *) return 1 ;;
  esac
}

# A process that ended and that its parent never reaps, as ZOMBIE.
keep_zombie() {
  keep_running perl -e 'if (my $p = fork) { open F, ">", $ARGV[0]; print F "$p\n"; close F; sleep 1 while 1 }' \
    "${BOX}/zombie"
  wait_until test -s "${BOX}/zombie"
  ZOMBIE=$(<"${BOX}/zombie")
  wait_until is_gone "${ZOMBIE}"
}

# The first thread of the service ends, so that the kernel calls it a zombie; another one works on.
write_threaded() {
  write_worker "exec perl -e 'use threads; threads->create(sub { sleep 1 while 1 });
    open F, \">\", \$ARGV[0]; close F; syscall($(number_of exit), 0)' \"\${box}/ready\""
}

# The service waits in vfork for a child that ignores TERM: state D, which only KILL ends.
write_vforker() {
  write_worker "exec perl -e 'exit if (my \$p = syscall($(number_of clone), 0x4011, 0, 0, 0, 0)) < 0;
    if (!\$p) { \$SIG{TERM} = \"IGNORE\"; sleep 1 while 1 } sleep 1 while 1'"
}

is_in_state() {
  grep -qs "^State:.$1" "/proc/$2/status"
}
