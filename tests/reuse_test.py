#!/usr/bin/env python3
"""--reuse: the token that the CLI has stored is handed over if it is good; otherwise the CLI is run."""

import base64
import json
import os
import time
import unittest

from helpers.sandbox import ODD_SYSTEM, PROGRAM, SCRIPTED_CLI, Sandbox, finish

SAMPLE = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl"  # of the scripted CLI
ACCOUNT, OTHER_ACCOUNT = "0" * 31 + "a", "0" * 31 + "b"
MIB = 1 << 20


def segment(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def make_token(left=1200, header=None, signature="c3ludGhldGlj", **claims):
    now = int(time.time())
    claims = {"synthetic": "not a real token", "iat": now - 60, "exp": now + left, **claims}
    return ".".join([segment(header or {"alg": "HS256"}), segment(claims), signature])


TOKEN = make_token(account={"bss": ACCOUNT})
WHOLE = json.dumps({"IAMToken": "Bearer " + TOKEN, "IAMRefreshToken": "synthetic", "Account": {"GUID": ACCOUNT}})


def stored(token):
    return json.dumps({"Account": {}, "IAMToken": token})


def padded(size):
    return json.dumps({"IAMToken": "Bearer " + TOKEN, "PaginationURLs": "x" * size})[: size - 2] + '"}'


HITS = {
    "as the CLI writes it": WHOLE,
    "indented": json.dumps(json.loads(WHOLE), indent=2) + "\n",
    "without a scheme": stored(TOKEN),
    "with a scheme in lower case": stored("bearer " + TOKEN),
    "behind other tokens": json.dumps({"FallbackIAMTokens": {"IAMToken": "Bearer " + SAMPLE}, "IAMToken": TOKEN}),
    "with escapes": WHOLE.replace("Bearer", "\\u0042earer").replace("IAMToken", "IAMTok\\u0065n"),
    "of nearly 1 MiB": padded(MIB - 1),
}
MISSES = {
    "empty": "",
    "blank": "{}",
    "cut in the token": WHOLE[:100],
    "cut behind the token": WHOLE[:-1],
    "not JSON": "IAM token:  Bearer " + TOKEN,
    "followed by something else": WHOLE + "x",
    "no object": json.dumps([{"IAMToken": TOKEN}]),
    "with the token deeper": json.dumps({"Account": {"IAMToken": "Bearer " + TOKEN}}),
    "with the token in a string": json.dumps({"Name": '"IAMToken": "Bearer ' + TOKEN + '"'}),
    "with another member's token": json.dumps({"IAMRefreshToken": TOKEN, "UAAToken": TOKEN, "iamtoken": TOKEN}),
    "logged out": stored(""),
    "with no string": json.dumps({"IAMToken": [TOKEN]}),
    "with an opaque token": stored("Bearer synthetic"),
    "with a masked token": stored("Bearer [PRIVATE DATA HIDDEN]"),
    "with two tokens": stored(f"Bearer {TOKEN} {TOKEN}"),
    "of 1 MiB and a byte": padded(MIB + 1),
    "of 3 MiB": padded(3 * MIB),
}
TOKENS_THAT_MISS = {
    "refresh token": lambda: make_token(header={"alg": "rt"}),
    "unknown algorithm": lambda: make_token(header={"alg": "none"}),
    "cut signature": lambda: make_token(header={"alg": "RS256"}),
    "expired": lambda: make_token(-60),
    "nearly expired": lambda: make_token(8),
    "no exp": lambda: make_token(exp=None),
    "exp of words": lambda: make_token(exp="soon"),
}


class Reuse(unittest.TestCase):
    def check(self, box, token, runs, *arguments, **variables):
        """Asks for a token, and expects that one after so many runs of the CLI."""
        status, out, err = finish(box.token(*arguments, **variables))
        self.assertEqual((status, err), (0, ""))
        self.assertTrue(out == token + "\n")
        self.assertEqual(len(box.runs()), runs)

    def box(self, content=WHOLE):
        box = Sandbox(SCRIPTED_CLI)
        self.addCleanup(box.__exit__)
        if content is not None:
            box.config.write_text(content)
        return box

    def test_takes_the_stored_token(self):
        for name, content in HITS.items():
            with self.subTest(name):
                self.check(self.box(content), TOKEN, 0, "--reuse")

    def test_runs_the_cli_if_the_configuration_is_anything_else(self):
        for name, content in {**MISSES, "missing": None}.items():
            with self.subTest(name):
                self.check(self.box(content), SAMPLE, 1, "--reuse")

    def test_runs_the_cli_if_the_stored_token_is_not_good(self):
        for name, token in TOKENS_THAT_MISS.items():
            for scheme in ("Bearer ", ""):
                with self.subTest(name + scheme):
                    self.check(self.box(stored(scheme + token())), SAMPLE, 1, "--reuse")

    def test_takes_a_token_with_more_than_ten_seconds_left(self):
        token = make_token(15)
        self.check(self.box(stored(token)), token, 0, "--reuse")

    def test_runs_the_cli_if_the_configuration_is_no_regular_file(self):
        for name, make in (
            ("FIFO", os.mkfifo),
            ("folder", os.mkdir),
            ("device", lambda path: os.symlink("/dev/zero", path)),
            ("broken link", lambda path: os.symlink("/nonexistent", path)),
        ):
            with self.subTest(name):
                box = self.box(None)
                make(box.config)
                self.check(box, SAMPLE, 1, "--reuse")

    def test_runs_the_cli_if_the_configuration_is_another_users(self):
        box = self.box()
        if os.geteuid() == 0:
            os.chown(box.config, 65534, 65534)
            self.check(box, SAMPLE, 1, "--reuse")
        else:
            self.check(box, SAMPLE, 1, "--reuse", LD_PRELOAD=ODD_SYSTEM, OWNER=65534)

    def test_follows_the_rules_of_the_cli_for_the_folder(self):
        other = make_token(1000)
        for variable, folder in (
            ("IBMCLOUD_CONFIG_HOME", "dir"),
            ("IBMCLOUD_HOME", "dir/.ibmcloud"),
            ("BLUEMIX_HOME", "dir/.bluemix"),
            ("HOME", "dir/.ibmcloud"),
        ):
            with self.subTest(variable):
                box = self.box()
                (box.folder / folder).mkdir(parents=True)
                (box.folder / folder / "config.json").write_text(stored(other))
                self.check(box, other, 0, "--reuse", **{variable: box.folder / "dir"})

    def test_is_off_unless_asked_for(self):
        self.check(self.box(), SAMPLE, 1)
        self.check(self.box(), SAMPLE, 1, "--no-reuse")
        for value in ("", "0"):
            self.check(self.box(), SAMPLE, 1, IBMCLOUD_TOKEN_REUSE=value)

    def test_can_be_asked_for_by_a_variable(self):
        self.check(self.box(), TOKEN, 0, IBMCLOUD_TOKEN_REUSE=1)
        self.check(self.box(), SAMPLE, 1, "--no-reuse", IBMCLOUD_TOKEN_REUSE=1)
        self.check(self.box(), SAMPLE, 1, "--reuse", "--no-reuse")

    def test_runs_the_cli_for_the_uaa_token(self):
        box = self.box()
        script = f"out=UAA token:  Bearer {SAMPLE}"
        self.check(box, SAMPLE, 1, "--reuse", "--token", "uaa", SCRIPT=script)

    def test_runs_the_cli_for_a_token_that_meets_the_requirements(self):
        fresh = make_token(3000, account={"bss": OTHER_ACCOUNT})
        script = f"out=IAM token:  Bearer {fresh}"
        self.check(self.box(), TOKEN, 0, "--reuse", "--min-ttl", "10m", "--account", ACCOUNT, SCRIPT=script)
        self.check(self.box(), fresh, 1, "--reuse", "--min-ttl", "30m", SCRIPT=script)
        self.check(self.box(), fresh, 1, "--reuse", "--account", OTHER_ACCOUNT, SCRIPT=script)

    def test_asks_for_ten_seconds_whatever_is_required(self):
        self.check(self.box(stored(make_token(8))), SAMPLE, 1, "--reuse", "--min-ttl", "0")

    def test_serves_every_destination(self):
        bearer = "Bearer " + TOKEN
        for arguments, expected in (
            (["--bearer"], bearer),
            (["--env", "T=bearer", "--", "printenv", "T"], bearer),
            (["-f", "expiry"], str(json.loads(base64.urlsafe_b64decode(TOKEN.split(".")[1] + "=="))["exp"])),
        ):
            self.check(self.box(), expected, 0, "--reuse", *arguments)

    def test_needs_no_cli(self):
        self.check(self.box(), TOKEN, 0, "--reuse", PATH="/nonexistent")

    def test_needs_a_home(self):
        box = self.box()
        process = box.start("env", "-u", "HOME", PROGRAM, "--reuse")
        self.assertEqual(finish(process)[:2], (78, ""))

    def test_does_not_go_with_input(self):
        box = self.box()
        (box.folder / "in").write_text("Bearer " + SAMPLE)
        self.assertEqual(finish(box.token("--reuse", "-i", "in"))[:2], (64, ""))
        self.check(box, SAMPLE, 0, "-i", "in", IBMCLOUD_TOKEN_REUSE=1)
        self.check(box, SAMPLE, 0, "-i", "in", "--no-reuse", IBMCLOUD_TOKEN_REUSE=1)

    def test_keeps_nothing_of_its_own(self):
        box = self.box()
        before = sorted(path for path in box.folder.rglob("*") if path != box.runs_file)
        finish(box.token("--reuse", "-v"))
        finish(box.token("--reuse", "--token", "uaa"))
        after = [path for path in box.folder.rglob("*") if path not in (box.runs_file, box.folder / "alive")]
        self.assertEqual(before, sorted(after))
        self.assertEqual(box.config.read_text(), WHOLE)

    def test_lets_each_caller_run_the_cli_if_the_run_fails(self):
        box = self.box("{}")
        callers = [box.token("--reuse", SCRIPT="err=Not logged in.,exit=1") for _ in range(8)]
        self.assertEqual([finish(caller)[:2] for caller in callers], [(77, "")] * 8)
        self.assertEqual(len(box.runs()), 8)


if __name__ == "__main__":
    unittest.main()
