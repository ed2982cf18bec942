#!/usr/bin/env python3
"""How a run ends that is told to end: by a signal, or at the deadline, with a CLI that does anything."""

import fcntl
import os
import random
import signal
import subprocess
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from helpers.sandbox import PROGRAM, SCRIPTED_CLI, Sandbox, finish, wait_until

EX_TEMPFAIL = 75
GRACE = 2  # seconds that the CLI gets to end by itself
SIGNALS = [getattr(signal, "SIG" + name) for name in "INT TERM HUP QUIT ALRM USR1 USR2 XCPU".split()]
TORN = ': >.bluemix/config.json; SCRIPT=hang "$CLI"'  # a configuration that never becomes whole
STUBBORN = {
    "hangs": "hang",
    "ignores SIGTERM": "ignore=15,hang",
    "ignores SIGTERM with its children": "ignore=15,tree=3,hang",
    "is stopped": "stop",
    "writes all the time": "flood-both=1000000000000",
    "writes a little all the time": "drip",
    "has closed its streams": "close-out,close-err,ignore=15,hang",
    "leaves a child": "ignore=15,leave=oe,hang",
}


def stop_after_start(box, number, *arguments, after=0.2, **variables):
    """Sends a signal to a run whose CLI has started; returns the process and the moment of the signal."""
    process = box.token(*arguments, **variables)
    box.wait_for_run()
    time.sleep(after)
    process.send_signal(number)
    return process, time.monotonic()


def at_once(function, cases):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(function, cases))


