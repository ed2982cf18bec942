#!/usr/bin/env python3
"""Usage: stop_often.py [N]

Stops N runs of ibmcloud-token at random moments, for each signal and for the deadline, with a CLI that treats its
configuration as IBM's SDK does. A stop must not tear the configuration, lose the session, or leave a process.
Prints a line per way of stopping, and fails if a count other than the first is not 0.
"""

import json
import random
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from helpers.sandbox import Sandbox, finish

REFRESH_MS = 15
WRITE_MS = 5  # The SDK needs microseconds. So a stop is more likely to fall into a write.
GRACE_MS = 2000
LONGEST_END = 7  # seconds
AT_ONCE = 4
WRAPPER = '"$CLI" "$@"\nexit $?'


@dataclass(frozen=True)
class Kind:
    """How a run is stopped, and what kind of run it is."""

    stop: object  # a signal, or None for the deadline
    wrapped: bool
    single_use: bool
    slow: bool = False  # longer than the time that a run is given to end by itself
    raw: bool = False  # the CLI alone, to see that the moments of the stops fall into its writes

    def __str__(self):
        words = ["CLI alone" if self.raw else "deadline" if self.stop is None else self.stop.name]
        words += ["wrapper"] * self.wrapped + ["single-use"] * self.single_use + ["slow"] * self.slow
        return ", ".join(words)

    def variables(self):
        return {"SDK_ALWAYS_REFRESH": 1, "SDK_WRITE_MS": WRITE_MS, **({"SDK_SINGLE_USE": 1} if self.single_use else {})}


@dataclass
class Result:
    wrong: str = ""
    torn: bool = False
    lost: bool = False
    left: bool = False
    seconds: float = 0


def start(box, kind, refresh_ms):
    variables = {**kind.variables(), "SDK_REFRESH_MS": int(refresh_ms)}
    if kind.raw:
        return box.start("ibmcloud", **variables)
    return box.token(*(["--timeout", "1"] if kind.stop is None else []), **variables)


def duration_ms(kind):
    """The time that a run takes without the wait for the token service."""
    with Sandbox() as box:
        box.log_in()
        longest = 0
        for _ in range(5):
            begin = time.monotonic()
            finish(start(box, kind, 0))
            longest = max(longest, time.monotonic() - begin)
        return 1000 * longest


def wrong_with(kind, status, out):
    is_token = out.startswith("eyJ") and out.endswith("\n")
    if status == 0:
        return "" if is_token else "no token with status 0"
    if status != (75 if kind.stop is None else -kind.stop):
        return f"status {status}"
    # A signal may come between the token and the end of the program.
    return "" if not out or (is_token and kind.stop) else f"output with status {status}"


def is_torn(box):
    try:
        json.loads(box.config.read_text())
    except ValueError:
        return True
    return False


def stop_once(kind, run_ms):
    with Sandbox() as box:
        box.log_in()
        if kind.wrapped:
            box.wrap(WRAPPER)
        moment = random.uniform(0, 1.2 * (run_ms + REFRESH_MS)) / 1000
        if kind.stop is None:
            process = start(box, kind, max(0, 1000 - random.uniform(0, 1.2 * run_ms)))
            time.sleep(1)
        else:
            process = start(box, kind, GRACE_MS + random.uniform(-run_ms, run_ms) if kind.slow else REFRESH_MS)
            time.sleep(moment)
            process.send_signal(kind.stop)
        begin = time.monotonic()
        status, out, _ = finish(process)
        result = Result(wrong="" if kind.raw else wrong_with(kind, status, out), seconds=time.monotonic() - begin)
        result.left = bool(box.left())
        result.torn = is_torn(box)
        result.lost = box.cli(**{**kind.variables(), "SDK_WRITE_MS": 0}) != 0
        return result


def stop_often(kind, count, at_once):
    run_ms = duration_ms(kind)
    with ThreadPoolExecutor(at_once) as pool:
        results = list(pool.map(lambda _: stop_once(kind, run_ms), range(count)))
    counts = {name: sum(getattr(result, name) for result in results) for name in ("torn", "lost", "left")}
    slowest = max(result.seconds for result in results)
    wrong = [result.wrong for result in results if result.wrong]
    print(
        f"{str(kind):30} stops {count:4}  torn {counts['torn']:3}  lost {counts['lost']:3}  left {counts['left']:3}"
        f"  ended within {slowest:.2f} s",
        *sorted(set(wrong)),
        flush=True,
    )
    if kind.raw:
        return counts["torn"] > 0
    return not any(counts.values()) and not wrong and slowest < LONGEST_END


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    good = stop_often(Kind(signal.SIGTERM, False, False, raw=True), max(count, 40), AT_ONCE)
    for stop in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, None):
        for wrapped in (False, True):
            for single_use in (False, True):
                kind = Kind(stop, wrapped, single_use)
                good &= stop_often(kind, count, AT_ONCE * (4 if stop is None else 1))
    for wrapped in (False, True):
        good &= stop_often(Kind(signal.SIGTERM, wrapped, single_use=False, slow=True), count, AT_ONCE * 4)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
