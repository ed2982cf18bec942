"""What the CLI prints, without what is secret or personal in it."""

import base64
import json
import os
import re

from coloured_text import ColouredText

# In characters; those of HS* are not measured.
RSA_SIGNATURES = (342, 512, 683)
SIGNATURES = {"ES256": (86,), "ES384": (128,), "ES512": (176,), "Ed25519": (86,), "Ed448": (152,), "EdDSA": (86, 152)}
SIGNATURES |= {f"{kind}S{bits}": RSA_SIGNATURES for kind in "RP" for bits in (256, 384, 512)}
SIGNATURES |= {f"HS{bits}": () for bits in (256, 384, 512)}

RUN = re.compile(r"[A-Za-z0-9._~+/=@-]+")
UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
# The parts of a run that are known: what may stay, ids, and what may be a token, since {" is ey in base64url.
KNOWN = re.compile(rf"""
    (?P<stays>user@example\.com | BXN[A-Z]*\d{{3,4}}E | FEHLGESCHLAGEN | \d{{4}}-\d\d-\d\dT\d\d) |
    (?P<prefix>(?:iam-)?(?:ServiceId|Profile)- | C-)? (?P<uuid>{UUID}) |
    (?P<user>IBMid-[A-Za-z0-9]+) |
    (?P<hex>(?<![\w.+-])[0-9A-Fa-f]{{32}}(?![\w.+-])) |
    (?P<token>(?<![\w.-])e[w-z][\w-]{{2,}}(?:\.[\w-]+)*)""", re.ASCII | re.VERBOSE)
# Not the name of a source file.
HOST = r"""(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,9}(?!(?:cc|go|js|md|py|rs|sh|so|ts)\b)
    (?:arpa|cloud|com|corp|dev|edu|gov|home|info|internal|intranet|io|lan|local|localdomain|net|org|[a-z]{2})
    (?![\w-]|\.\w)"""
PUBLIC_HOST = re.compile(r"(?:.*\.)?(?:cloud\.ibm\.com|bluemix\.net|github\.com|example\.com|icr\.io)"
                         r"|(?:www\.|github\.)?ibm\.com", re.IGNORECASE)


class Refusal(Exception):
    """Why nothing is written."""


def blank_out(text):
    """A number stays one, for JSON."""
    return re.sub("0", "1", re.sub("[A-Za-z0-9]", "0", text), count=1)


# What the words around it tell of a person or a secret, and what comes in its place.
PERSONAL = [(re.compile(pattern, re.ASCII | re.IGNORECASE | re.MULTILINE | re.VERBOSE), replacement)
            for pattern, replacement in (
    (r"""[^\s<>()"',;:&=/\x00-\x1f]{0,200}(?:@|%40|\\u0040)[^\s<>()"',;:&=/\x00-\x1f]{0,200}""", "user@example.com"),
    (r"""((?:/home|[/\\]+Users)[/\\]+)[^/\\\s:'"]+(?:\ [^/\\\s:'"]+(?=[/\\]))?""", r"\1user"),
    (r"""^[\w.-]{1,99}:[~/]\S*\ \S*([$#%]\ )""", r"host:~ user\1"),
    (r"""((?:account:?|^[ \t]*\d+\.)[ \t]+)[^\s(][^\n(]*?([ \t]?\([0-9a-f]{32}\))""", r"\1Sample Account\2"),
    (r"""((?:(?:One\ Time\ Code|pass(?:code|word)|api[-_ ]?key)["']?[ \t]*[=:>]|--(?:apikey|passcode|cr-token)\b)
         [ \t=]*["']?)([^\s"'&,;]+)""", lambda match: match[1] + blank_out(match[2])),
    (r"""\b(?!127\.|192\.0\.2\.)\d{1,3}(?:\.\d{1,3}){3}\b""", "192.0.2.1"),
    (HOST, lambda match: match[0] if PUBLIC_HOST.fullmatch(match[0]) else "host.example.com"),
)]
# A short line below another that ends in one word.
TAIL = re.compile(r"((?<![\w.-])[\w.-]{12,}\r?\n[ \t]*)([\w-]{1,11})(?=[ \t\"]*\r?$)", re.ASCII | re.MULTILINE)


def is_plain_word(word):
    return re.fullmatch("v?[0-9]{0,4}|[A-Z]{1,11}|[A-Za-z][a-z]{0,19}", word) is not None


def masked(text):
    """As src/core/masking.cpp masks, but plain words between / and = stay."""
    if len(text) < 12 and not re.search("[0-9]{6}", text):
        return text
    def is_plain(part):
        return all(map(is_plain_word, re.split("[._-]", part))) and not re.search("[^.]{25}", part)

    return "".join(part if is_plain(part) else blank_out(part) for part in re.split("([/=])", text))


def members_of(segment):
    """The members of the JSON object in a segment of a token; nothing if it holds something else."""
    try:
        members = json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except (ValueError, RecursionError):
        return None
    return members if isinstance(members, dict) else None


def algorithm_of(token):
    algorithm = (members_of(token.split(".")[0]) or {}).get("alg")
    return algorithm if isinstance(algorithm, str) else None


def is_whole(token):
    algorithm, segments = algorithm_of(token), token.split(".")
    lengths = SIGNATURES.get(algorithm)
    return (len(segments) == 3 and members_of(segments[1]) is not None and lengths is not None
            and (not lengths or len(segments[2]) in lengths))


def has_word(text, word):
    return re.search(rf"(?<![a-z0-9]){word}(?![a-z0-9])", text, re.IGNORECASE) is not None


