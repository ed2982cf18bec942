"""Text that can be searched as if it had no colour, and keeps it."""

import re
from collections import deque

# What stands between the characters of a word and does not belong to it.
COLOUR = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[ -/]+[0-~])")


class ColouredText:
    """Text, and beside it the escape sequences that were in it, with their places."""

    def __init__(self, text):
        parts, end, length = [], 0, 0
        self.marks = []
        for mark in COLOUR.finditer(text):
            parts.append(text[end:mark.start()])
            length += mark.start() - end
            self.marks.append((length, mark[0]))
            end = mark.end()
        self.plain = "".join(parts) + text[end:]

    def replace(self, pattern, replacement):
        """As re.sub. A mark within a match stays as far behind its beginning, or comes to its end."""
        parts, end, shift = [], 0, 0
        marks, old = [], deque(self.marks)
        for match in pattern.finditer(self.plain):
            new = replacement(match) if callable(replacement) else match.expand(replacement)
            while old and old[0][0] < match.end():
                place, mark = old.popleft()
                marks.append((shift + min(place, match.start() + len(new)), mark))
            parts += [self.plain[end:match.start()], new]
            end, shift = match.end(), shift + len(new) - len(match[0])
        self.plain = "".join(parts) + self.plain[end:]
        self.marks = marks + [(shift + place, mark) for place, mark in old]

    def __str__(self):
        parts, end = [], 0
        for place, mark in self.marks:
            parts += [self.plain[end:place], mark]
            end = place
        return "".join(parts) + self.plain[end:]
