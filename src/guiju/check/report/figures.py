"""The verdict in figures, and how fitness is spread over the cases."""

from __future__ import annotations

import math

import numpy as np

from guiju.check.conformance import Conformance
from guiju.check.report.write import Markup, Say, el, percent, section, table

_BINS = 10
_WIDE, _HIGH = 720, 210


def verdict(result: Conformance, say: Say) -> Markup:
    """The figures that come first."""
    total, decided = result.cases_total, result.decided_cases
    fitting = result.fitting_cases
    share = fitting / total if total else 0.0
    cards = [
        _card(percent(share), say("of the cases follow the standard"),
              say("{fitting} of {total}", fitting=f"{fitting:,}", total=f"{total:,}"), share),
        _card(f"{decided - fitting:,}", say("cases deviate"),
              say("{cost} deviating steps in all", cost=f"{result.cost_total:,}")),
        _card(_figure(result.fitness_mean), say("mean fitness"),
              say("1 is a case without any deviation"), _known(result.fitness_mean)),
        _card(_figure(result.precision), say("precision"),
              say("how much of what the standard allows is used"), _known(result.precision)),
    ]  # fmt: skip
    return el("div", cards, class_="cards")


def _card(figure: str, what: str, note: str, share: float | None = None) -> Markup:
    track = None
    if share is not None:
        width = f"width:{100 * min(1.0, max(0.0, share)):.2f}%"
        inner = el("span", style=width)
        track = el("span", inner, class_="track good", aria_hidden="true")
    return el(
        "div", el("strong", figure), el("span", what, class_="what"), track, el("small", note),
        class_="card",
    )  # fmt: skip


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def _figure(value: float | None) -> str:
    known = _known(value)
    return "–" if known is None else f"{known:.3f}"


def histogram(result: Conformance, say: Say) -> Markup:
    """How many cases have which fitness, as a picture and as a table."""
    values = result.cases["fitness"].drop_null().to_numpy(zero_copy_only=False)
    exact = int((values >= 1).sum())
    below = values[values < 1]
    counts = np.histogram(below, bins=_BINS, range=(0.0, 1.0))[0].tolist()
    names = [f"{i / _BINS:.1f}–{(i + 1) / _BINS:.1f}" for i in range(_BINS)]
    bars = [*zip(names, counts, strict=True), ("1", exact)]
    heads = [(say("fitness"), ""), (say("cases"), "number"), (say("share"), "number")]
    total = max(1, int(values.size))
    rows = [(name, f"{count:,}", percent(count / total)) for name, count in bars]
    twin = el("details", el("summary", say("The chart as a table")),
              table(say("Cases by fitness"), heads, rows), class_="twin")  # fmt: skip
    chart = el("div", _chart(bars, say), class_="chart")
    return section("fitness", say("How well the cases fit"), chart, twin)


def _chart(bars: list[tuple[str, int]], say: Say) -> Markup:
    most = max((count for _, count in bars), default=0) or 1
    step = _WIDE / len(bars)
    parts = [el("title", say("Cases by fitness; the last bar are the cases that fit"))]
    for i, (name, count) in enumerate(bars):
        tall = (_HIGH - 62) * count / most
        x, y = i * step + 6, _HIGH - 32 - tall
        last = i == len(bars) - 1
        parts.append(el("rect", x=f"{x:.1f}", y=f"{y:.1f}", width=f"{step - 12:.1f}",
                        height=f"{max(tall, 1 if count else 0):.1f}", rx=3,
                        class_="fits" if last else "differs"))  # fmt: skip
        middle = f"{x + step / 2 - 6:.1f}"
        if count:
            parts.append(el("text", f"{count:,}", x=middle, y=f"{y - 6:.1f}", class_="value"))
        parts.append(el("text", name, x=middle, y=_HIGH - 14, class_="axis"))
    line = el("line", x1=0, x2=_WIDE, y1=_HIGH - 32, y2=_HIGH - 32)
    label = say("Cases by fitness")
    return el("svg", parts, line, viewBox=f"0 0 {_WIDE} {_HIGH}", role="img", aria_label=label)
