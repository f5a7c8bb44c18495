"""Problems as the list beside an editor shows them."""

from __future__ import annotations

from typing import Any

from guiju.web.sentences import sentence


def problem_data(problem: Any) -> dict[str, Any]:
    """A problem as the list beside an editor shows it."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "element": problem.element,
        "line": problem.line,
        "text": sentence(problem),
    }
