"""A `Conformance` as a table in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guiju.check.conformance import Conformance

_MOST_ROWS = 20


def html_of(result: Conformance) -> str:
    """The summary and the most frequent deviations as an HTML fragment; all texts escaped."""
    summary = (
        f"{result.fitting_cases} of {result.cases_total} cases fit; "
        f"cost {result.cost_total}; mean fitness {result.fitness_mean:.4f}; "
        f"{result.cases_total - result.decided_cases} undecided; "
        f"{result.ties} with equal times"
    )
    rows = "".join(
        f"<tr><td>{escape(d.kind)}</td><td>{escape(d.name or d.activity or '')}</td>"
        f"<td>{d.cases}</td><td>{escape(', '.join(d.sample))}</td></tr>"
        for d in result.deviations[:_MOST_ROWS]
    )
    head = "<tr><th>deviation</th><th>element</th><th>cases</th><th>for example</th></tr>"
    more = len(result.deviations) - _MOST_ROWS
    rest = f"<p>and {more} more</p>" if more > 0 else ""
    return f"<p>{summary}</p><table>{head}{rows}</table>{rest}"
