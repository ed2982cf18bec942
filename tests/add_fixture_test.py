#!/usr/bin/env python3
"""Usage: add_fixture_test.py PROGRAM

scripts/add-fixture on a copy of fixtures/: of captured outputs nothing secret survives and all else does, what PROGRAM
tells of an output with -v becomes one that PROGRAM reads alike, and what is refused leaves no trace. The secrets are
made here, anew for each run.
"""

import base64
import json
import os
import pty
import random
import re
import select
import shutil
import string
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SCRIPT = TOP / "scripts/add-fixture"
LONGEST_WAIT = 60  # seconds
PIECE = 12  # characters of a secret that must not survive together
BASE64URL = string.ascii_letters + string.digits + "-_"


def some(alphabet, length):
    return "".join(random.choices(alphabet, k=length))


def segment(members):
    return base64.urlsafe_b64encode(json.dumps(members).encode()).decode().rstrip("=")


def token(algorithm="RS256", signature=342):
    header = {"kid": some(string.digits, 14), "alg": algorithm}
    claims = {"name": some(string.ascii_letters, 20), "sub": some(string.ascii_letters, 40), "exp": 4102444800}
    return ".".join((segment(header), segment(claims), some(BASE64URL, signature)))


IAM, OTHER, UAA = token(), token(), token("HS256", 43)
REFRESH, OPAQUE, API_KEY = token("rt", 800), "OK" + some(BASE64URL, 900), "k3Y_" + some(BASE64URL, 40)
PASSCODE = "aB3" + some(BASE64URL, 7)
SESSION, SERVICE_ID = f"C-{uuid.uuid4()}", f"ServiceId-{uuid.uuid4()}"
ACCOUNT, GUID = some(string.digits + "abcdef", 31) + "7", str(uuid.uuid4())
IBMID, NUMBER = "IBMid-5500" + some(string.ascii_uppercase, 6), "31415926535"
MAIL, HOST, PERSON = "jane.quimby@acme-rockets.example.net", "janes-laptop.acme-rockets.net", "janequimbyjones"

# The verdict, then text and secrets in turn: of bytes and str, the str are secrets.
KEPT = [
    ("iam", b"IAM token:  Bearer ", IAM, b"\n"),
    ("iam", b"IAM token:  Bearer ", IAM, b""),
    ("iam", b"\xef\xbb\xbfIAM token: \t Bearer ", IAM, b" \t \r\n\r\n \r\n"),
    ("iam", b"Jeton IAM\xc2\xa0: \xff\xfe\x85 Bearer ", IAM, b"\n\xc3"),
    ("iam", b"\x1b[36;1mIAM token:\x1b[0;22m  Bearer \x1b[1m", IAM, b"\x1b(B\x1b[m\n"),
    ("iam", b"\x1b]0;", "jane.quimby@janes-laptop", b": ~\x07IAM token:  Bearer ", IAM, b"\n"),
    ("iam", b'{\n    "iam_token": "Bearer ', IAM, b'",\n    "expires": ', "4102449876", b', "ttl": 1200\n}\n'),
    ("iam", b'{"iam_token":"', IAM, b'","refresh_token":"', REFRESH, b'"}'),
    ("iam", b"IAM token:  Bearer ", IAM, b"\nIAM token:  Bearer ", IAM, b"\n"),
    ("none", b"?apikey=", API_KEY, b"&id=", NUMBER, b"&account=", ACCOUNT, b"\n"),
    ("none", b"?user=", MAIL.replace("@", "%40"), b"&x\n"),
    ("iam", b"User:   ", MAIL, b"\nAccount:   ", "Jane Quimby's Account", b" (", ACCOUNT, b")\nBearer ", IAM, b"\n"),
    ("iam", b"IAM token:  Bearer ", token("ES256", 86), b"\n"),
    ("iam", b"IAM token:  Bearer ", token("PS512", 683), b"\n"),
    ("iam", "jane:~/src jane", b"$ ibmcloud iam oauth-tokens\nIAM token:  Bearer ", IAM, b"\n"),
    ("iam-and-uaa", b"IAM token:  Bearer ", IAM, b"\r\nUAA token:  Bearer ", UAA, b"\r\n"),
    ("iam-and-uaa", b"UAA token:  Bearer ", UAA, b" IAM token:  Bearer ", IAM, b"\n"),
    ("uaa", b"UAA token:  Bearer ", UAA, b"\n"),
    ("none", b"IAM token:  Bearer ", IAM, b"\nIAM token:  Bearer ", OTHER, b"\n"),
    ("none", b"IAM token:  Bearer ", IAM[:-1], b"\n"),
    ("none", b"IAM token:  Bearer ", IAM[:200], b"\n"),
    ("none", b"IAM token:  Bearer ", IAM[:25], b"...\n"),
    ("none", b"IAM token:  Bearer ", REFRESH, b"\n"),
    ("none", b"IAM token:  Bearer ", OPAQUE, b"\n"),
    ("none", b"IAM token:  Bearer ", f"{IAM}.{some(BASE64URL, 30)}", b"\n"),
    ("none", b"IAM token:  Bearer ", IAM[:80], b"\n", IAM[80:160], b"\n", IAM[160:165], b"\n"),
    ("none", b"API key: ", API_KEY, b" (", API_KEY[:30], b")\n"),
    ("none", b"One Time Code > ", PASSCODE, b"\nPassword> ", "hunter22", b"\nOK\n"),
    ("none", b"ibmcloud login --apikey ", "sh0rt-key", b"\n"),
    ("none", b"id ", GUID, b", ", SERVICE_ID, b", ", IBMID, b", ", NUMBER, b", ", ACCOUNT, b"\n"),
    ("none", b"crn:v1:bluemix:public:iam-identity::a/", ACCOUNT, b"::apikey:", f"ApiKey-{GUID}", b"\n"),
    ("none", b"/home/", PERSON, b"/.bluemix, /Users/", PERSON, b"/x, C:\\Users\\", PERSON, b"\\x\n"),
    ("log-in", b"FAILED\n\nerror code: BXNIM0439E, message: Session '", SESSION, b"' is invalidated.. Try again.\n"),
    ("log-in", b"FAILED\nNot logged in. Use '/home/", PERSON, b"/bin/ibmcloud login' to log in.\n"),
    ("try-again", b'Post "https://iam.cloud.ibm.com/identity/token": dial tcp: lookup ', HOST, b" on ", "10.20.30.40",
     b":53: no such host\n"),
    ("unavailable", b"panic: open /Users/", PERSON, b"/.bluemix/config.json: read-only file system\n"
     b"/src/main.go:10 +0x1d\n"),
]

