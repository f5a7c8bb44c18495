"""What is so now, held against what a scenario expects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from guiju.run import BusinessError
from guiju.scenarios.failure import Unmet, Unreadable
from guiju.scenarios.stage import Stage
from guiju.scenarios.verbs import filled, read_moment
from guiju.standard import feel
from guiju.standard.model.problem import Problem

_NOWHERE: Final = object()


def check_expectations(stage: Stage, case: str | None, wanted: Any) -> None:
    """Hold every expectation against what is so.

    Raises:
        Unmet: one does not hold.
        Unreadable: one is unknown.
    """
    if not isinstance(wanted, Mapping):
        raise Unreadable(f"expected names with values, found {wanted!r}")
    for name, value in wanted.items():
        check = _CHECKS.get(str(name))
        if check is None:
            raise Unreadable(f"expected one of {', '.join(_CHECKS)}, found {name}")
        check(stage, case if case is not None else stage.last, filled(stage, value))


def fits(what: str, wanted: Any, found: Any) -> None:
    """`found` holds everything that `wanted` says; mappings may hold more.

    Raises:
        Unmet: it does not.
    """
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key, value in wanted.items():
            if key not in found:
                raise Unmet(f"{what}.{key}", value, "nothing")
            fits(f"{what}.{key}", value, found[key])
    elif isinstance(wanted, list) and isinstance(found, (list, tuple)):
        if len(wanted) != len(found):
            raise Unmet(what, wanted, list(found))
        for number, (one, other) in enumerate(zip(wanted, found, strict=True)):
            fits(f"{what}[{number}]", one, other)
    elif not _same(wanted, found):
        raise Unmet(what, wanted, found)


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, (int, float, Decimal)) and isinstance(found, (int, float, Decimal)):
        return Decimal(str(wanted)) == Decimal(str(found))
    return bool(wanted == found)


def _status(stage: Stage, case: str, wanted: Any) -> None:
    if stage.status(case) != wanted:
        open_ = [each.element for each in stage.tasks(case)]
        raise Unmet("status", wanted, f"{stage.status(case)}, open: {open_} {stage.stuck(case)}")


def _open(stage: Stage, case: str, wanted: Any) -> None:
    found = sorted(each.element for each in stage.tasks(case))
    if found != sorted(wanted):
        stuck = stage.stuck(case)
        raise Unmet("open tasks", sorted(wanted), f"{found} ({stuck})" if stuck else found)


def completed(stage: Stage, case: str) -> list[str]:
    """Elements that were completed in a case, in order."""
    return [
        element
        for entry in stage.engine.entries(case)
        for what, element, _ in entry.path
        if what == "completed"
    ]


def _done(stage: Stage, case: str, wanted: Any) -> None:
    found = completed(stage, case)
    rest = iter(found)
    for element in wanted:
        if element not in rest:
            raise Unmet("done in this order", list(wanted), found)


def _never(stage: Stage, case: str, wanted: Any) -> None:
    reached = {element for entry in stage.engine.entries(case) for _, element, _ in entry.path}
    for element in wanted:
        if element in reached:
            raise Unmet("never reached", element, "reached")


def _values(stage: Stage, case: str, wanted: Any) -> None:
    variables = stage.variables(case)
    for name, value in wanted.items():
        found: Any = variables
        for part in str(name).split("."):
            if isinstance(found, (list, tuple)) and part.isdigit() and int(part) < len(found):
                found = found[int(part)]
            else:
                found = found.get(part, _NOWHERE) if isinstance(found, Mapping) else _NOWHERE
        if found is _NOWHERE:
            raise Unmet(f"value {name}", value, "nothing")
        fits(f"value {name}", value, found)


def _where(stage: Stage, case: str, wanted: Any) -> None:
    for text in [wanted] if isinstance(wanted, str) else wanted:
        compiled = feel.compile_expression(text)
        if isinstance(compiled, Problem):
            raise Unreadable(str(compiled))
        result = compiled.evaluate(stage.variables(case), now=stage.clock.now)
        if result.value is not True:
            raise Unmet(text, True, result.value)


def _started(stage: Stage, case: str, wanted: Any) -> None:
    for process, number in wanted.items():
        found = len(stage.cases(process))
        if found != number:
            raise Unmet(f"cases of {process}", number, found)


def _marks(kind: str) -> Callable[[Stage, str, Any], None]:
    """Marks of deadlines in the journal of a case: no fewer and no more."""

    def check(stage: Stage, case: str, wanted: Any) -> None:
        found = [
            _mark(kind, entry.values) for entry in stage.engine.entries(case) if entry.kind == kind
        ]
        if Counter(found) != Counter(str(each) for each in wanted):
            raise Unmet(kind, list(wanted), found)

    return check


def _mark(kind: str, values: Mapping[str, Any]) -> str:
    name = str(values.get("deadline"))
    if kind == "DeadlineWarned":
        return f"{name} {values.get('mark')}"
    if kind == "DeadlineEscalated":
        return f"{name} -> {values.get('to')}"
    return name


def _due(stage: Stage, case: str, wanted: Any) -> None:
    readings = stage.engine.deadlines(case)
    found = {str(each.deadline): each.reading.due for each in readings}
    for name, moment in wanted.items():
        if name not in found or found[name] != read_moment(moment):
            raise Unmet(f"due of {name}", moment, {key: str(at) for key, at in found.items()})


def _among(what: str, wanted: Any, found: Sequence[Any]) -> None:
    """Each wanted mapping is part of one found; texts are parts of texts."""
    for one in wanted:
        if not any(_part(one, each) for each in found):
            raise Unmet(what, one, list(found))


def _part(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(
            _part(value, found.get(key)) for key, value in wanted.items()
        )
    if isinstance(found, (list, tuple)) and not isinstance(wanted, list):
        return any(_part(wanted, each) for each in found)
    if isinstance(found, Mapping):
        return any(_part(wanted, each) for each in found.values())
    if isinstance(wanted, str):
        return isinstance(found, str) and wanted in found
    return _same(wanted, found)


def _notices(stage: Stage, case: str, wanted: Any) -> None:
    _among("notices", wanted, stage.notices)


def _messages(stage: Stage, case: str, wanted: Any) -> None:
    found = [
        message
        for each in [case, *(one for one in stage.cases() if one != case)]
        for message in stage.ask("messages.kept", {"case": each}, each).get("messages", ())
    ]
    _among("messages", wanted, found)


def _incidents(stage: Stage, case: str, wanted: Any) -> None:
    found = sorted(each.code for each in stage.record(case).state.incidents.values())
    if found != sorted(wanted):
        raise Unmet("incidents", sorted(wanted), found)


def _refusals(stage: Stage, case: str, wanted: Any) -> None:
    found = [
        str(entry.values.get("code"))
        for entry in stage.engine.entries(case)
        if entry.kind == "CommandRefused"
    ]
    if sorted(found) != sorted(wanted):
        raise Unmet("refusals", sorted(wanted), found)


def _system(stage: Stage, case: str, wanted: Any) -> None:
    for topic, one in wanted.items():
        try:
            found = stage.ask(topic, one.get("values") or {}, case)
        except BusinessError as error:
            raise Unmet(topic, one.get("gives"), f"error {error.code}") from None
        fits(topic, one.get("gives") or {}, found)


_CHECKS: Final[Mapping[str, Callable[[Stage, str, Any], None]]] = {
    "status": _status,
    "open": _open,
    "done": _done,
    "never": _never,
    "values": _values,
    "where": _where,
    "started": _started,
    "warned": _marks("DeadlineWarned"),
    "breached": _marks("DeadlineBreached"),
    "escalated": _marks("DeadlineEscalated"),
    "due": _due,
    "notices": _notices,
    "messages": _messages,
    "incidents": _incidents,
    "refusals": _refusals,
    "system": _system,
}
