"""Writes numbered lines to its standard output, which is the file of its argument and opened anew at each HUP."""

import os
import signal
import sys
import time

reopen = False


def ask(*_):
    global reopen
    reopen = True


signal.signal(signal.SIGHUP, ask)
number = 0
while True:
    if reopen:
        reopen = False
        anew = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        os.dup2(anew, 1)
        os.close(anew)
    number += 1
    os.write(1, b"%08d a line of the service\n" % number)
    time.sleep(0.001)
