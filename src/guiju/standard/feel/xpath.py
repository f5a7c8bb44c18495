"""XPath's regular expressions in the notation of the ``regex`` package.

Sources: XML Schema 2, appendix G; XPath and XQuery functions 3.1, 5.6.1 and 5.6.2.
"""

from __future__ import annotations

import re

import regex

_FLAGS = {"s": regex.DOTALL, "m": regex.MULTILINE, "i": regex.IGNORECASE, "x": 0, "q": 0}
_BLANKS = "\t\n\r "
_START = r"\p{L}\p{Nl}_:"
_CLASSES = {
    "i": f"[{_START}]",
    "I": f"[^{_START}]",
    "c": rf"[{_START}\-.\d\p{{M}}\u00B7]",
    "C": rf"[^{_START}\-.\d\p{{M}}\u00B7]",
}
_PLAIN = frozenset("dDwWsS")
_ESCAPED = frozenset("nrt\\|.?*+(){}$-[]^")
_PROPERTY = re.compile(r"\{(Is)?([A-Za-z0-9\-]+)\}")
_QUANTITY = re.compile(r"\{(\d{1,6})(,(\d{1,6})?)?\}")
_REPEAT_MAX = 1_000
_SIZE_MAX = 10_000


class PatternProblem(Exception):
    """The pattern is not one of XPath."""


def translated(pattern: str, flags: str) -> tuple[str, int]:
    """The pattern for ``regex`` and its options.

    Raises:
        PatternProblem: the pattern or a flag is not one of XPath.
    """
    options = 0
    for flag in flags:
        if flag not in _FLAGS:
            raise PatternProblem(f"there is no flag '{flag}'")
        options |= int(_FLAGS[flag])
    if "q" in flags:
        return regex.escape(pattern), options
    if "x" in flags:
        pattern = _without_blanks(pattern)
    return _Translation(pattern, flags).whole(), options


def _without_blanks(pattern: str) -> str:
    """Flag x: blanks outside character classes do not count."""
    kept = []
    inside = 0
    escaped = False
    for character in pattern:
        if character in _BLANKS and inside == 0:
            continue
        kept.append(character)
        if not escaped and character == "[":
            inside += 1
        elif not escaped and character == "]" and inside:
            inside -= 1
        escaped = character == "\\" and not escaped
    return "".join(kept)


class _Translation:
    """One walk over a pattern."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.opened = 0
        self.open: list[int] = []
        self.sizes = [0]
        self.size = 0
        self.repeated = 0
        self.dot = "." if "s" in flags else r"[^\n\r]"
        self.end = "$" if "m" in flags else r"\Z"

    def whole(self) -> str:
        """The whole pattern."""
        made = []
        while self.at < len(self.pattern):
            made.append(self._one())
        if self.open:
            raise PatternProblem("a group is not closed")
        return "".join(made)

    def _take(self) -> str:
        character = self.pattern[self.at : self.at + 1]
        self.at += 1
        return character

    def _one(self) -> str:
        character = self._take()
        if character in "*+?{":
            return self._quantifier(character)
        self.repeated = 0
        if character == "(":
            self.sizes.append(0)
            return self._group()
        if character == ")":
            return self._group_end()
        self._grow(1)
        if character == "\\":
            return self._escape(False)
        if character == "[":
            return self._set()
        if character in "]}":
            raise PatternProblem(f"'{character}' must be escaped")
        return {".": self.dot, "$": self.end}.get(character, character)

    def _group(self) -> str:
        if self.pattern.startswith("?:", self.at):
            self.at += 2
            self.open.append(0)
            return "(?:"
        if self.pattern.startswith("?", self.at):
            raise PatternProblem("'(?' starts no group of XPath")
        self.opened += 1
        self.open.append(self.opened)
        return "("

    def _group_end(self) -> str:
        if not self.open:
            raise PatternProblem("a group is closed that is not open")
        self.open.pop()
        self._grow(self.sizes.pop())
        return ")"

    def _grow(self, size: int) -> None:
        """Count what the matcher has to hold: a repetition counts as often as it repeats."""
        self.size = size
        self.sizes[-1] += size
        if self.sizes[-1] > _SIZE_MAX:
            raise PatternProblem(f"the repetitions make more than {_SIZE_MAX} places")

    def _quantifier(self, character: str) -> str:
        """A quantifier; ``?`` behind another one makes that reluctant, nothing else may follow."""
        if self.repeated and (character != "?" or self.repeated == 2):
            raise PatternProblem("a quantifier follows a quantifier")
        self.repeated += 1
        return self._quantity() if character == "{" else character

    def _quantity(self) -> str:
        match = _QUANTITY.match(self.pattern, self.at - 1)
        if match is None:
            raise PatternProblem("'{' must be escaped")
        times = max(int(match[1]), int(match[3] or 0))
        if times > _REPEAT_MAX:
            raise PatternProblem(f"a repetition is at most {_REPEAT_MAX}")
        self._grow(self.size * max(times - 1, 0))
        self.at = match.end()
        return match.group()

    def _escape(self, in_set: bool) -> str:
        character = self._take()
        if character in _PLAIN or character in _ESCAPED:
            return "\\" + character if character else ""
        if character in _CLASSES and character:
            return _CLASSES[character]
        if character in ("p", "P"):
            return self._property(character)
        if character.isdecimal() and character != "0" and not in_set:
            return self._back_reference(character)
        raise PatternProblem(f"there is no escape '\\{character}'")

    def _back_reference(self, digit: str) -> str:
        number = int(digit)
        while self.pattern[self.at : self.at + 1].isdecimal():
            longer = number * 10 + int(self.pattern[self.at])
            if longer > self.opened:
                break
            number = longer
            self.at += 1
        if number > self.opened or number in self.open:
            raise PatternProblem(f"there is no group {number} before")
        return f"(?:\\{number})"

    def _property(self, sort: str) -> str:
        match = _PROPERTY.match(self.pattern, self.at)
        if match is None:
            raise PatternProblem(f"'\\{sort}' wants a category in braces")
        self.at = match.end()
        block, name = match.groups()
        return f"\\{sort}{{{'In' if block else 'gc='}{name.replace('-', '')}}}"

    def _set(self) -> str:
        """``[a-z-[aeiou]]``; the opening bracket has been taken."""
        made = ["["]
        if self.pattern.startswith("^", self.at):
            self.at += 1
            made.append("^")
        first = True
        while True:
            character = self._take()
            if not character:
                raise PatternProblem("a character class is not closed")
            if character == "]" and not first:
                return "".join(made) + "]"
            if character == "-" and self.pattern.startswith("[", self.at):
                self.at += 1
                return self._difference("".join(made))
            if character in "[]":
                raise PatternProblem(f"'{character}' must be escaped in a character class")
            made.append(self._escape(True) if character == "\\" else self._in_set(character))
            first = False

    def _difference(self, made: str) -> str:
        inner = self._set()
        if self._take() != "]":
            raise PatternProblem("a subtraction ends a character class")
        return f"[{made}]--{inner}]"

    @staticmethod
    def _in_set(character: str) -> str:
        """A character that means something else to ``regex`` inside a class is escaped."""
        return "\\" + character if character in "&~|" else character
