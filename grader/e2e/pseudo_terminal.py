"""Runs a command in a terminal of its own: python3 pseudo_terminal.py COLUMNS ROWS COMMAND...

What comes on stdin is typed, and what the terminal shows leaves on stdout. `\\0COLUMNS ROWS\\0` resizes it, and
`\\0SIGTERM\\0` sends that signal. At the end one line of JSON on stderr tells the exit code, and whether the terminal
is as it was before.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios


def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def typed(master, process, data):
    """Types the data, and does what stands between zeros."""
    for index, part in enumerate(data.split(b"\0")):
        if index % 2 == 0:
            os.write(master, part)
            continue
        if part.startswith(b"SIG"):
            os.kill(process, signal.Signals[part.decode()])
            continue
        columns, rows = part.split()
        resize(master, int(columns), int(rows))
        os.kill(process, signal.SIGWINCH)


def main():
    columns, rows, *command = sys.argv[1:]
    master, slave = pty.openpty()
    resize(master, int(columns), int(rows))
    before = termios.tcgetattr(slave)
    process = os.fork()
    if process == 0:
        os.close(master)
        login(slave)
        os.execvp(command[0], command)
    inputs = [master, 0]
    code = None
    while code is None:
        ready, _, _ = select.select(inputs, [], [], 0.05)
        if 0 in ready:
            data = os.read(0, 65536)
            if data:
                typed(master, process, data)
            else:
                inputs.remove(0)
        if master in ready:
            os.write(1, os.read(master, 65536))
        elif not ready:
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
    restored = termios.tcgetattr(slave) == before
    print(json.dumps({"code": code, "restored": restored}), file=sys.stderr)


def login(slave):
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for standard in (0, 1, 2):
        os.dup2(slave, standard)


main()