class Signals(unittest.TestCase):
    def test_end_the_program_as_they_end_others(self):
        def stop(number):
            with Sandbox(SCRIPTED_CLI) as box:
                process, _ = stop_after_start(box, number, SCRIPT="token,tree=2,hang")
                return number, *finish(process)[:2], box.left()

        for number, status, out, left in at_once(stop, SIGNALS):
            self.assertEqual((status, out, left), (-number, "", []), number)

    def test_let_the_cli_lock_its_configuration(self):
        with Sandbox() as box:
            box.log_in()
            box.wrap(
                'trap \'flock -n .bluemix/config.json touch locked; exit 1\' TERM\n'
                "touch started\n"
                "while :; do sleep 0.05; done"
            )
            process = box.token()
            wait_until((box.folder / "started").exists)
            process.send_signal(signal.SIGTERM)
            self.assertEqual(finish(process)[0], -signal.SIGTERM)
            self.assertTrue((box.folder / "locked").exists())
            self.assertEqual(subprocess.call(["flock", "-n", box.config, "true"]), 0)

    def end_as_process_one(self, box, wait):
        """Sends SIGTERM to the program once `wait` returns. Without namespaces it is as any other process."""
        candidates = (["unshare", "-pf"], ["unshare", "-Urpf"], [])
        unshare = next(words for words in candidates if not words or not subprocess.call([*words, "true"]))
        process = box.start(*unshare, PROGRAM, SCRIPT="hang")
        wait()
        program = process.pid
        if unshare:
            program = int(subprocess.check_output(["pgrep", "-P", str(process.pid)]))
        os.kill(program, signal.SIGTERM)
        begin = time.monotonic()
        self.assertEqual(finish(process)[0], 128 + signal.SIGTERM if unshare else -signal.SIGTERM)
        return time.monotonic() - begin

    def test_end_the_program_also_as_process_one(self):
        with Sandbox(SCRIPTED_CLI) as box:
            self.end_as_process_one(box, box.wait_for_run)
            self.assertEqual(box.left(), [])

    def test_end_process_one_also_while_it_waits_for_its_turn(self):
        with Sandbox(SCRIPTED_CLI) as box:
            turn = os.open(box.config_folder, os.O_RDONLY)
            fcntl.flock(turn, fcntl.LOCK_EX)
            self.assertLess(self.end_as_process_one(box, lambda: time.sleep(0.5)), GRACE)
            os.close(turn)

    def test_give_the_cli_time_to_end_by_itself(self):
        with Sandbox() as box:
            box.log_in()
            variables = {"SDK_ALWAYS_REFRESH": 1, "SDK_SINGLE_USE": 1}
            process, moment = stop_after_start(box, signal.SIGTERM, after=0.8, SDK_REFRESH_MS=1200, **variables)
            self.assertEqual(finish(process)[:2], (-signal.SIGTERM, ""))
            self.assertLess(time.monotonic() - moment, GRACE)
            self.assertEqual(box.cli(**variables), 0)

    def test_start_no_command_and_leave_the_file(self):
        for arguments in (["--", "touch", "file"], ["-o", "file"], ["-f", "github"]):
            with self.subTest(arguments), Sandbox(SCRIPTED_CLI) as box:
                process, _ = stop_after_start(
                    box, signal.SIGTERM, *arguments, SCRIPT="token,sleep-ms=700", GITHUB_ENV="file"
                )
                self.assertEqual(finish(process)[:2], (-signal.SIGTERM, ""))
                self.assertFalse((box.folder / "file").exists())

    def test_that_the_caller_ignores_or_blocks_do_nothing(self):
        def run(case):
            action, number = case
            script = f"import os, signal, sys\nn = {int(number)}\n{action}\nos.execvp(sys.argv[1], sys.argv[1:])"
            with Sandbox(SCRIPTED_CLI) as box:
                process = box.start("python3", "-c", script, PROGRAM, "--check", SCRIPT="token,sleep-ms=300")
                box.wait_for_run()
                process.send_signal(number)
                return case, finish(process)[0]

        actions = ("signal.signal(n, signal.SIG_IGN)", "signal.pthread_sigmask(signal.SIG_BLOCK, [n])")
        for case, status in at_once(run, [(action, number) for action in actions for number in SIGNALS]):
            self.assertEqual(status, 0, case)

    def test_that_stop_the_program_do_not_count_as_time_of_the_cli(self):
        with Sandbox(SCRIPTED_CLI) as box:
            process, _ = stop_after_start(box, signal.SIGSTOP, "--timeout", "1", SCRIPT="sleep-ms=500,token")
            time.sleep(1.3)
            process.send_signal(signal.SIGCONT)
            self.assertEqual(finish(process)[0], 0)

    def test_before_the_cli_has_started_end_the_program_too(self):
        def stop(milliseconds):
            with Sandbox(SCRIPTED_CLI) as box:
                process = box.token(SCRIPT="hang")
                time.sleep(milliseconds / 1000)
                process.send_signal(signal.SIGTERM)
                return *finish(process)[:2], box.left()

        for ended in at_once(stop, range(0, 24)):
            self.assertEqual(ended, (-signal.SIGTERM, "", []))

    def test_at_any_moment_leave_the_old_file_or_the_new_one(self):
        with Sandbox(SCRIPTED_CLI) as box:
            folder = box.folder / "d"
            folder.mkdir()
            begin = time.monotonic()
            self.assertEqual(finish(box.token("-o", "d/token"))[0], 0)
            duration, token = time.monotonic() - begin, (folder / "token").read_text()
            for _ in range(200):
                (folder / "token").write_text("old")
                process = box.token("-o", "d/token")
                time.sleep(random.uniform(0, 1.3 * duration))
                process.send_signal(random.choice(SIGNALS))
                status = finish(process)[0]
                self.assertIn((folder / "token").read_text(), [token] if status == 0 else ["old", token])
                self.assertEqual([path.name for path in folder.iterdir()], ["token"])


