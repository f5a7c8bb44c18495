"""Figures as plain data for the browser's charts; each stands beside a table with the same."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from guiju.check import Deviation
from guiju.journal.store import unpack
from guiju.run.engine import Engine
from guiju.web.practice.figures import StepTime, Week
from guiju.web.practice.looking import Look
from guiju.web.practice.templatetags.practice import deviation_name
from guiju.web.words import span as words_of


def heat_marks(seen: Look) -> list[dict[str, Any]]:
    """Marks of the heat map: the more cases deviate at an element, the hotter."""
    most = max((one.cases for one in seen.heats), default=0)
    return [
        {"element": one.element, "heat": one.cases / most, "badge": f"{one.cases:,}"}
        for one in seen.heats
        if one.cases
    ]


def weeks(told: Sequence[Week]) -> dict[str, Any]:
    """Cases by week."""
    return {
        "kind": "bar",
        "title": _("Cases ended by week"),
        "labels": [one.monday for one in told],
        "unit": _("cases"),
        "whole": True,
        "series": [
            {"name": _("follow the standard"), "values": [one.fitting for one in told]},
            {"name": _("deviate"), "values": [one.cases - one.fitting for one in told]},
        ],
    }


def times(told: Sequence[StepTime]) -> dict[str, Any]:
    """Time open of each step, in hours."""
    return {
        "kind": "bar",
        "across": True,
        "title": _("How long steps are open"),
        "labels": [one.name for one in told],
        "unit": _("hours"),
        "series": [
            {"name": _("median"), "values": [round(one.median / 3600, 2) for one in told]},
            {"name": _("nine of ten"), "values": [round(one.p90 / 3600, 2) for one in told]},
        ],
    }


def deviations(told: Sequence[Deviation], names: Mapping[str, str]) -> dict[str, Any]:
    """Cases by deviation."""
    labels = [
        f"{names.get(one.element or '') or one.name or one.activity} · {deviation_name(one.kind)}"
        for one in told
    ]
    return {
        "kind": "bar",
        "across": True,
        "title": _("Cases by deviation"),
        "labels": labels,
        "unit": _("cases"),
        "whole": True,
        "series": [{"name": _("cases"), "values": [one.cases for one in told]}],
    }


def span(seconds: float) -> str:
    """A length of time in words."""
    return words_of(int(seconds))


def text_of(engine: Engine, no: int) -> str:
    """The BPMN text of a deployed version.

    Raises:
        KeyError: there is none with that number.
    """
    rows = {row.no: row for row in engine.reader().standards()}
    return b64decode(unpack(rows[no].files)["bpmn"]).decode()
