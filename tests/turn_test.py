#!/usr/bin/env python3
"""One run of the CLI at a time per configuration, in the order of the callers, whatever happens to them."""

import errno
import fcntl
import os
import signal
import subprocess
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from helpers.sandbox import ODD_SYSTEM, PROGRAM, SCRIPTED_CLI, SDK_CLI, Sandbox, finish, state_of, wait_until

EX_TEMPFAIL = 75
QUICK = 5  # seconds: much longer than a run takes, much shorter than any time-out that a test waits for


@contextmanager
def turn_of(box):
    """Holds the turn as another caller would."""
    folder = os.open(box.config_folder, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    yield folder
    os.close(folder)


def gets_turn(box, seconds=QUICK, **variables):
    """True if another caller gets the turn within `seconds`."""
    begin = time.monotonic()
    status, _, _ = finish(box.token("--check", "--timeout", "20", **variables))
    return status == 0 and time.monotonic() - begin < seconds


def is_stopped(process):
    """True of all threads: one that is not stopped yet could still get the turn."""
    threads = Path(f"/proc/{process.pid}/task").iterdir()
    return all(state_of(f"{process.pid}/task/{thread.name}") == "T" for thread in threads)


def is_blocked(process):
    """Neither stopped nor ended: waits in the kernel."""
    return state_of(process.pid) in "SD"


class Order(unittest.TestCase):
    def test_eight_callers_in_loops_get_turns_alike(self):
        with Sandbox() as box:
            box.log_in()
            end = time.monotonic() + 6

            def loop(_):
                turns = 0
                while time.monotonic() < end:
                    turns += finish(box.token("--check", SDK_ALWAYS_REFRESH=1, SDK_REFRESH_MS=50))[0] == 0
                return turns

            with ThreadPoolExecutor(8) as pool:
                turns = list(pool.map(loop, range(8)))
            self.assertGreater(min(turns), 2)
            self.assertLessEqual(max(turns), 2 * min(turns), turns)

    def run_at_once(self, *command, **variables):
        """64 runs at once, in which each run of the CLI refreshes; returns the box's runs and the results."""
        with Sandbox() as box:
            box.log_in()
            variables = {"SDK_ALWAYS_REFRESH": 1, "SDK_WRITE_MS": 1, **variables}
            processes = [box.start(*command, **variables) for _ in range(64)]
            return box.runs(), [finish(process)[0] for process in processes]

    def test_parallel_runs_of_the_cli_alone_end_the_session(self):
        for variable in ("SDK_NO_LOCKS", "SDK_SINGLE_USE"):
            self.assertIn(1, self.run_at_once("ibmcloud", SDK_REFRESH_MS=50, **{variable: 1})[1], variable)

    def test_parallel_runs_of_the_program_never_end_the_session(self):
        for variable in ("SDK_NO_LOCKS", "SDK_SINGLE_USE"):
            runs, statuses = self.run_at_once(PROGRAM, "--check", **{variable: 1})
            self.assertEqual(statuses, [0] * 64, variable)
            self.assertNotIn("overlap", runs)

    def test_64_callers_that_find_an_expired_token_share_one_run(self):
        with Sandbox() as box:
            box.log_in(SDK_LIFETIME=-60)
            callers = [box.token("--reuse", SDK_REFRESH_MS=300) for _ in range(64)]
            results = [finish(caller) for caller in callers]
            self.assertEqual({status for status, _, _ in results}, {0})
            self.assertEqual(len({out for _, out, _ in results}), 1)
            self.assertEqual(len(box.runs()), 1)


    def test_a_second_run_for_a_better_token_is_in_the_same_turn(self):
        with Sandbox(SDK_CLI) as box:
            box.log_in()
            box.wrap(
                'echo "$IBMCLOUD_TOKEN_PARENT" >>parents; sleep 0.5\n'
                '[ "$(wc -l <parents)" -gt 1 ] || export SDK_LIFETIME=5\n'
                'SDK_ALWAYS_REFRESH=1 exec "$CLI"'
            )
            first = box.token("--check")
            box.wait_for_run()
            second = box.token("--check")
            self.assertEqual([finish(first)[0], finish(second)[0]], [0, 0])
            parents = (box.folder / "parents").read_text().split()
            self.assertEqual(parents, [str(first.pid), str(first.pid), str(second.pid)])


    def test_no_second_run_begins_after_the_deadline(self):
        with Sandbox(SDK_CLI) as box:
            box.log_in()
            box.wrap('sleep 1.2; SDK_LIFETIME=5 SDK_ALWAYS_REFRESH=1 exec "$CLI"')
            self.assertEqual(finish(box.token("--timeout", "1", "--min-ttl", "0", "--check"))[0], 0)
            self.assertEqual(len(box.runs()), 1)


class Waiting(unittest.TestCase):
    def test_ends_at_the_time_out(self):
        with Sandbox() as box, turn_of(box):
            begin = time.monotonic()
            status, out, err = finish(box.token("--timeout", "1"))
            self.assertEqual((status, out), (EX_TEMPFAIL, ""))
            self.assertTrue(err.startswith("ibmcloud-token: "), err)
            self.assertLess(time.monotonic() - begin, QUICK)
            self.assertEqual(box.runs(), [])

    def test_counts_against_the_time_out_of_the_run(self):
        with Sandbox(SCRIPTED_CLI) as box:
            begin = time.monotonic()
            with turn_of(box):
                process = box.token("--timeout", "3", SCRIPT="hang")
                time.sleep(2)
            self.assertEqual(finish(process)[0], EX_TEMPFAIL)
            # One second is left for the run; the stop takes two more.
            self.assertLess(time.monotonic() - begin, 3 + 2 + 1.5)

    def test_is_possible_where_the_system_refuses_a_thread(self):
        variables = {"LD_PRELOAD": ODD_SYSTEM, "FAIL": f"pthread_create:{errno.EPERM}"}
        with Sandbox() as box:
            box.log_in()
            with turn_of(box):
                status, out, _ = finish(box.token("--timeout", "1", **variables))
                self.assertEqual((status, out, box.runs()), (EX_TEMPFAIL, "", []))
                process = box.token(**variables)
                time.sleep(0.2)
            self.assertEqual(finish(process)[0], 0)

    def test_ends_at_a_signal(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            with self.subTest(number), Sandbox() as box, turn_of(box):
                process = box.token()
                time.sleep(0.2)
                process.send_signal(number)
                begin = time.monotonic()
                self.assertEqual(finish(process)[0], -number)
                self.assertLess(time.monotonic() - begin, 1)

    def test_stops_at_once_on_ctrl_z_and_lets_others_pass(self):
        with Sandbox() as box:
            box.log_in()
            with turn_of(box):
                process = box.token()
                wait_until(lambda: is_blocked(process))
                time.sleep(0.2)
                process.send_signal(signal.SIGTSTP)
                wait_until(lambda: is_stopped(process), QUICK)
            self.assertTrue(gets_turn(box))
            self.assertTrue(is_stopped(process))
            process.send_signal(signal.SIGCONT)
            self.assertEqual(finish(process)[0], 0)

    def test_is_not_needed_with_another_configuration(self):
        with Sandbox() as box, turn_of(box):
            (box.folder / "other").mkdir()
            box.cli("login", IBMCLOUD_CONFIG_HOME=box.folder / "other")
            self.assertTrue(gets_turn(box, IBMCLOUD_CONFIG_HOME=box.folder / "other"))

    def test_is_for_the_folder_that_the_cli_uses(self):
        for variable, folder in (
            ("IBMCLOUD_CONFIG_HOME", "dir"),
            ("IBMCLOUD_HOME", "dir/.ibmcloud"),
            ("BLUEMIX_HOME", "dir/.bluemix"),
            ("HOME", "dir/.bluemix"),
        ):
            with self.subTest(variable), Sandbox(SCRIPTED_CLI) as box:
                box.config_folder = box.folder / folder
                box.config_folder.mkdir(parents=True)
                with turn_of(box):
                    status, _, _ = finish(box.token("--check", "--timeout", "1", **{variable: box.folder / "dir"}))
                self.assertEqual(status, EX_TEMPFAIL)


class Run(unittest.TestCase):
    def test_is_not_stopped_by_ctrl_z(self):
        with Sandbox() as box:
            box.log_in()
            process = box.token(SDK_ALWAYS_REFRESH=1, SDK_REFRESH_MS=1500)
            box.wait_for_run()
            process.send_signal(signal.SIGTSTP)
            # The next caller gets its turn when the run has ended, not when the program goes on.
            other = box.token("--check", "--timeout", "20")
            time.sleep(0.5)
            self.assertTrue(is_blocked(process))
            self.assertEqual(finish(other)[0], 0)
            wait_until(lambda: is_stopped(process), QUICK)
            process.send_signal(signal.SIGCONT)
            status, out, _ = finish(process)
            self.assertEqual(status, 0)
            self.assertTrue(out.startswith("eyJ"))
            self.assertNotIn("overlap", box.runs())

    def test_outlives_a_killed_program_and_keeps_the_turn(self):
        with Sandbox() as box:
            box.log_in()
            slow = {"SDK_ALWAYS_REFRESH": 1, "SDK_REFRESH_MS": 1500, "SDK_SINGLE_USE": 1}
            killed = box.token(**slow)
            box.wait_for_run()
            killed.kill()
            waiting = box.token("--check", **slow)
            stopped = box.token("--check", **slow)
            time.sleep(0.3)
            stopped.send_signal(signal.SIGSTOP)
            wait_until(lambda: is_stopped(stopped))
            time.sleep(0.2)
            stopped.send_signal(signal.SIGCONT)
            self.assertEqual(finish(waiting)[0], 0)
            self.assertEqual(finish(stopped)[0], 0)
            self.assertEqual(len(box.runs()), 3, box.runs())

    def test_of_a_killed_program_may_leave_a_child_that_keeps_the_turn(self):
        with Sandbox(SCRIPTED_CLI) as box:
            killed = box.token(SCRIPT="leave=oe,hang")
            box.wait_for_run()
            time.sleep(0.3)
            killed.kill()
            self.assertEqual(finish(box.token("--check", "--timeout", "1"))[0], EX_TEMPFAIL)

    def test_ends_the_turn_though_a_daemon_is_left(self):
        for leave in ("SCRIPT=leave,token", "setsid sleep 10 & SCRIPT=token"):
            with self.subTest(leave), Sandbox(SCRIPTED_CLI) as box:
                box.wrap(leave + ' "$CLI"')
                self.assertTrue(gets_turn(box))
                self.assertTrue(gets_turn(box))

    def test_of_the_command_has_no_turn(self):
        with Sandbox(SCRIPTED_CLI) as box:
            box.token("--", "sh", "-c", "echo >started; exec sleep 30")
            wait_until((box.folder / "started").exists)
            self.assertTrue(gets_turn(box))


class Caller(unittest.TestCase):
    """What the caller has done with its signals and its alarm changes nothing, and is kept for COMMAND."""

    def start_with(self, preparation, box, *arguments, **variables):
        script = f"import os, signal, sys\n{preparation}\nos.execvp(sys.argv[1], sys.argv[1:])"
        return box.start("python3", "-c", script, PROGRAM, *arguments, **variables)

    PREPARATIONS = (
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})",
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGURG})",
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))",
        "signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
        "signal.signal(signal.SIGALRM, signal.SIG_IGN)",
        "signal.signal(signal.SIGURG, signal.SIG_IGN)",
        "signal.alarm(40)",
    )

    def test_gets_its_token_at_once(self):
        for preparation in self.PREPARATIONS:
            with self.subTest(preparation), Sandbox(SCRIPTED_CLI) as box:
                begin = time.monotonic()
                status, out, err = finish(self.start_with(preparation, box, "--timeout", "20"))
                self.assertEqual(status, 0, err)
                self.assertTrue(out.startswith("eyJ"))
                self.assertLess(time.monotonic() - begin, QUICK)

    def test_is_told_in_time_that_it_has_no_turn(self):
        for preparation in self.PREPARATIONS:
            with self.subTest(preparation), Sandbox() as box, turn_of(box):
                begin = time.monotonic()
                self.assertEqual(finish(self.start_with(preparation, box, "--timeout", "1"))[0], EX_TEMPFAIL)
                self.assertLess(time.monotonic() - begin, QUICK)

    def test_is_told_in_time_that_its_run_is_too_long(self):
        for preparation in self.PREPARATIONS:
            with self.subTest(preparation), Sandbox(SCRIPTED_CLI) as box:
                begin = time.monotonic()
                process = self.start_with(preparation, box, "--timeout", "1", SCRIPT="hang")
                self.assertEqual(finish(process)[0], EX_TEMPFAIL)
                self.assertLess(time.monotonic() - begin, 1 + 2 + QUICK)

    def test_hands_its_signals_down_to_the_command(self):
        show = ["grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"]
        for preparation in self.PREPARATIONS:
            script = f"import os, signal, sys\n{preparation}\nos.execvp(sys.argv[1], sys.argv[1:])"
            with self.subTest(preparation), Sandbox(SCRIPTED_CLI) as box:
                expected = finish(box.start("python3", "-c", script, *show))[1]
                self.assertEqual(finish(self.start_with(preparation, box, "--", *show))[1], expected)

    def test_has_its_alarm_when_it_is_due(self):
        with Sandbox(SCRIPTED_CLI) as box:
            begin = time.monotonic()
            with turn_of(box):
                process = self.start_with("signal.alarm(2)", box, "--", "sleep", "30")
                time.sleep(0.7)
            self.assertEqual(finish(process)[0], -signal.SIGALRM)
            self.assertGreater(time.monotonic() - begin, 1.9)
            self.assertLess(time.monotonic() - begin, 3.5)


class Messages(unittest.TestCase):
    """Standard error is a pipe that is full and that nobody reads."""

    def start_with_full_pipe(self, box, room, *arguments, **variables):
        reading, writing = os.pipe()
        self.addCleanup(os.close, reading)
        size = fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
        os.write(writing, b"x" * (size - room))
        process = box.token(*arguments, popen={"stderr": writing, "stdout": subprocess.DEVNULL}, **variables)
        os.close(writing)
        return process

    def test_that_nobody_reads_do_not_keep_the_turn(self):
        lines = ",".join(["err=a line of words that somebody may want to read"] * 100)
        for room, arguments, script in (
            (0, ["-v"], "token"),
            (300, ["-v"], f"{lines},token"),
            (0, [], "err=Not logged in.,exit=1"),
            (0, ["--min-ttl", "5"], "token"),
            (0, ["--token", "uaa"], "token"),
        ):
            with self.subTest(f"{arguments} {script[:20]}"), Sandbox(SCRIPTED_CLI) as box:
                process = self.start_with_full_pipe(box, room, *arguments, SCRIPT=script)
                time.sleep(0.5)
                self.assertTrue(is_blocked(process))
                self.assertTrue(gets_turn(box))


if __name__ == "__main__":
    unittest.main()