class Deadline(unittest.TestCase):
    def test_lets_a_run_count_that_ends_by_itself(self):
        with Sandbox(SCRIPTED_CLI) as box:
            status, out, _ = finish(box.token("--timeout", "1", SCRIPT="sleep-ms=1800,token"))
            self.assertEqual(status, 0)
            self.assertTrue(out.startswith("eyJ"))

    def test_says_how_long_the_run_was(self):
        with Sandbox(SCRIPTED_CLI) as box:
            status, out, err = finish(box.token("--timeout", "1", SCRIPT="token,hang"))
            self.assertEqual((status, out), (EX_TEMPFAIL, ""))
            self.assertIn("1s", err.splitlines()[0])
            self.assertEqual(box.left(), [])


class Stubborn(unittest.TestCase):
    """A CLI that does not end by itself: the end comes within 7 seconds, and nothing of its group is left."""

    def end(self, start, script, wrapper=None):
        with Sandbox(SCRIPTED_CLI) as box:
            if wrapper:
                box.wrap(wrapper)
            process, moment = start(box, script)
            out = finish(process)[1]
            return out, time.monotonic() - moment, box.left()

    def check(self, start, longest):
        cases = [(start, script) for script in STUBBORN.values()] + [(start, "", TORN)]
        names = [*STUBBORN, "keeps the file torn"]
        for name, (out, seconds, left) in zip(names, at_once(lambda case: self.end(*case), cases)):
            with self.subTest(name):
                self.assertEqual((out, left), ("", []))
                self.assertLess(seconds, longest)

    def test_is_stopped_after_a_signal(self):
        self.check(lambda box, script: stop_after_start(box, signal.SIGTERM, SCRIPT=script), 7)

    def test_is_stopped_at_the_deadline(self):
        def start(box, script):
            return box.token("--timeout", "1", SCRIPT=script), time.monotonic() + 1

        self.check(start, 7)

    def test_is_stopped_sooner_after_a_second_signal(self):
        def start(box, script):
            process, _ = stop_after_start(box, signal.SIGTERM, SCRIPT=script)
            time.sleep(0.1)
            process.send_signal(signal.SIGINT)
            return process, time.monotonic()

        # The contract's three seconds, and half a one for a busy machine.
        self.check(start, 3.5)

    def test_is_stopped_after_too_much_output(self):
        for script in ("flood-out=2000000,hang", "flood-out=1000000000000", "flood-out=2000000,ignore=15,hang"):
            with self.subTest(script), Sandbox(SCRIPTED_CLI) as box:
                begin = time.monotonic()
                self.assertEqual(finish(box.token(SCRIPT=script))[:2], (65, ""))
                self.assertLess(time.monotonic() - begin, 7)
                self.assertEqual(box.left(), [])

    def test_is_not_stopped_while_its_configuration_is_being_written(self):
        # The write goes on after the time to end by itself, and ends within two more seconds.
        with Sandbox(SCRIPTED_CLI) as box:
            box.wrap(': >.bluemix/config.json; "$CLI"; echo "{}" >.bluemix/config.json; "$CLI"')
            process, _ = stop_after_start(box, signal.SIGTERM, SCRIPT="sleep-ms=3000")
            self.assertEqual(finish(process)[0], -signal.SIGTERM)
            self.assertEqual(box.config.read_text(), "{}\n")


class Descendants(unittest.TestCase):
    def test_that_left_the_group_but_not_the_pipe_are_not_waited_for(self):
        with Sandbox(SCRIPTED_CLI) as box:
            box.wrap('setsid sleep 20 & SCRIPT=token exec "$CLI"')
            begin = time.monotonic()
            self.assertEqual(finish(box.token("--check"))[0], 0)
            self.assertLess(time.monotonic() - begin, 5)

    def test_of_a_run_that_is_stopped_end_with_it(self):
        with Sandbox(SCRIPTED_CLI) as box:
            box.wrap('"$CLI" & "$CLI" & wait')
            process, _ = stop_after_start(box, signal.SIGHUP, SCRIPT="ignore=1,hang")
            finish(process)
            wait_until(lambda: not box.left(), 1)


if __name__ == "__main__":
    unittest.main()