# A verdict, an input, and what the refusal says.
REFUSED = [
    ("iam", b"IAM token:  Bearer abc\n", "no whole IAM token"),
    ("iam-and-uaa", f"IAM token:  Bearer {IAM}\n".encode(), "no whole UAA token"),
    ("iam", f"IAM token:  Bearer {token('RS512')}\n".encode(), "no synthetic token of RS512"),
    ("none", f"IAM token:  Bearer {IAM}\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
    ("none", b"\xff\xfe" + f"IAM token:  Bearer {IAM}\n".encode("utf-16-le") + b"x", "cut within a character"),
    ("none", b"x" * (1024 * 1024 + 1), "larger than 1 MiB"),
    ("none", b"".join(b"%%%02x" % byte for byte in IAM.encode()) + b"\n", "looks like a secret"),
    ("none", ("\n".join(IAM[i:i + 10] for i in range(0, len(IAM), 10)) + "\n").encode(), "spread over several lines"),
    ("none", b"ibmcloud-token: running ibmcloud iam oauth-tokens\n", "no line of output"),
    ("none", b"ibmcloud-token: output, line 1: a\nibmcloud-token: output, line 3: b\n", "is missing"),
    ("none", b"line 1: <JWS RS256, 1480 bytes>\nline 1: <JWS RS256, 1480 bytes>\n", "two runs"),
    ("none", b"ibmcloud-token: output, line 1: a <token in pieces: rest hidden>\n", "a token in pieces"),
    ("never", b"x\n", "--verdict is not right"),
]
REFUSED_OPTIONS = [
    ({"evidence": "SURE"}, "--evidence is not right"),
    ({"evidence": None}, "--evidence is missing"),
    ({"source": "a\tb"}, "--source is not right"),
    ({"source": f"told by {MAIL}"}, "--source is not right"),
    ({"name": "../x"}, "--name is not right"),
    ({"name": "iam-only"}, "--name is not right"),
    ({"file": "no-such-file"}, "No such file"),
]
# Its blanks are terminal controls, which -v reports as blanks.
ONLY_REPORTED = {"iam/cursor-forward.txt"}


class Case:
    """One run of the script on the copy."""

    def __init__(self, fixtures, program):
        self.fixtures, self.program, self.count = fixtures, program, 0

    def run(self, data, verdict, file="-", **given):
        self.count += 1
        options = {"verdict": verdict, "evidence": "LIVE", "source": "a test", "name": f"trial-{self.count}"} | given
        arguments = [f"--{option}={value}" for option, value in options.items() if value is not None]
        self.row = f"{verdict}/{options['name']}.txt"
        return subprocess.run([SCRIPT, f"--fixtures={self.fixtures}", f"--program={self.program}", *arguments, file],
                              input=data, capture_output=True, timeout=LONGEST_WAIT, check=False)

    def written(self):
        return (self.fixtures / self.row).read_bytes()

    def token_column(self):
        rows = (self.fixtures / "evidence.tsv").read_text().splitlines()
        assert rows[1:] == sorted(rows[1:]), "the table is not in order"
        return dict((line.split("\t")[0], line.split("\t")) for line in rows)[self.row][2]

    def tree(self):
        return {str(path): path.read_bytes() for path in self.fixtures.rglob("*") if path.is_file()}


def algorithm_of(text):
    header = text.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))["alg"]


