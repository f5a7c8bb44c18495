"""Versions of standards, as people name them: a digest or the beginning of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from guiju.cli.usage import Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.journal.store import StandardRow
    from guiju.run.engine import Engine

LEAST: Final = 4
"""Characters of a digest that name it."""


def version_named(engine: Engine, text: str) -> StandardRow:
    """The deployed standard whose digest begins so.

    Raises:
        Wrong: there is none, or more than one.
    """
    rows = engine.reader().standards()
    found = [row for row in rows if row.digest.startswith(text)] if len(text) >= LEAST else []
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{row.digest[:12]} ({row.name})" for row in rows[-10:])
    raise Wrong(
        _(
            "{text} names no one deployed standard; there are: {known}.",
            text=text,
            known=known or _("none"),
        )
    )
