# Services that answer on PORT, and the checks that ask them.

# A server in perl, as Debian has it: write_server BEHAVIOUR [PORT].
write_server() {
  cat >"${BOX}/bin/server" <<'PERL'
use strict; use Socket;
my ($behaviour, $port) = @ARGV;
sleep 1 if $behaviour eq 'late';
socket(my $server, PF_INET, SOCK_STREAM, 0) or die;
setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1);
if (!bind($server, sockaddr_in($port, INADDR_LOOPBACK))) { sleep 1 while 1 }
listen($server, 5);
$SIG{TERM} = 'IGNORE' if $behaviour eq 'stubborn';
while (1) {
  accept(my $client, $server) or next;
  next if $behaviour eq 'deaf' && push our @kept, $client;
  my $line = <$client>;
  my $status = $behaviour eq 'broken' ? '500 Broken' : $behaviour eq 'moved' ? '302 Found' : '200 OK';
  syswrite $client, "HTTP/1.0 $status\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
  close $client;
}
PERL
  write_worker "exec perl '${BOX}/bin/server' $1 ${2:-${PORT}} 9>&-"
}

check_http() {
  CONFIG[health_check]="{ http: 'http://127.0.0.1:${PORT}/healthz', interval: 100ms, timeout: 1s }"
  generate
}

check_tcp() {
  CONFIG[health_check]="{ tcp: '127.0.0.1:${PORT}', interval: 100ms, timeout: 1s }"
  generate
}

listens() {
  (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# listen_at ADDRESS: a stranger listens on PORT of it, as BYSTANDER.
listen_at() {
  keep_running perl -MSocket -e 'socket(my $server, PF_INET, SOCK_STREAM, 0) or die;
    setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1);
    bind($server, sockaddr_in($ARGV[1], inet_aton($ARGV[0]))) or die;
    listen($server, 5) or die; open(my $ready, ">", $ARGV[2]); sleep 4321' "$1" "${PORT}" "${BOX}/listening"
  wait_until test -e "${BOX}/listening"
}
