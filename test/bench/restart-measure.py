"""restart-measure.py OLD OUT COMMAND...: runs the command and prints what it took, as JSON. OLD is the process whose last
instant is wanted, or 0; what the command prints goes to the file OUT. Instants are nanoseconds since 1970."""

import json
import os
import select
import sys
import time


def last_pid():
    with open("/proc/sys/kernel/ns_last_pid") as file:
        return int(file.read())


old, out, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
poll = select.poll()
watched = os.pidfd_open(old) if old else None
if watched:
    poll.register(watched, select.POLLIN)
streams = [
    (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
    (os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
    (os.POSIX_SPAWN_DUP2, 1, 2),
]
pids = last_pid()
began = time.time_ns()
child = os.posix_spawn(command[0], command, os.environ, file_actions=streams)
running = os.pidfd_open(child)
poll.register(running, select.POLLIN)
gone = ended = 0
while not ended or (watched and not gone):
    for fd, _ in poll.poll(20_000):
        if fd == running:
            _, status, usage = os.wait4(child, 0)
            ended = time.time_ns()
        else:
            gone = time.time_ns()
        poll.unregister(fd)
print(
    json.dumps(
        {
            "took": (ended - began) / 1e6,
            "gone": gone,
            "cpu": (usage.ru_utime + usage.ru_stime) * 1e3,
            "forks": last_pid() - pids,
            "status": os.waitstatus_to_exitcode(status),
        }
    )
)
