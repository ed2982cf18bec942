"""A home directory, a PATH and a CLI for tests that start, stop and time processes.

CTest sets PROGRAM, SDK_CLI, SCRIPTED_CLI and ODD_SYSTEM. By hand they default to what the preset `dev` builds.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build/dev"
PROGRAM = os.environ.get("PROGRAM", str(BUILD / "ibmcloud-token"))
SDK_CLI = os.environ.get("SDK_CLI", str(BUILD / "tests/sdk_cli"))
SCRIPTED_CLI = os.environ.get("SCRIPTED_CLI", str(BUILD / "tests/scripted_cli"))
ODD_SYSTEM = os.environ.get("ODD_SYSTEM", str(BUILD / "tests/libodd_system.so"))
LONGEST_WAIT = 60  # seconds

# A process that is being started holds the files that other threads write, and what is open for writing can't be executed.
STARTING = threading.Lock()


class Sandbox:
    """Use it in a `with` statement: the folder and the processes of the sandbox end with it."""

    def __init__(self, cli=SDK_CLI):
        self.folder = Path(tempfile.mkdtemp(prefix="ibmcloud-token-test-"))
        self.config_folder = self.folder / ".bluemix"
        self.config_folder.mkdir()
        self.config = self.config_folder / "config.json"
        (self.folder / "bin").mkdir()
        (self.folder / "bin/ibmcloud").symlink_to(cli)
        self.runs_file = self.folder / "runs"
        self.started = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.started:
            process.kill()
            process.wait()
            for stream in (process.stdout, process.stderr):
                if stream:
                    stream.close()
        for process in self.left():
            os.kill(process, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self, **variables):
        """Nothing of the caller's: a test sees what it sets."""
        return {
            "PATH": f"{self.folder}/bin:{Path(PROGRAM).parent}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.folder),
            "ALIVE": str(self.folder / "alive"),
            "CLI_RUNS": str(self.runs_file),
            "ASAN_OPTIONS": "detect_leaks=0:verify_asan_link_order=0",
            **{name: str(value) for name, value in variables.items()},
        }

    def start(self, *command, popen=None, **variables):
        """Starts a command in its own process group, by default with its streams in pipes."""
        settings = {
            "cwd": self.folder,
            "env": self.environment(**variables),
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
            "process_group": 0,
            **(popen or {}),
        }
        with STARTING:
            process = subprocess.Popen(command, **settings)
        self.started.append(process)
        return process

    def token(self, *arguments, popen=None, **variables):
        """Starts ibmcloud-token."""
        return self.start(PROGRAM, *arguments, popen=popen, **variables)

    def cli(self, *arguments, **variables):
        """Runs the CLI itself and returns its exit status."""
        process = self.start(str(self.folder / "bin/ibmcloud"), *arguments, **variables)
        process.communicate(timeout=LONGEST_WAIT)
        return process.returncode

    def log_in(self, **variables):
        assert self.cli("login", **variables) == 0
        self.runs_file.unlink(missing_ok=True)

    def wrap(self, script):
        """Puts a shell script in the place of the CLI. The CLI's path is $CLI there."""
        cli = self.folder / "bin/ibmcloud"
        real = os.readlink(cli)
        cli.unlink()
        with STARTING:
            cli.write_text(f"#!/bin/sh\nCLI={real}\n{script}\n")
        cli.chmod(0o755)

    def runs(self):
        """One line per run of the CLI: its process id and group, or `overlap`."""
        return self.runs_file.read_text().splitlines() if self.runs_file.exists() else []

    def left(self):
        """The processes of the CLI's process groups."""
        return [process for line in self.runs() if line != "overlap" for process in members(int(line.split()[1]))]

    def wait_for_run(self, count=1):
        wait_until(lambda: len(self.runs()) >= count)


def wait_until(is_true, seconds=LONGEST_WAIT):
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def state_of(pid):
    """The letter that ps(1) shows: R, S, T, Z, ..."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def members(group):
    """The processes of a process group that are not zombies."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def finish(process):
    """Waits for the end; returns the exit status (or minus the signal), the output and the errors."""
    out, err = process.communicate(timeout=LONGEST_WAIT)
    return process.returncode, out, err
