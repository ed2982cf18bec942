"""What the CLI printed, rebuilt from what `ibmcloud-token -v` told of it."""

import base64
import json
import re

from clean_output import SIGNATURES, Refusal, blank_out

LINE = re.compile(r"^[>\s]*ibmcloud-token: (output|errors), line (\d+):[ ]?(.*?)\r?$", re.ASCII | re.MULTILINE)
# What stands for something else in a line, and then either the end, or a comma for a blank, or a plus sign for none.
THING = r'\d{1,6}[ ]blanks|"bearer"|<JWS[ ]\w+,[ ]\d+[ ]bytes(?:,[ ][^<>]*)?>|<JWS[ ]cut[ ]short,[ ]\d+[ ]bytes>|' \
    r'<refresh[ ]token,[ ]\d+[ ]bytes>'
PART = re.compile(rf"""(?:(?P<thing>{THING}) (?P<after>$|,[ ]|[ ]\+[ ]) |
                          "(?P<text>.*?)" (?P<after_text>$|(?:,[ ]|[ ]\+[ ])(?={THING})))""",
                  re.IGNORECASE | re.VERBOSE)
ESCAPE = re.compile(r"\\u\{(?P<code>[0-9A-F]{4,6})\}|\\x(?P<byte>[0-9A-F]{2})|"
                    r"<(?P<count>\d{1,6}) characters>|<address>")


def stand_in(algorithm, description):
    """A token of its own for each description, for the cleaner to replace."""
    def encoded(members):
        return base64.urlsafe_b64encode(json.dumps(members).encode()).decode().rstrip("=")
    length = (*SIGNATURES.get(algorithm, ()), 86)[0]
    return f"{encoded({'alg': algorithm})}.{encoded({'is': description})}.{'A' * length}"


def unescaped(match):
    if match["code"]:
        return chr(int(match["code"], 16)).encode("utf-8", "surrogatepass").decode("latin-1")
    if match["byte"]:
        return chr(int(match["byte"], 16))
    return "user@example.com" if match["count"] is None else blank_out("0" * int(match["count"]))


def rebuilt_part(part, cleaner):
    if part["text"] is not None:
        return ESCAPE.sub(unescaped, part["text"])
    thing = part["thing"]
    if thing.endswith(" blanks"):
        return " " * int(thing[:-7])
    if thing.startswith("<refresh"):
        return cleaner.synthetic["refresh"]
    if thing.startswith("<JWS cut"):
        return cleaner.synthetic["session"][:-1]
    return stand_in(thing[5:].split(",")[0], thing) if thing.startswith("<JWS") else thing[1:-1]


def rebuilt_line(line, cleaner):
    text, end = "", 0
    while end < len(line):
        part = PART.match(line, end)
        if not part:
            raise Refusal(f"this is not as -v writes it: {line[end:end + 40]!a}")
        text += rebuilt_part(part, cleaner)
        end = part.end()
        has_blanks = line[:end].endswith(" blanks, ") or re.match(r"\d+ blanks", line[end:])
        if not has_blanks and ", " in (part["after"], part["after_text"]):
            text += " "
    return text


def is_verbose_text(text):
    return re.search("^[>\\s]*ibmcloud-token: ", text, re.MULTILINE) is not None


def rebuild(text, has_failed, cleaner):
    """What the CLI wrote to standard output; of one that has failed, to standard error, unless that was nothing."""
    lines = {"output": [], "errors": []}
    for stream, number, line in LINE.findall(text):
        lines[stream].append(line)
        if int(number) != len(lines[stream]):
            raise Refusal(f"line {len(lines[stream])} of the {stream} is missing, or there are two runs")
    if not any(lines.values()):
        raise Refusal("this tells of no output: it takes all that `ibmcloud-token -v` wrote")
    wanted = lines["errors"] if has_failed and lines["errors"] else lines["output"]
    return "".join(rebuilt_line(line, cleaner) + "\n" for line in wanted)
