"""The certificates that somebody's steps ask for, and whether theirs is valid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from guiju.run.engine import Engine
from guiju.run.standards import Deployed
from guiju.web.policy import Visitor
from guiju.web.texts import texts_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A certificate that steps of somebody's roles ask for.

    Attributes:
        name: as the standard calls it.
        steps: what needs it, in the reader's language.
        valid: whether theirs is at this moment; None where nobody answers for certificates here.
    """

    name: str
    steps: tuple[str, ...]
    valid: bool | None


def certificates_of(engine: Engine, who: Visitor, now: datetime, tongue: str) -> Sequence[Asked]:
    """What the standards in force ask of somebody, by name."""
    needed: dict[str, dict[str, None]] = {}
    newest = engine.standards.each_newest().values()
    for deployed in {each.no: each for each in newest}.values():
        for certificate, step in _asked(deployed, who, tongue):
            needed.setdefault(certificate, {})[step] = None
    book = engine.rules.certificates
    return [
        Asked(name, tuple(steps), None if book is None else book.holds(who.id, name, now))
        for name, steps in sorted(needed.items())
    ]


def _asked(deployed: Deployed, who: Visitor, tongue: str) -> Iterator[tuple[str, str]]:
    for place in deployed.standard.program.places:
        extras = place.node.extras
        if extras.certificate and not who.roles.isdisjoint(extras.groups):
            yield extras.certificate, texts_of(deployed).name(place.id, tongue)
