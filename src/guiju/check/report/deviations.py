"""The deviations, each with its cases; activities outside the standard; the ways cases took."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from guiju.check.conformance import AlignedMove, Conformance, Deviation
from guiju.check.report.write import (
    Content,
    Markup,
    Say,
    cases_of,
    el,
    percent,
    section,
    table,
)

_MOST_ROWS = 100
_MOST_CASES = 200
_MOST_WAYS = 12
_MOST_MOVES = 60
_SIGNS = {"synchronous": "", "log": "+", "model": "−"}


def deviation_table(result: Conformance, say: Say) -> Markup:
    """The section that lists every deviation, the most frequent first."""
    if not result.deviations:
        return section("deviations", say("Deviations"), el("p", say("There are none.")))
    ids = result.cases["case"]
    heads = [
        (say("deviation"), ""),
        (say("element or activity"), "name"),
        (say("cases"), "number"),
        (say("share of all cases"), "bar"),
        (say("times"), "number"),
        (say("which cases"), ""),
    ]
    rows = []
    for deviation in result.deviations[:_MOST_ROWS]:
        chosen = np.flatnonzero(result.has(deviation))
        first = ids.take(chosen[:_MOST_CASES]).to_pylist()
        share = deviation.cases / max(1, result.cases_total)
        rows.append(
            (
                el("span", say(deviation.kind), class_=f"kind k-{deviation.kind.split()[0]}"),
                _what(deviation, say),
                f"{deviation.cases:,}",
                bar(share),
                f"{deviation.occurrences:,}",
                case_list(first, deviation.cases, say),
            )
        )
    more = len(result.deviations) - _MOST_ROWS
    rest = el("p", say("And {more} more, rarer ones.", more=f"{more:,}")) if more > 0 else None
    caption = say("Deviations, the one with the most cases first")
    return section("deviations", say("Deviations"), table(caption, heads, rows), rest)


def _what(deviation: Deviation, say: Say) -> Content:
    name = deviation.name or deviation.activity or deviation.element or ""
    other = deviation.activity if deviation.name and deviation.activity != deviation.name else None
    if other is None:
        return name
    if deviation.kind == "wrong branch":
        return say("{activity} instead of {name}", activity=other, name=name)
    return say("{name} (in the log: {activity})", name=name, activity=other)


def bar(share: float) -> Markup:
    """A share as a bar with its figure."""
    width = f"width:{100 * min(1.0, max(0.0, share)):.2f}%"
    return Markup(
        el("span", percent(share), class_="figure").html
        + f'<span class="track" aria-hidden="true"><span style="{width}"></span></span>'
    )


def case_list(ids: Iterable[str], total: int, say: Say) -> Markup:
    """Case ids to unfold; the first few hundred."""
    ids = list(ids)
    more = total - len(ids)
    rest = say(" and {more} more", more=f"{more:,}") if more > 0 else ""
    told = [Markup(el("code", one).html + " ") for one in ids]
    return el("details", el("summary", cases_of(total, say)), el("p", told, rest, class_="cases"))


def outside_table(result: Conformance, say: Say) -> Markup | None:
    """Activities that stand for no element; None where there are none."""
    if not result.outside:
        return None
    heads = [
        (say("activity"), "name"),
        (say("counted as"), ""),
        (say("events"), "number"),
        (say("cases"), "number"),
        (say("may stand for"), ""),
    ]
    near: dict[str, list[str]] = {}
    for suggestion in result.suggestions:
        near.setdefault(suggestion.activity, []).append(suggestion.name)
    rows = [
        (one.activity, say(one.counted), f"{one.events:,}", f"{one.cases:,}",
         ", ".join(near.get(one.activity, ())))
        for one in sorted(result.outside, key=lambda o: (-o.cases, o.activity))
    ]  # fmt: skip
    text = say("The standard knows no element of these names. A violation counts as a deviation, "
               "what is ignored was left out of the check.")  # fmt: skip
    made = table(say("Activities outside the standard"), heads, rows)
    return section("outside", say("Activities outside the standard"), el("p", text), made)


def ways(result: Conformance, say: Say) -> Markup | None:
    """The most frequent deviating ways, each aligned with the standard."""
    cost, cases = result.variant_cost, result.variant_cases
    order = sorted(np.flatnonzero(cost > 0).tolist(), key=lambda v: (-int(cases[v]), v))
    if not order:
        return None
    shown = []
    for variant in order[:_MOST_WAYS]:
        moves = result.alignment(variant)
        chips = [_chip(move, say) for move in moves[:_MOST_MOVES]]
        if len(moves) > _MOST_MOVES:
            chips.append(el("li", "…"))
        title = say("{cases}, cost {cost}", cases=cases_of(int(cases[variant]), say),
                    cost=f"{int(cost[variant]):,}")  # fmt: skip
        shown.append(el("li", el("h3", title), el("ol", chips, class_="moves")))
    text = say("Each is the best match of a way with the standard. + happened and should not "
               "have, − should have happened and did not.")  # fmt: skip
    more = len(order) - _MOST_WAYS
    rest = el("p", say("And {more} more ways.", more=f"{more:,}")) if more > 0 else None
    title = say("The most frequent deviating ways")
    return section("ways", title, el("p", text), el("ul", shown, class_="ways"), rest)


def _chip(move: AlignedMove, say: Say) -> Markup:
    name = (move.name if move.kind == "model" else move.activity) or move.element or ""
    told = {"synchronous": None, "log": say("should not have happened: "),
            "model": say("did not happen: ")}[move.kind]  # fmt: skip
    hidden = el("span", told, class_="aside") if told else None
    sign = el("span", _SIGNS[move.kind], aria_hidden="true") if _SIGNS[move.kind] else None
    return el("li", sign, hidden, name, class_=f"m-{move.kind}")