def is_uaa_label(label):
    """As src/core/token_label.cpp decides. `label` may end in the scheme."""
    label = re.sub(r"bearer\s*$", "", label, flags=re.IGNORECASE).strip(" \t\"':")
    last_part = re.split(r"[|\]>]|:(?=[ \t])", label)[-1]
    return has_word(last_part, "uaa") or has_word(label, "uaa") and not has_word(last_part, "iam")


def is_other_service(label, token):
    """True for an `access_token` without the claim that IBM's tokens have."""
    return re.search(r'"access_token"\s*:\s*"$', label) is not None and "iam_id" not in members_of(token.split(".")[1])


class Cleaner:
    """Replaces what is secret. One token becomes one synthetic token, another one another."""

    def __init__(self, folder):
        self.synthetic = {file.stem: file.read_text() for file in sorted(folder.glob("*.jws"))}
        self.names = {token: name for name, token in self.synthetic.items()}
        self.iam, self.uaa = [], []  # the names of the tokens that were found

    def name(self, token, is_uaa):
        found = self.uaa if is_uaa else self.iam
        if token not in self.names:
            algorithm = algorithm_of(token)
            fitting = [name for name, other in self.synthetic.items()
                       if algorithm_of(other) == algorithm and name not in (*self.iam, *self.uaa, "sample-uaa")]
            # The usual ones first.
            fitting.sort(key=lambda name: name not in ("sample", "session"))
            fitting = ["sample-uaa"] * (is_uaa and not self.uaa) + fitting
            if not fitting:
                raise Refusal(f"tokens/ has no synthetic token of {algorithm} that is not used yet")
            self.names[token] = fitting[0]
        found.append(self.names[token])

    def name_tokens(self, text):
        """Those of UAA first, since a token may stand under both labels. Those of other services last."""
        self.iam, self.uaa = [], []
        tokens = []
        for match in KNOWN.finditer(text):
            if match["token"] and is_whole(match["token"]):
                line = text[text.rfind("\n", 0, match.start()) + 1:match.start()]
                label = re.split(r"[\w-]{4,}(?:\.[\w-]+){2}", line)[-1]
                tokens.append((not is_uaa_label(label), is_other_service(label, match["token"]), match["token"]))
        for is_iam, _, token in sorted(tokens, key=lambda found: found[:2]):
            self.name(token, not is_iam)

    def synthetic_token(self, token):
        """What replaces `token`, or the rest of one; nothing if it is something else."""
        if token in self.names:
            return self.synthetic[self.names[token]]
        algorithm, segments = algorithm_of(token), token.split(".")
        model = self.synthetic["refresh" if algorithm == "rt" else "session"].split(".")
        if algorithm == "rt" and len(segments) == 3:
            return ".".join(model)
        if not token.startswith("eyJ") and algorithm is None:
            return None
        has_whole_signature = len(segments) == 3 and len(segments[2]) in SIGNATURES.get(algorithm, (len(segments[2]),))
        if len(segments) > 3 or has_whole_signature:
            return blank_out(token)
        # Cut short: as much of the last segment, for which there is room in a short signature, too.
        last = model[len(segments) - 1]
        last *= len(segments[-1]) // len(last) + 1
        return ".".join(model[:len(segments) - 1] + [last[:len(segments[-1])]])

    def clean_run(self, run):
        text, end = "", 0
        for known in KNOWN.finditer(run):
            new = known["stays"]
            if known["uuid"]:
                new = (known["prefix"] or "") + "00000000-0000-4000-8000-000000000000"
            elif known["user"]:
                new = "IBMid-0000000000"
            elif known["hex"]:
                new = "0" * 32
            elif known["token"]:
                new = self.synthetic_token(known["token"])
            if new is not None:
                text, end = text + masked(run[end:known.start()]) + new, known.end()
        return text + masked(run[end:])

    def clean_tail(self, match):
        """Below a piece of a token a short line is a piece, too."""
        piece = match[1].strip()
        return match[0] if is_whole(piece) or masked(piece) == piece else match[1] + blank_out(match[2])

    def clean(self, text):
        """`text` with its colour, but with what is synthetic for what was secret. `iam` and `uaa` tell of it."""
        coloured = ColouredText(text)
        for pattern, replacement in PERSONAL:
            coloured.replace(pattern, replacement)
        self.name_tokens(coloured.plain)
        coloured.replace(TAIL, self.clean_tail)
        coloured.replace(RUN, lambda match: self.clean_run(match[0]))
        return str(coloured)

    def check(self, text):
        """Refuses clean text in which something still looks like a secret, behind escapes or over several lines."""
        def tells(other):
            # What was blanked out may be blanked out anew, in another place.
            return re.sub("[01]", "", self.clean(other)) != re.sub("[01]", "", other)

        unescaped = re.sub(r"(?:\\u00|\\x|%|=)([0-9A-Fa-f]{2})", lambda match: chr(int(match[1], 16)), text)
        if tells(unescaped) or tells(text):
            raise Refusal("something that looks like a secret is left: replace it by hand, or leave it out")
        for token in self.synthetic.values():
            text = text.replace(token, " ")
        for token in re.findall(r"eyJ[\w.-]+", re.sub(r"(?<=[\w.-])=?\r?\n[ \t]*(?=[\w.-])", "", text), re.ASCII):
            known = max((os.path.commonprefix([token, other]) for other in self.synthetic.values()), key=len)
            rest = token[len(known):][:40].replace("0", "")
            has_all_kinds = all(re.search(kind, rest) for kind in ("[a-z]", "[A-Z]", "[1-9]"))
            if len(rest) >= 12 and (has_all_kinds or len(re.findall("[a-z][A-Z]", rest)) >= 4):
                raise Refusal("a token seems to be spread over several lines: put it into one, or leave it out")
