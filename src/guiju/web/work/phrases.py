"""What is said at a step, with the blanks of its phrases filled from the case where it knows them.

What the case does not know stays a blank that says, in the reader's language, what belongs there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guiju.standard.pack import Talk

_BLANK: Final = re.compile(r"\{(\w+)\}")

_KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "customer": ("customer.name", "order.customer.name"),
    "order": ("order_id", "order.id"),
    "waybill": ("waybill", "waybill.number"),
}
"""Where a case keeps what belongs in a blank; other blanks are variables of their own name."""

BLANKS: Final = {
    "colleague": _("name of the colleague"),
    "company": _("name of our company"),
    "compensation": _("the compensation"),
    "customer": _("name of the customer"),
    "head": _("name of the head"),
    "hours": _("number of hours"),
    "item": _("the item"),
    "measure": _("the measure"),
    "minutes": _("number of minutes"),
    "name": _("your name"),
    "need": _("what the customer needs"),
    "offer": _("what we offer"),
    "order": _("number of the order"),
    "phone": _("phone number"),
    "point": _("what the customer said"),
    "since": _("since when"),
    "step": _("what we do next"),
    "substitute": _("the substitute"),
    "time": _("time of the answer"),
    "trouble": _("what went wrong"),
    "waybill": _("number of the waybill"),
    "when": _("time of the next call"),
}
"""What each blank of the shipped scripts is for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a phrase: text as it is said, or a blank that says what belongs there."""

    text: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A part of a script: its title, and its phrases piece by piece."""

    title: str
    phrases: tuple[tuple[Piece, ...], ...]


def said(talk: Talk | None, known: Mapping[str, Any]) -> tuple[Said, ...]:
    """The parts of a script for one case.

    Args:
        talk: the script in the reader's language, None where the step has none.
        known: what the reader may see of the case's variables, and `name`, the reader's own.
    """
    return tuple(
        Said(part.title, tuple(tuple(_pieces(phrase, known)) for phrase in part.phrases))
        for part in (talk.parts if talk is not None else ())
    )


def _pieces(phrase: str, known: Mapping[str, Any]) -> Iterator[Piece]:
    for place, text in enumerate(_BLANK.split(phrase)):
        if place % 2 == 0:
            if text:
                yield Piece(text)
            continue
        found = _found(text, known)
        yield Piece(found) if found else Piece(str(BLANKS.get(text, gettext(text))), blank=True)


def _found(blank: str, known: Mapping[str, Any]) -> str:
    for path in _KNOWN.get(blank, (blank,)):
        value: Any = known
        for name in path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, str | int) and not isinstance(value, bool):
            return str(value)
    return ""
