#!/usr/bin/env python3
"""Usage: completion_test.py TOKEN_PROGRAM LOGIN_PROGRAM

Tries scripts/share/completions in their shells: bash and zsh at a terminal, where keys are typed, and fish with its
`complete -C`. The options and forms that each offers must be those of `--help`, all of them and no others.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

COMPLETIONS = Path(__file__).resolve().parent.parent / "scripts/share/completions"
BASH_COMPLETION = Path("/usr/share/bash-completion/bash_completion")
LONGEST_WAIT = 30  # seconds, for any one answer

# For ibmcloud-login, as below.
LOGIN_CASES = [
    ("--ret", "--retries"),
    ("-q --no-r", "--no-region"),
    ("--apikey @token.j", "@token.json"),
    ("--cr-token @token.j", "@token.json"),
    ("--apikey=@token.j", "--apikey=@token.json"),
    ("--apikey @some\\ wo", "@some\\ words.txt"),
    ("--apikey ", "@"),
    ("-c tok", "tok"),
    ("-c x --no-r", "--no-region"),
    ("--account tok", "tok"),
    ("--timeout tok", "tok"),
    ("tok", "tok"),
]

# What is typed after `ibmcloud-token `, and the last word after a TAB, without quotation marks: the same if there is
# nothing to add.
CASES = [
    ("--fo", "--format"),
    ("--bare --no-n", "--no-newline"),
    ("-f h", "header"),
    ("--format power", "powershell"),
    ("--format=h", "--format=header"),
    ("--format h", "header"),
    ("--token u", "uaa"),
    ("--token=u", "--token=uaa"),
    ("-o token.j", "token.json"),
    ("--output token.j", "token.json"),
    ("--output=token.j", "--output=token.json"),
    ("--input some\\ wo", "some\\ words.txt"),
    ("-i some\\ wo", "some\\ words.txt"),
    ("--cli ./my-c", "./my-cli"),
    ("--cli=./my-c", "--cli=./my-cli"),
    ("-nq --fo", "--format"),
    ("--env IC_IAM", "IC_IAM_TOKEN"),
    ("--env EXPORTED_IN_TH", "EXPORTED_IN_THE_TEST"),
    ("--env IAM_TOKEN=bea", "IAM_TOKEN=bearer"),
    ("--env=IAM_TOKEN=bea", "--env=IAM_TOKEN=bearer"),
    ("--env='IAM_TOKEN=bea", "--env=IAM_TOKEN=bearer"),
    ('--env "IAM_TOKEN=bea', "IAM_TOKEN=bearer"),
    ("--env 'IC_IAM", "IC_IAM_TOKEN"),
    ("--format='powe", "--format=powershell"),
    ("--env=EXPORTED_IN_TH", "--env=EXPORTED_IN_THE_TEST"),
    ("--env A=bare --env B=cl", "B=claims"),
    ("--env A=bare --fo", "--format"),
    ("--env IAM_TOKEN=powe", "IAM_TOKEN=powe"),
    ("--account tok", "tok"),
    ("--min-ttl tok", "tok"),
    ("--timeout tok", "tok"),
    ("--account=tok", "--account=tok"),
    ("tok", "tok"),
    ("--header -- trial-co", "trial-command"),
    ("-- trial-command token.j", "token.json"),
    ("-- trial-command --fo", "--fo"),
]
# What COMMAND's own completions offer.
OWN_CASES = [
    ("-- trial-tool alp", "alpha"),
    ("--env A=bare -- trial-tool alpha bet", "beta"),
    ("--format=header -- trial-tool --only-h", "--only-here"),
    ("-- trial-tool a=b --only-h", "--only-here"),
    ("-- trial-tool -- alp", "alpha"),
]


def last_word(text):
    return re.split(r"(?<!\\) ", text)[-1]


class Terminal:
    """A shell at a terminal. The key C-x C-p has it write the line that it edits to the file `answer`."""

    def __init__(self, arguments, work, environment):
        self.answer = work / "answer"
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(work / "cwd")
                os.execvpe(arguments[0], arguments, environment)
            finally:
                os._exit(127)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 100, 4000, 0, 0))
        self.seen = b""
        # By then it reads keys, not lines.
        self.wait(lambda: b"ready>" in self.seen)

    def wait(self, condition):
        deadline = time.monotonic() + LONGEST_WAIT
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"no answer; the shell shows {self.seen[-2000:]!r}")
            if select.select([self.fd], [], [], 0.005)[0]:
                # An error if the shell has ended.
                self.seen += os.read(self.fd, 65536)

    def line_after(self, text, key):
        self.answer.unlink(missing_ok=True)
        self.seen = b""
        # Whatever was there is deleted first.
        os.write(self.fd, b"\x01\x0b" + text.encode() + key + b"\x18\x10")
        self.wait(lambda: self.answer.exists() and self.answer.read_text().endswith("\n"))
        return self.answer.read_text().rstrip("\n")

    def complete(self, text):
        line = self.line_after(text, b"\t")
        start = len(text) - len(last_word(text))
        # At the end zsh puts a = that goes when a blank is typed.
        return line[start:].rstrip(" =") if line.startswith(text[:start]) else line

    def candidates(self, text):
        # C-x C-a inserts all.
        return self.line_after(text, b"\x18\x01")[len(text) - len(last_word(text)):].split()

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


class Fish:
    """Runs fish anew for each question: it has no state that matters."""

    def __init__(self, work, environment):
        self.work = work
        self.environment = environment

    def candidates(self, text):
        script = """
            set -p fish_complete_path $argv[1]
            complete -c trial-tool -f -a 'alpha beta'
            complete -c trial-tool -l only-here
            complete -C $argv[2]"""
        answer = subprocess.run(["fish", "--no-config", "-c", script, str(COMPLETIONS), text], timeout=LONGEST_WAIT,
                                cwd=self.work / "cwd", env=self.environment, capture_output=True, text=True, check=True)
        if answer.stderr:
            raise RuntimeError(answer.stderr)
        return [line.split("\t")[0] for line in answer.stdout.splitlines()]

    def complete(self, text):
        found = [word.replace(" ", "\\ ") for word in self.candidates(text)]
        return found[0] if len(found) == 1 else last_word(text)

    def close(self):
        pass


BASHRC = r"""
PS1='ready>'
bind 'set enable-bracketed-paste off'
bind 'set completion-query-items 0'
bind 'set page-completions off'
bind '"\C-x\C-a": insert-completions'
bind -x '"\C-x\C-p": printf "%s\n" "$READLINE_LINE" >"$ANSWER"'
complete -W 'alpha beta --only-here' trial-tool
"""

ZSHRC = r"""
PS1='ready>'
setopt no_beep
unset zle_bracketed_paste
fpath=($COMPLETIONS $fpath)
autoload -Uz compinit
compinit -D -u
LISTMAX=10000
_trial_tool() { _arguments '--only-here[no other has it]' '*:word:(alpha beta)' }
compdef _trial_tool trial-tool
zle -C all-matches complete-word _generic
zstyle ':completion:all-matches:*' completer _all_matches _complete
zstyle ':completion:all-matches:*' insert true
bindkey -e
bindkey '^I' complete-word
bindkey '^X^A' all-matches
write_line() { print -r -- "$BUFFER" >$ANSWER }
zle -N write_line
bindkey '^X^P' write_line
"""


def start_bash(with_library, last_line=""):
    def start(work, environment):
        library = f"source {BASH_COMPLETION}\n" if with_library else ""
        scripts = "".join(f"source {script}\n" for script in sorted(COMPLETIONS.glob("*.bash")))
        (work / "bashrc").write_text(f"{library}{scripts}{BASHRC}{last_line}\n")
        arguments = ["bash", "--noprofile", "--rcfile", str(work / "bashrc"), "-i"]
        return Terminal(arguments, work, environment)
    return start


def start_zsh(work, environment):
    (work / ".zshrc").write_text(ZSHRC)
    return Terminal(["zsh", "-d", "-i"], work, environment | {"ZDOTDIR": str(work), "COMPLETIONS": str(COMPLETIONS)})


SHELLS = {
    "bash": (start_bash(with_library=False), CASES),
    # A file behind = is not completed there.
    "bash that does not break at =": (start_bash(with_library=False, last_line="COMP_WORDBREAKS=${COMP_WORDBREAKS//=}"),
                                      [case for case in CASES if not re.match("--(output|cli)=", case[0])]),
    "bash with bash-completion": (start_bash(with_library=True), CASES + OWN_CASES),
    "zsh": (start_zsh, CASES + OWN_CASES),
    "fish": (Fish, CASES + OWN_CASES),
}


def prepare(work, programs):
    for folder in ("bin", "cwd", "home"):
        (work / folder).mkdir()
    for name in ("trial-command", "trial-tool"):
        (work / "bin" / name).write_text("#!/bin/sh\n")
        (work / "bin" / name).chmod(0o755)
    for program in programs:
        (work / "bin" / program.name).symlink_to(program)
    for name in ("token.json", "some words.txt", "my-cli"):
        (work / "cwd" / name).touch(0o755)
    return {
        "ANSWER": str(work / "answer"),
        "EXPORTED_IN_THE_TEST": "yes",
        "HOME": str(work / "home"),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{work}/bin:{os.environ['PATH']}",
        "TERM": "xterm",
    }


def forms_of(program, *arguments):
    """The forms in the message about one that does not exist."""
    message = subprocess.run([program, *arguments], capture_output=True, text=True, check=False).stderr
    return set(re.search("the forms are (.*)", message).group(1).split(", "))


def options_of(help_text):
    return set(re.findall(r"(?<![\w-])--?[A-Za-z][a-z-]*", help_text.partition("\nExamples\n")[0]))


def ask(shell, program, cases, expected):
    """What is wrong, a line for each."""
    for typed, wanted in cases:
        found = re.sub("['\"]", "", shell.complete(f"{program} {typed}"))
        if found != wanted:
            yield f"{program}: '{typed}' became '{found}', not '{wanted}'"
    for typed, wanted in expected.items():
        # Bash offers what stands after the =, the others offer the whole word.
        found = {word.removeprefix("A=") for word in shell.candidates(f"{program} {typed}")}
        for word in sorted(found ^ wanted):
            yield f"{program}: '{typed}': {'is not offered' if word in wanted else 'should not be offered'}: {word}"


def check_shell(start, cases, expected, programs):
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        try:
            with contextlib.closing(start(work, prepare(work, programs))) as shell:
                for program, of_program in zip(programs, (cases, LOGIN_CASES)):
                    yield from ask(shell, program.name, of_program, expected[program])
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            yield f"{type(error).__name__}: {error}"


def has_terminals():
    """False in a root folder without /dev/pts, where bash and zsh can't be typed at."""
    try:
        for fd in pty.openpty():
            os.close(fd)
        return True
    except OSError:
        return False


def main():
    programs = [Path(argument).resolve() for argument in sys.argv[1:]]
    help_texts = [subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
                  for program in programs]
    expected = {program: {"-": options_of(text)} for program, text in zip(programs, help_texts)}
    token = programs[0]
    expected[token].update({
        "--format ": forms_of(token, "--format", "none"),
        "--env A=": forms_of(token, "--env", "A=none", "--", "true"),
        "--token ": {"iam", "uaa"},
    })
    failures = 0
    shells = SHELLS
    if not has_terminals():
        shells = {"fish": SHELLS["fish"]}
        print("completion_test: no pseudo-terminals here (mount /dev/pts): fish alone was tried")
    for name, (start, cases) in shells.items():
        for problem in check_shell(start, cases, expected, programs):
            failures += 1
            print(f"completion_test: {name}: {problem}", file=sys.stderr)
    if failures:
        sys.exit(1)
    count = sum(len(cases) + len(LOGIN_CASES) for _, cases in shells.values())
    print(f"completions: {count} cases, options and forms as in --help")


main()
