#!/usr/bin/env python3
"""Usage: login_process_test.py PROGRAM

Runs PROGRAM, which is ibmcloud-login, at a pseudo-terminal, together with other callers, and sends it signals. The CLI is
helpers/login_cli.
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from helpers.sandbox import LONGEST_WAIT, state_of, wait_until

PROGRAM = str(Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "ibmcloud-login"
CLI = str(Path(__file__).resolve().parent / "helpers/login_cli")
SECRET = "made-up-SECRET-0123456789-abcdefghijklmnopqr"
LONGEST_STOP = 7  # seconds from a signal, or the deadline, to the end


def is_alive(pid):
    try:
        return state_of(pid) != "Z"
    except OSError:
        return False


class Box:
    """A home directory without a login, and the processes that are started in it."""

    def __init__(self, *plan):
        self.home = Path(tempfile.mkdtemp())
        self.config = self.home / ".bluemix"
        self.config.mkdir()
        for name in ("calls", "runs"):
            (self.home / name).touch()
        if plan:
            (self.home / "plan").write_text("".join(f"{line}\n" for line in plan))
        self.started = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.started:
            process.kill()
            process.communicate()
        if self.cli_pid():
            subprocess.run(["kill", "-KILL", str(self.cli_pid())], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.home)

    def environment(self, **variables):
        return {
            "HOME": str(self.home),
            "PATH": f"{Path(PROGRAM).parent}:/usr/bin:/bin",
            "IBMCLOUD_TOKEN_CLI": CLI,
            "IBMCLOUD_API_KEY": SECRET,
            "TERM": "xterm",
            **variables,
        }

    def start(self, *arguments, **variables):
        process = subprocess.Popen(
            [PROGRAM, *arguments], env=self.environment(**variables), text=True, process_group=0,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.started.append(process)
        return process

    def cli_pid(self):
        """The process id of the last `ibmcloud login`; 0 before the first."""
        try:
            return int((self.home / "process").read_text().split()[1])
        except OSError:
            return 0

    def wait_for_login(self):
        wait_until(self.cli_pid)

    def calls(self):
        return (self.home / "calls").read_text().splitlines()

    def can_lock(self):
        """True if nobody has the turn."""
        folder = os.open(self.config, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            return False
        finally:
            os.close(folder)


def finish(process):
    """The exit status (or minus the signal), and what was written to standard error."""
    out, err = process.communicate(timeout=LONGEST_WAIT)
    assert out == "", out
    assert SECRET not in err, err
    return process.returncode, err


class Turns(unittest.TestCase):
    def test_the_wait_for_the_turn_has_a_limit(self):
        with Box() as box:
            folder = os.open(box.config, os.O_RDONLY)
            fcntl.flock(folder, fcntl.LOCK_EX)
            begin = time.monotonic()
            status, err = finish(box.start("--timeout", "1"))
            os.close(folder)
            self.assertEqual(status, 75)
            self.assertLess(time.monotonic() - begin, LONGEST_STOP)
            self.assertIn("waited 1s for other runs", err)
            self.assertEqual((box.home / "runs").read_text(), "")

    def test_a_caller_that_waited_looks_first(self):
        with Box("linger") as box:
            first, second = box.start(), box.start()
            self.assertEqual([finish(first)[0], finish(second)[0]], [0, 0])
            self.assertEqual(len(box.calls()), 1)

    def test_another_caller_can_log_in_during_the_pause(self):
        with Box("network", "succeed") as box:
            first = box.start("--pause", "4")
            wait_until(box.calls)
            wait_until(box.can_lock)
            self.assertEqual(finish(box.start())[0], 0)
            self.assertEqual(finish(first)[0], 0)
            self.assertEqual(len(box.calls()), 2)

    def test_after_sigkill_the_cli_keeps_the_turn_until_it_ends(self):
        with Box("hang") as box:
            process = box.start()
            box.wait_for_login()
            process.kill()
            process.wait()
            self.assertFalse(box.can_lock())
            os.kill(box.cli_pid(), signal.SIGKILL)
            wait_until(box.can_lock)
            names = {path.name for path in box.home.iterdir()}
            self.assertEqual(names, {".bluemix", "calls", "plan", "process", "runs", "secret"})


class Stops(unittest.TestCase):
    def check_stop(self, plan, number, status):
        with Box(plan) as box:
            process = box.start()
            box.wait_for_login()
            begin = time.monotonic()
            process.send_signal(number)
            self.assertEqual(finish(process)[0], status)
            self.assertLess(time.monotonic() - begin, LONGEST_STOP)
            self.assertFalse(is_alive(box.cli_pid()))
            self.assertTrue(box.can_lock())

    def test_a_signal_ends_the_cli_too(self):
        for name in ("TERM", "HUP", "INT", "QUIT", "ALRM", "USR1", "USR2", "XCPU"):
            with self.subTest(name):
                number = getattr(signal, f"SIG{name}")
                self.check_stop("hang", number, -number)

    def test_a_signal_ends_a_cli_that_ignores_sigterm(self):
        self.check_stop("ignore-signals", signal.SIGTERM, -signal.SIGTERM)

    def test_a_login_has_a_deadline(self):
        for plan in ("hang", "ignore-signals"):
            with self.subTest(plan), Box(plan) as box:
                begin = time.monotonic()
                status, err = finish(box.start("--timeout", "1"))
                self.assertLess(time.monotonic() - begin, 1 + LONGEST_STOP)
                self.assertEqual(status, 75)
                self.assertIn("the CLI did not end in time: stopped after 1s", err)
                self.assertIn("hint: try again, or allow more time with --timeout", err)
                self.assertEqual(len(box.calls()), 1)
                self.assertFalse(is_alive(box.cli_pid()))

    def test_a_signal_ends_the_pause(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number), Box("network") as box:
                process = box.start("--pause", "60")
                wait_until(box.calls)
                wait_until(box.can_lock)
                begin = time.monotonic()
                process.send_signal(number)
                self.assertEqual(finish(process)[0], -number)
                self.assertLess(time.monotonic() - begin, 1)

    def test_a_signal_ends_the_wait_for_a_key(self):
        with Box() as box:
            os.mkfifo(box.home / "pipe")
            process = box.start("--apikey", f"@{box.home}/pipe")
            wait_until(lambda: state_of(process.pid) == "S")
            self.assertTrue(box.can_lock())
            process.send_signal(signal.SIGTERM)
            self.assertEqual(finish(process)[0], -signal.SIGTERM)


class Terminal:
    """A command at a pseudo-terminal of its own, with standard output in a file."""

    def __init__(self, box, *command):
        self.out = box.home / "stdout"
        self.seen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.execvpe(command[0], command, box.environment(IBMCLOUD_API_KEY="", PS1="ready>"))
            finally:
                os._exit(127)

    def read(self):
        try:
            self.seen += os.read(self.fd, 65536)
            return True
        except OSError:
            return False

    def wait_for(self, text):
        end = time.monotonic() + LONGEST_WAIT
        while text.encode() not in self.seen:
            assert time.monotonic() < end, f"the terminal shows {self.seen!r}, not {text!r}"
            if select.select([self.fd], [], [], 0.01)[0] and not self.read():
                assert text.encode() in self.seen, f"the terminal shows {self.seen!r}, not {text!r}"
        self.seen = self.seen.partition(text.encode())[2]

    def type(self, keys):
        os.write(self.fd, keys.encode())

    def end(self):
        """The exit status, or minus the signal."""
        while self.read():
            pass
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return status


class SingleSignOn(unittest.TestCase):
    """The CLI asks at the terminal."""

    def start(self, box, *arguments):
        words = " ".join([PROGRAM, "--sso", *arguments])
        return Terminal(box, "sh", "-c", f"exec {words} >{box.home}/stdout")

    def shell(self, box):
        terminal = Terminal(box, "bash", "--norc", "--noprofile", "-i")
        terminal.wait_for("ready>")
        return terminal

    def test_the_cli_asks_and_the_user_answers(self):
        with Box("passcode") as box:
            terminal = self.start(box)
            terminal.wait_for("One-time passcode> ")
            self.assertFalse(box.can_lock())
            terminal.type("right\n")
            terminal.wait_for("OK")
            terminal.wait_for("ibmcloud-login: logged in: IBMid-0000000000")
            self.assertEqual(terminal.end(), 0)
            self.assertEqual(terminal.out.read_text(), "")
            self.assertEqual(box.calls(), ["login --sso"])
            self.assertTrue(box.can_lock())

    def test_a_wrong_passcode_is_not_tried_again(self):
        with Box("passcode") as box:
            terminal = self.start(box)
            terminal.wait_for("passcode> ")
            terminal.type("wrong\n")
            terminal.wait_for("Credentials were rejected.")
            terminal.wait_for("ibmcloud-login: the CLI is not logged in: the login ended with exit status 1")
            self.assertEqual(terminal.end(), 77)
            self.assertEqual(len(box.calls()), 1)

    def test_a_present_login_is_left_alone(self):
        with Box("passcode") as box:
            (box.home / "session").write_text("00000000000000000000000000000000\n")
            terminal = self.start(box)
            terminal.wait_for("ibmcloud-login: logged in: ")
            self.assertEqual(terminal.end(), 0)
            self.assertEqual(box.calls(), [])

    def test_end_of_file_ends_the_login(self):
        with Box("passcode") as box:
            terminal = self.start(box)
            terminal.wait_for("passcode> ")
            terminal.type("\x04")
            terminal.wait_for("Could not read from input: EOF")
            self.assertEqual(terminal.end(), 77)

    def test_ctrl_c_ends_both(self):
        with Box("passcode") as box:
            terminal = self.start(box)
            terminal.wait_for("passcode> ")
            begin = time.monotonic()
            terminal.type("\x03")
            self.assertEqual(terminal.end(), -signal.SIGINT)
            self.assertLess(time.monotonic() - begin, LONGEST_STOP)
            self.assertFalse(is_alive(box.cli_pid()))

    def test_ctrl_z_suspends_both_and_fg_resumes_them(self):
        with Box("passcode") as box:
            terminal = self.shell(box)
            terminal.type(f"{PROGRAM} --sso --timeout 5; echo status=$?\n")
            terminal.wait_for("passcode> ")
            terminal.type("\x1a")
            terminal.wait_for("Stopped")
            terminal.wait_for("ready>")
            self.assertEqual(state_of(box.cli_pid()), "T")
            # The time limit does not run meanwhile.
            time.sleep(6)
            terminal.type("fg\n")
            terminal.wait_for("--sso")
            # A CLI after its time limit is killed two seconds later.
            time.sleep(3)
            terminal.type("right\n")
            terminal.wait_for("logged in: ")
            terminal.type("exit\n")
            self.assertEqual(terminal.end(), 0)

    def test_in_the_background_it_waits_for_the_terminal(self):
        with Box("passcode") as box:
            terminal = self.shell(box)
            terminal.type(f"{PROGRAM} --sso &\n")
            box.wait_for_login()
            wait_until(lambda: state_of(box.cli_pid()) == "T")
            terminal.type("fg\n")
            terminal.wait_for("--sso")
            time.sleep(0.5)
            terminal.type("right\n")
            terminal.wait_for("logged in: ")
            terminal.type("exit\n")
            terminal.end()

    def test_the_deadline_restores_the_terminal(self):
        with Box("passcode") as box:
            terminal = self.shell(box)
            terminal.type(f"{PROGRAM} --sso --timeout 1; stty -a | grep -q ' -echo ' || echo echo''=on\n")
            terminal.wait_for("passcode> ")
            terminal.wait_for("the CLI did not end in time: stopped after 1s")
            terminal.wait_for("echo=on")
            self.assertFalse(is_alive(box.cli_pid()))
            terminal.type("exit\n")
            terminal.end()

    def test_a_signal_ends_a_cli_that_ignores_sigterm(self):
        with Box("ignore-signals") as box:
            terminal = self.start(box)
            box.wait_for_login()
            begin = time.monotonic()
            os.kill(terminal.pid, signal.SIGTERM)
            self.assertEqual(terminal.end(), -signal.SIGTERM)
            self.assertLess(time.monotonic() - begin, LONGEST_STOP)
            self.assertFalse(is_alive(box.cli_pid()))
            self.assertTrue(box.can_lock())

    def test_a_cli_that_cannot_be_executed_is_reported(self):
        with Box() as box:
            cli = box.home / "cli"
            cli.write_text(f"#!/bin/sh\n[ $1 = login ] || {{ printf '#!/nonexistent' >$0; exit 1; }}\n")
            cli.chmod(0o755)
            terminal = Terminal(box, "env", f"IBMCLOUD_TOKEN_CLI={cli}", PROGRAM, "--sso")
            terminal.wait_for("the CLI can't be executed: ")
            self.assertEqual(terminal.end(), 126)

    def test_it_needs_a_terminal(self):
        with Box() as box:
            words = f"{PROGRAM} --sso 2>{box.home}/stderr"
            terminal = Terminal(box, "sh", "-c", words)
            self.assertEqual(terminal.end(), 64)
            self.assertIn("--sso needs a terminal", (box.home / "stderr").read_text())
            self.assertEqual((box.home / "runs").read_text(), "")


if __name__ == "__main__":
    unittest.main()
