"""A place in the text: blanks, comments, symbols and keywords."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from guiju.standard.feel.limits import NESTING_MAX
from guiju.standard.feel.tree import Expression
from guiju.standard.feel.words import PART, START

from .problem import SyntaxProblem
from .vocabulary import Vocabulary

# Written so that no way back exists, rather than forbidden by `(...)*+`: Python before 3.11.5, and
# with it Debian 12, matches a possessive group too little.
_BLANK = re.compile(
    r"(?:[\s\u0085\u00A0\u1680\u180E\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF]"
    r"|//[^\n\r]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)*"
)
_WORD = re.compile(f"[{START}][{PART}]*")


class Cursor:
    """Where the parser is, which names it knows, how deep it is.

    Attributes:
        text: the whole text.
        at: the next character.
        names: the names in scope here.
    """

    def __init__(
        self, text: str, names: Vocabulary, grammar: Callable[[Cursor, int], Expression]
    ) -> None:
        self.text = text
        self.at = 0
        self.names = names
        self.depth = 0
        self._grammar = grammar

    def expression(self, level: int = 0) -> Expression:
        """Read an expression whose operators bind at least as tightly as ``level``."""
        self.deepen()
        tree = self._grammar(self, level)
        self.depth -= 1
        return tree

    def deepen(self) -> None:
        """Count one level more; too deep is a problem of the text, never of the interpreter."""
        self.depth += 1
        if self.depth > NESTING_MAX:
            raise SyntaxProblem(
                self.at, f"at most {NESTING_MAX} levels of nesting", "more", "feel-too-large"
            )

    def skip(self) -> None:
        """Go over blanks and comments."""
        match = _BLANK.match(self.text, self.at)
        if match is not None:
            self.at = match.end()

    def sees(self, symbol: str) -> bool:
        """Whether this symbol comes next."""
        self.skip()
        return self.text.startswith(symbol, self.at)

    def takes(self, symbol: str) -> bool:
        """Go over this symbol if it comes next."""
        if self.sees(symbol):
            self.at += len(symbol)
            return True
        return False

    def needs(self, symbol: str) -> None:
        """Go over this symbol, or fail."""
        if not self.takes(symbol):
            self.fail(f"'{symbol}'")

    def peek(self) -> str:
        """The next character after blanks, or an empty string at the end."""
        self.skip()
        return self.text[self.at : self.at + 1]

    def word(self) -> str:
        """The next identifier, not gone over, or an empty string."""
        self.skip()
        match = _WORD.match(self.text, self.at)
        return match.group() if match else ""

    def takes_word(self, *words: str) -> bool:
        """Go over these keywords if exactly they come next."""
        back = self.at
        for word in words:
            if self.word() != word:
                self.at = back
                return False
            self.at += len(word)
        return True

    def needs_word(self, word: str) -> None:
        """Go over this keyword, or fail."""
        if not self.takes_word(word):
            self.fail(f"'{word}'")

    def fail(self, expected: str) -> NoReturn:
        """Say what should stand here."""
        self.skip()
        found = self.text[self.at : self.at + 20]
        raise SyntaxProblem(self.at, expected, f"'{found}'" if found else "the end")
