"""What is wrong with a text."""

from __future__ import annotations


class SyntaxProblem(Exception):
    """The text is not FEEL.

    Attributes:
        position: character counted from 0.
        expected: what could have stood there.
        found: what stands there, shortened.
        code: ``feel-syntax``, or ``feel-too-large`` where nesting or length is over its bound.
    """

    def __init__(self, position: int, expected: str, found: str, code: str = "feel-syntax") -> None:
        super().__init__(f"at {position}: expected {expected}, found {found}")
        self.position = position
        self.expected = expected
        self.found = found
        self.code = code