def check_kept(case, parts, encode):
    verdict, *parts = parts
    data = encode(b"".join(part.encode() if isinstance(part, str) else part for part in parts))
    ended = case.run(data, verdict)
    if ended.returncode != 0:
        yield f"was refused: {ended.stderr.decode()}"
        return
    written = case.written()
    pattern = b"".join(b"(.+?)" if isinstance(part, str) else re.escape(part) for part in parts)
    plain = written if encode is as_it_is else written[2:].decode("utf-16-le").encode("latin-1")
    if not re.fullmatch(pattern, plain, re.DOTALL):
        yield f"something else was changed: {plain[:300]!r}"
    if encode is not as_it_is and written[:2] != data[:2]:
        yield "there is no byte order mark"
    rest = (plain + ended.stdout + ended.stderr).decode("latin-1")
    for file in (case.fixtures / "tokens").iterdir():
        rest = rest.replace(file.read_text(), " ")
    # What is left of tokens cut short is compared with the synthetic one that stands for them.
    session = (case.fixtures / "tokens/session.jws").read_text()
    for secret in (part for part in parts if isinstance(part, str)):
        pieces = {secret[i:i + PIECE] for i in range(max(1, len(secret) - PIECE + 1))}
        if any(piece in rest and piece not in session for piece in pieces):
            yield f"some of a secret is left, in {rest[:300]!r}"
    if b"The program says" in ended.stdout:
        yield ended.stdout.decode()


def as_it_is(data):
    return data


def as_utf16(data):
    return b"\xff\xfe" + data.decode("latin-1").encode("utf-16-le")


def check_round_trip(case, fixture):
    """By way of what -v reports."""
    said = subprocess.run([case.program, "-v", "--check", "--min-ttl=0", f"--input={fixture}"], capture_output=True,
                          timeout=LONGEST_WAIT, check=False).stderr
    ended = case.run(said, "iam", name=f"reported-{case.count}")
    if ended.returncode != 0:
        yield f"was refused: {ended.stderr.decode()}"
        return
    found = subprocess.run([case.program, "--min-ttl=0", f"--input={case.fixtures / case.row}"], capture_output=True,
                           timeout=LONGEST_WAIT, check=False)
    wanted = subprocess.run([case.program, "--min-ttl=0", f"--input={fixture}"], capture_output=True,
                            timeout=LONGEST_WAIT, check=False)
    if found.returncode != 0 or algorithm_of(found.stdout.decode()) != algorithm_of(wanted.stdout.decode()):
        yield f"is not read alike: {case.written()[:300]!r}"
    elif found.stdout.decode().strip() != (case.fixtures / f"tokens/{case.token_column()}.jws").read_text():
        yield "its row names another token"


def check_known_fixtures(case):
    """The row of a fixture made of a fixture names the same token."""
    for line in (TOP / "fixtures/evidence.tsv").read_text().splitlines()[1:]:
        name, _, token, _ = line.split("\t")
        if token == "-" or name in ONLY_REPORTED:
            continue
        ended = case.run((TOP / "fixtures" / name).read_bytes(), name.split("/")[0])
        if ended.returncode != 0:
            yield f"{name}: was refused: {ended.stderr.decode()}"
        elif case.token_column() != token:
            yield f"{name}: its row names {case.token_column()}, not {token}"


def check_rebuilt(case):
    session = (case.fixtures / "tokens/session.jws").read_bytes()
    for told, verdict, wanted in (
        (b"ibmcloud-token: output, line 1: IAM token:   <44 characters>, <address>\n", "none",
         b"IAM token:   1" + b"0" * 43 + b", user@example.com\n"),
        (b"> ibmcloud-token: output, line 1: \\x1B[1mSe\\u{00F1}al \\xFF \\x41\r\n", "none",
         b"\x1b[1mSe\xc3\xb1al \xff \\x41\n"),
        (b"line 1: a <JWS cut short, 99 bytes>\nline 2: \nline 3: <b>\n", "none", b"a " + session[:-1] + b"\n\n<b>\n"),
        (b"line 1: not a report\n", "none", b"line 1: not a report\n"),
        (b"ibmcloud-token: output, line 1: OK\nibmcloud-token: errors, line 1: Not logged in\n", "log-in",
         b"Not logged in\n"),
        (b"ibmcloud-token: output, line 1: OK\nibmcloud-token: errors, line 1: Not logged in\n", "none", b"OK\n"),
    ):
        ended = case.run(told, verdict)
        if ended.returncode != 0 or case.written() != wanted:
            yield f"became {case.written() if ended.returncode == 0 else ended.stderr!r}, not {wanted!r}"


