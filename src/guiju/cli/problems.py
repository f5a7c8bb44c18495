"""Problems of a model, as several commands show them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text

from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.standard import Problem, Standard

_STYLE = {"error": "bold red", "warning": "yellow"}


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem as plain data."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "element": problem.element,
        "line": problem.line,
        "message": sentence(problem),
        "template": problem.template,
        "values": {key: str(value) for key, value in problem.values.items()},
    }


def table(problems: Iterable[Problem], screen: Screen) -> None:
    """Problems one below the other: where, what, and the code that documentation is found by."""
    columns = ((_("line"), "right"), _("severity"), _("element"), _("problem"), (_("code"), "dim"))
    screen.table(
        columns,
        (
            (
                "" if each.line is None else each.line,
                Text(_(each.severity), style=_STYLE[each.severity]),
                each.element or "",
                sentence(each),
                each.code,
            )
            for each in problems
        ),
    )


def counted(problems: Iterable[Problem]) -> str:
    """'2 errors, 1 warning'."""
    kinds = [each.severity for each in problems]
    errors, warnings = kinds.count("error"), kinds.count("warning")
    if not kinds:
        return _("no problem found")
    parts = []
    if errors:
        parts.append(many("{count} error", "{count} errors", errors))
    if warnings:
        parts.append(many("{count} warning", "{count} warnings", warnings))
    return ", ".join(parts)


def standard_at(path: Path, screen: Screen) -> Standard | None:
    """The compiled standard of a BPMN file; where it has errors they are shown, and None."""
    import guiju

    loaded = guiju.load(path)
    if loaded.standard is not None:
        return loaded.standard
    if screen.json:
        screen.data({"model": str(path), "problems": [as_data(each) for each in loaded.problems]})
    else:
        screen.title(str(path), counted(loaded.problems))
        table(loaded.problems, screen)
    return None
