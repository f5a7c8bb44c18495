"""The diagram as a heat map: how many cases deviate at each element, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guiju.check.conformance import Conformance
from guiju.check.report.write import Markup, Say, el, percent, section, table
from guiju.standard.layout import Mark, picture, to_svg
from guiju.standard.model.definitions import Definitions

_MOST_SHAPES = 3000
"""A larger picture would not be looked at; the table tells the same."""


@dataclass(frozen=True, slots=True)
class Heat:
    """What happened at one element.

    Attributes:
        element: id.
        name: its name.
        done: synchronous moves.
        skipped: model moves.
        cases: cases that deviate here.
        kinds: cases by kind of deviation.
    """

    element: str
    name: str
    done: int
    skipped: int
    cases: int
    kinds: tuple[tuple[str, int], ...]


def heats(result: Conformance) -> list[Heat]:
    """What happened at every visible element, in the order of the standard."""
    masks: dict[str, NDArray[np.bool_]] = {}
    kinds: dict[str, dict[str, int]] = {}
    for deviation in result.deviations:
        if deviation.element is None:
            continue
        mask = result.has(deviation)
        known = masks.get(deviation.element)
        masks[deviation.element] = mask if known is None else known | mask
        told = kinds.setdefault(deviation.element, {})
        told[deviation.kind] = told.get(deviation.kind, 0) + deviation.cases
    found = []
    for use in result.elements:
        cases = int(masks[use.element].sum()) if use.element in masks else 0
        told = kinds.get(use.element, {})
        found.append(Heat(use.element, use.name, use.done, use.skipped, cases, tuple(told.items())))
    return found


def heat_map(result: Conformance, definitions: Definitions, say: Say) -> Markup:
    """The section with the diagram and its table."""
    found = heats(result)
    most = max((one.cases for one in found), default=0)
    marks = {
        one.element: Mark(one.cases / most, f"{one.cases:,}", _note(one, say))
        for one in found
        if one.cases
    }
    drawing = picture(definitions)
    diagram: list[Markup] = []
    if drawing.shapes and len(drawing.shapes) <= _MOST_SHAPES:
        svg = Markup(to_svg(definitions, drawing, marks, prefix="on-"))
        label = say("Diagram; the table below tells the same")
        diagram = [
            el("input", type="checkbox", id="fit"),
            el("label", say("The whole diagram at once"), for_="fit", class_="fit"),
            el("div", svg, class_="paper", tabindex=0, role="region", aria_label=label),
        ]
    return section(
        "where",
        say("Where practice leaves the standard"),
        el("p", say("The stronger the colour, the more cases deviate at the element; the number "
                    "is how many. Elements without a number are followed by every case that "
                    "reaches them.")),
        diagram,
        _twin(found, result.cases_total, say),
    )  # fmt: skip


def _note(one: Heat, say: Say) -> str:
    told = ", ".join(f"{say(kind)} {cases:,}" for kind, cases in one.kinds)
    text = (
        "{cases} case deviates here ({kinds})"
        if one.cases == 1
        else ("{cases} cases deviate here ({kinds})")
    )
    return say(text, cases=f"{one.cases:,}", kinds=told)


def _twin(found: list[Heat], cases: int, say: Say) -> Markup:
    heads = [
        (say("element"), "name"),
        (say("done"), "number"),
        (say("skipped"), "number"),
        (say("cases that deviate"), "number"),
        (say("share"), "number"),
        (say("how"), ""),
    ]
    rows = [
        (
            one.name or one.element,
            f"{one.done:,}",
            f"{one.skipped:,}",
            f"{one.cases:,}",
            percent(one.cases / cases) if cases else "",
            ", ".join(f"{say(kind)} {count:,}" for kind, count in one.kinds),
        )
        for one in sorted(found, key=lambda one: -one.cases)
    ]
    made = table(
        say("Every element of the standard, the one with the most deviating cases first"),
        heads,
        rows,
    )
    return el("details", el("summary", say("The diagram as a table")), made, class_="twin")
