"""What is deployed together with a model: its forms, calendars and deadlines, read once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from guiju.run.forms import Form, read_form
from guiju.standard import Problem, Standard
from guiju.standard.steps.program import KIND, LAST_ACTIVITY

if TYPE_CHECKING:
    from guiju.run.clock import Timing

_WITH_FORMS: Final = frozenset({KIND["userTask"], KIND["startEvent"]})
_WITH_DEADLINES: Final = frozenset(
    {*range(LAST_ACTIVITY + 1), KIND["intermediateCatchEvent"], KIND["eventBasedGateway"]}
)
"""Kinds of elements that last: a clock can run while they are open."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Forms and timing of one deployed version.

    Attributes:
        forms: by id; None where none were deployed, and forms are not checked by default.
        timing: calendars and deadlines; None where none were deployed.
    """

    forms: Mapping[str, Form] | None = None
    timing: Timing | None = None


NOTHING: Final = Beside()


@dataclass(frozen=True, slots=True)
class Files:
    """The texts of one deployment beside the model and its tables.

    Attributes:
        imported: BPMN and schema files that the model imports, by name; None where the folder it
            lies in is not known.
        timing: calendars and deadlines in YAML (docs/clock.md).
        forms: form-js schemas in JSON by id.
    """

    imported: Mapping[str, bytes] | None = None
    timing: bytes | None = None
    forms: Mapping[str, bytes] | None = None

    @property
    def any(self) -> bool:
        """Whether there is anything beside the model."""
        return bool(self.imported) or self.timing is not None or self.forms is not None


NO_FILES: Final = Files()


def read_beside(standard: Standard, files: Files) -> tuple[Beside, tuple[Problem, ...]]:
    """Read forms and timing, and hold the model's names against them.

    Returns:
        What was read, and all problems; `element` is the element, the form or the place in the
        timing file.
    """
    problems: list[Problem] = []
    forms = None
    if files.forms is not None:
        forms = {id_: _form(id_, text, problems) for id_, text in files.forms.items()}
    timing = None
    if files.timing is not None:
        from guiju.run.clock import load_timing

        timing = load_timing(files.timing)
        problems += timing.problems
    problems += _names(standard, forms, timing)
    return Beside(forms, timing), tuple(problems)


def _form(id_: str, text: bytes, problems: list[Problem]) -> Form:
    try:
        schema = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        values = {"found": str(error)}
        problems.append(Problem("form-malformed", "Expected JSON: {found}.", id_, values))
        return Form(id_, ())
    form = read_form(schema)
    for each in form.problems:
        place = f"{id_}.{each.element}" if each.element else id_
        problems.append(Problem(each.code, each.template, place, each.values, each.severity))
    return form


def _names(
    standard: Standard, forms: Mapping[str, Form] | None, timing: Timing | None
) -> Iterator[Problem]:
    """Forms and deadlines that elements name."""
    for place in standard.program.places:
        form = place.node.extras.form
        if forms is not None and form and place.kind in _WITH_FORMS and form not in forms:
            template = "Expected a form that is deployed with the model, found {found}."
            yield Problem("form-unknown", template, place.id, {"found": form})
        if place.node.extras.deadline:
            yield from _deadline(place.id, place.node.extras.deadline, timing)
            if place.kind not in _WITH_DEADLINES:
                template = "A clock runs while an element is open; {kind} is passed at once."
                values = {"kind": place.node.kind}
                yield Problem("deadline-at-a-moment", template, place.id, values, "warning")
    for process in standard.definitions.processes:
        if process.extras.deadline:
            yield from _deadline(process.id, process.extras.deadline, timing)


def _deadline(element: str, name: str, timing: Timing | None) -> Iterator[Problem]:
    if timing is None:
        template = "No deadlines are deployed with the model: no clock runs for {found}."
        yield Problem("deadline-without-timing", template, element, {"found": name}, "warning")
    elif name not in timing.deadlines:
        template = "Expected one of the deadlines {known}, found {found}."
        values = {"known": ", ".join(sorted(timing.deadlines)) or "(none)", "found": name}
        yield Problem("deadline-unknown", template, element, values)
