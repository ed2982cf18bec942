"""What the CLI printed, rebuilt from the report of `ibmcloud-token -v`.

The report has the text as it stands, with something in angle brackets for each secret:

    ibmcloud-token: output, line 1: IAM token:  Bearer <JWS RS256, 1480 bytes, 20m left>
"""

import base64
import json
import re

from clean_output import SIGNATURES, Refusal, blank_out

# Also as quoted in a mail, and without the words before `line`.
LINE = re.compile(r"^[>\s]*(?:ibmcloud-token: (output|errors), )?line (\d+): ?(.*?)\r?$", re.ASCII | re.MULTILINE)
SECRET = re.compile(r"<JWS (?P<algorithm>\w+), \d+ bytes(?:, [^<>]*)?>|(?P<cut><JWS cut short, \d+ bytes>)|"
                    r"(?P<refresh><refresh token, \d+ bytes>)|<(?P<count>\d{1,7}) characters>|(?P<address><address>)|"
                    r"(?P<pieces><token in pieces: rest hidden>)", re.ASCII)
# Of characters that are not printable US-ASCII.
ESCAPE = re.compile(r"\\u\{(?P<code>[0-9A-F]{4,6})\}|\\x(?P<byte>[01][0-9A-F]|7F|[89A-F][0-9A-F])")


def stand_in(algorithm, description):
    """A token of its own for each description, for the cleaner to replace. It passes for IBM's."""
    def encoded(members):
        return base64.urlsafe_b64encode(json.dumps(members).encode()).decode().rstrip("=")
    length = (*SIGNATURES.get(algorithm, ()), 86)[0]
    return f"{encoded({'alg': algorithm})}.{encoded({'iam_id': description})}.{'A' * length}"


def in_place_of(secret, cleaner):
    if secret["algorithm"]:
        return stand_in(secret["algorithm"], secret[0])
    if secret["cut"]:
        return cleaner.synthetic["session"][:-1]
    if secret["refresh"]:
        return cleaner.synthetic["refresh"]
    if secret["count"]:
        return blank_out("0" * int(secret["count"]))
    if secret["address"]:
        return "user@example.com"
    raise Refusal("-v hides the rest of an output with a token in pieces: make the fixture of the captured output")


def unescaped(match):
    if match["code"]:
        return chr(int(match["code"], 16)).encode("utf-8", "surrogatepass").decode("latin-1")
    return chr(int(match["byte"], 16))


def is_verbose_text(text):
    return bool(re.search(r"^[>\s]*ibmcloud-token: ", text, re.MULTILINE)
                or LINE.match(text) and SECRET.search(text))


def rebuild(text, has_failed, cleaner):
    """What the CLI wrote to standard output; of one that has failed, to standard error, unless that was nothing."""
    lines = {"output": [], "errors": []}
    for stream, number, line in LINE.findall(text):
        stream = stream or "output"
        lines[stream].append(line)
        if int(number) != len(lines[stream]):
            raise Refusal(f"line {len(lines[stream])} of the {stream} is missing, or there are two runs")
    if not any(lines.values()):
        raise Refusal("there is no line of output in this: use all that `ibmcloud-token -v` wrote")
    wanted = lines["errors"] if has_failed and lines["errors"] else lines["output"]
    return "".join(SECRET.sub(lambda secret: in_place_of(secret, cleaner), ESCAPE.sub(unescaped, line)) + "\n"
                   for line in wanted)
