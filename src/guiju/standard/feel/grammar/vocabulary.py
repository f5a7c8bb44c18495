"""The names a text may use where it stands, so that the longest one wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from guiju.standard.feel.words import normal


class Vocabulary:
    """Nested sets of names in normal form; the innermost spelling wins.

    Attributes:
        longest: words and symbols of the longest name ever declared here.
    """

    def __init__(
        self, names: Iterable[str], members: Iterable[str], types: Iterable[str] = ()
    ) -> None:
        self.longest = 1
        self._types: dict[str, str] = {}
        for name in types:
            key, length = normal(name)
            self._types[key] = name
            self.longest = max(self.longest, length)
        self._scopes: list[dict[str, str]] = [{}]
        self._members: dict[str, str] = {}
        for name in names:
            self.declare(name)
        for name in members:
            self.declare_member(name)

    def declare(self, name: str) -> None:
        """From here on the name is known in the innermost scope."""
        key, length = normal(name)
        self._scopes[-1][key] = name
        self.longest = max(self.longest, length)

    def declare_member(self, name: str) -> None:
        """From here on the name is known after a dot and inside filters."""
        key, length = normal(name)
        self._members[key] = name
        self.longest = max(self.longest, length)

    @contextmanager
    def inner(self, *names: str, members: bool = False) -> Iterator[None]:
        """A scope of its own; inside a filter the members are names too."""
        self._scopes.append(dict(self._members) if members else {})
        for name in names:
            self.declare(name)
        try:
            yield
        finally:
            self._scopes.pop()

    def find(self, key: str) -> str | None:
        """The spelling of a name in scope."""
        for scope in reversed(self._scopes):
            if key in scope:
                return scope[key]
        return None

    def find_member(self, key: str) -> str | None:
        """The spelling of a name after a dot."""
        return self._members.get(key)

    def find_type(self, key: str) -> str | None:
        """The spelling of a declared type."""
        return self._types.get(key)
