#!/usr/bin/env python3
"""Runs `ibmcloud-token -o d/token` again and again, and sends each run a signal at a random moment.

Says whether the old file was seen, and the new one, and what was wrong after a run: another status than the signal
gives, half a file, another file beside it, or a process of the CLI that is left.
"""

import fcntl
import os
import random
import signal
import subprocess
import time

NEW = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl\n"


def write_old():
    with open("d/token", "w") as file:
        file.write("old\n")


def start():
    return subprocess.Popen(["ibmcloud-token", "-o", "d/token"])


def time_of_a_run():
    began = time.monotonic()
    start().wait()
    return time.monotonic() - began


def is_cli_left():
    with open(os.environ["ALIVE"]) as alive:
        try:
            fcntl.flock(alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def wrong_with(number, status):
    with open("d/token") as file:
        content = file.read()
    seen.add({"old\n": "old", NEW: "new"}.get(content, "half"))
    if status not in (0, -number, 128 + number):
        yield f"status {status}"
    if status == 0 and content != NEW:
        yield "status 0 and no token"
    if os.listdir("d") != ["token"]:
        yield f"files {os.listdir('d')}"
    if is_cli_left():
        yield "a process"


os.mkdir("d")
seen = set()
longest = max(time_of_a_run() for _ in range(3))
for _ in range(200):
    number = random.choice((signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    moment = random.uniform(0, 1.3 * longest)
    write_old()
    program = start()
    time.sleep(moment)
    program.send_signal(number)
    for wrong in wrong_with(number, program.wait()):
        print(f"{number.name} after {moment:.4f} s: {wrong}")
print(*sorted(seen))