def check_refused(case, data, verdict, says, given):
    before = case.tree()
    ended = case.run(data, verdict, **given)
    if ended.returncode == 0 or says not in ended.stderr.decode():
        yield f"status {ended.returncode}, does not say '{says}': {ended.stderr.decode()}"
    if case.tree() != before:
        yield "the fixtures have changed"


def check_other_verdict(case):
    ended = case.run(b"FAILED\nSomething new: who are you?\n", "log-in")
    if ended.returncode != 0 or b"The program says unavailable, not log-in." not in ended.stdout:
        yield f"does not tell that the program differs: {ended.stdout.decode()}"


def check_more_lines(case):
    ended = case.run(b"ibmcloud-token: output, line 1: OK\nibmcloud-token: output, and more lines\n", "none")
    if case.written() != b"OK\n" or b"more lines" not in ended.stdout:
        yield f"does not tell what was left out: {ended.stdout.decode()}"


def at_terminal(case, file, answers):
    """Answers each question once it is asked. Returns what was shown, and the exit status."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(SCRIPT, [str(SCRIPT), f"--fixtures={case.fixtures}", f"--program={case.program}", str(file)])
    shown, deadline = b"", time.monotonic() + LONGEST_WAIT
    for question, answer in (*answers, (None, None)):
        seen = len(shown)
        while question is None or question not in shown[seen:]:
            if time.monotonic() > deadline:
                raise TimeoutError(f"not asked: {question}; shown: {shown!r}")
            if select.select([fd], [], [], 0.1)[0]:
                try:
                    shown += os.read(fd, 65536)
                except OSError:  # It has ended.
                    break
        if question is not None:
            os.write(fd, answer + b"\n")
    os.close(fd)
    return shown, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def check_terminal(case, work):
    file = work / "captured"
    file.write_bytes(f"\x1b[1mIAM token:  Bearer {IAM}\n".encode())
    answers = [(b"verdict (", b"good"), (b"verdict (", b"iam"), (b"evidence (", b"LIVE"), (b"source (", b"typed"),
               (b"name (", b"iam-only"), (b"name (", b"typed")]
    before = case.tree()
    shown, status = at_terminal(case, file, [*answers, (b"Write it? [y/N]", b"")])
    if status == 0 or case.tree() != before:
        yield "it was written without a yes"
    if b"\\x1b[1mIAM token:  Bearer <session>\\n" not in shown or b"\x1b" in shown or IAM[:PIECE].encode() in shown:
        yield f"it was not shown in a safe form: {shown!r}"
    shown, status = at_terminal(case, file, [*answers, (b"Write it? [y/N]", b"y")])
    if status != 0 or not (case.fixtures / "iam/typed.txt").exists():
        yield f"it was not written: {shown!r}"


def has_terminals():
    """False in a root folder without /dev/pts."""
    try:
        for fd in pty.openpty():
            os.close(fd)
        return True
    except OSError:
        return False


def problems(case, work):
    for parts in KEPT:
        for encode in (as_it_is, as_utf16):
            for problem in check_kept(case, parts, encode):
                yield f"{parts[0]}, {parts[1]!r}, {encode.__name__}: {problem}"
    for fixture in sorted((TOP / "fixtures/iam").iterdir()):
        for problem in check_round_trip(case, fixture):
            yield f"{fixture.name}: {problem}"
    yield from check_known_fixtures(case)
    yield from check_rebuilt(case)
    for verdict, data, says in REFUSED:
        yield from check_refused(case, data, verdict, says, {})
    for given, says in REFUSED_OPTIONS:
        yield from check_refused(case, f"Bearer {IAM}\n".encode(), "iam", says, given)
    yield from check_other_verdict(case)
    yield from check_more_lines(case)
    if has_terminals():
        yield from check_terminal(case, work)
    else:
        print("add_fixture_test: no pseudo-terminals here (mount /dev/pts): no question was answered")


def main():
    program = Path(sys.argv[1]).resolve()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(TOP / "fixtures", work / "fixtures")
        case = Case(work / "fixtures", program)
        for problem in problems(case, work):
            failures += 1
            print(f"add_fixture_test: {problem}", file=sys.stderr)
    if failures:
        sys.exit(1)
    print(f"add-fixture: {case.count} runs")


main()
