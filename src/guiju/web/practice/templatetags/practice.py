"""Words for deviations, times and figures."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.utils.translation import gettext_lazy as _

from guiju.web.words import span

register = template.Library()

DEVIATIONS: Final[dict[str, Any]] = {
    "skipped": _("left out"),
    "added": _("done though it was not its turn"),
    "repeated": _("done again"),
    "moved": _("done at another time"),
    "wrong branch": _("done on the wrong branch"),
    "outside": _("not in the standard"),
}
UNITS: Final[dict[str, Any]] = {
    "minutes": _("minutes"),
    "hours": _("hours"),
    "days": _("days"),
    "working hours": _("working hours"),
    "working days": _("working days"),
    "percent": "%",
    "number": "",
}


@register.filter
def deviation_name(kind: str) -> str:
    """What a kind of deviation means."""
    return str(DEVIATIONS.get(kind, kind))


@register.filter
def unit_name(unit: str) -> str:
    """A unit of an indicator."""
    return str(UNITS.get(unit, unit))


@register.filter
def time_span(seconds: float) -> str:
    """A length of time in words."""
    return span(int(seconds))


@register.filter
def of(mapping: dict[str, Any], key: str) -> Any:
    """The value of a key."""
    return mapping.get(key, "")
