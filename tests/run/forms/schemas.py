"""Short ways to write a form and to ask it."""

from datetime import UTC, datetime
from typing import Any

from guiju.run.forms import Checked, Form, read_form, validate

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def schema(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": "default", "id": "Form_1", "schemaVersion": 17, "components": list(components)}


def form(*components: dict[str, Any]) -> Form:
    made = read_form(schema(*components))
    assert made.problems == ()
    return made


def ask(made: Form, data: Any, variables: dict[str, Any] | None = None, **named: Any) -> Checked:
    return validate(made, data, variables or {}, now=NOW, **named)


def one(component: dict[str, Any], value: Any, **variables: Any) -> Any:
    """The clean value of a form with one field ``x``, or the code of what is wrong with it."""
    checked = ask(form({"key": "x"} | component), {"x": value}, variables)
    if checked.ok:
        return checked.values["x"]
    return {problem.code for problems in checked.errors.values() for problem in problems}


def wrong(checked: Checked) -> dict[str, list[str]]:
    return {path: [p.code for p in problems] for path, problems in checked.errors.items()}
