"""What a scenario tells when something is not so."""

from __future__ import annotations

from typing import Any


class Unmet(Exception):
    """Something was expected and something else found; ends the scenario it is raised in."""

    def __init__(self, what: str, expected: Any, found: Any) -> None:
        super().__init__(f"{what}: expected {expected!r}, found {found!r}")
        self.what = what
        self.expected = expected
        self.found = found


class Unreadable(Exception):
    """A step that nobody can play: an unknown verb, a person who is not there."""
