"""The ``deadlines:`` of a pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from guiju.standard import feel
from guiju.standard.model.problem import Problem

from .amounts import Amount, Ends, WorkingTime, read_amount
from .calendar import Calendar
from .clock import Rung
from .deadline import Deadline
from .written import Trouble, read_list, read_mapping

_KEYS: Final = frozenset({"calendar", "amount", "ends", "warn", "at_risk", "escalate"})
_ENDS: Final = ("close", "same-time")


def read_deadlines(
    data: object, calendars: Mapping[str, Calendar], trouble: Trouble
) -> dict[str, Deadline]:
    """Deadlines by name, those without an error; what is wrong goes to ``trouble``."""
    deadlines: dict[str, Deadline] = {}
    for name, written in read_mapping(data, "deadlines", trouble).items():
        before, place = len(trouble), f"deadlines.{name}"
        found = _deadline(name, read_mapping(written, place, trouble), calendars, place, trouble)
        if found is not None and len(trouble) == before:
            deadlines[name] = found
    return deadlines


def _deadline(
    name: str,
    written: dict[str, Any],
    calendars: Mapping[str, Calendar],
    place: str,
    trouble: Trouble,
) -> Deadline | None:
    for key in sorted(written.keys() - _KEYS):
        trouble.add(
            "deadline-key-unknown",
            f"{place}.{key}",
            "expected one of {keys}; what is overdue warns and escalates, it never decides",
            keys=", ".join(sorted(_KEYS)),
        )
    calendar = _calendar(written.get("calendar"), calendars, f"{place}.calendar", trouble)
    ends = _ends(written, place, trouble)
    amount = _amount(written.get("amount"), ends, f"{place}.amount", trouble)
    warn = tuple(
        _share(share, f"{place}.warn", trouble)
        for share in read_list(written.get("warn", [50, 80]), f"{place}.warn", trouble)
    )
    at_risk = _share(written.get("at_risk", 80), f"{place}.at_risk", trouble)
    ladder = _ladder(written.get("escalate"), f"{place}.escalate", trouble)
    if calendar is None or amount is None:
        return None
    return Deadline(name, calendar, amount, ends, tuple(sorted(set(warn))), at_risk, ladder)


def _calendar(
    data: object, calendars: Mapping[str, Calendar], place: str, trouble: Trouble
) -> Calendar | feel.Compiled | None:
    if _is_asked(data):
        return _asked(str(data), place, trouble)
    calendar = calendars.get(str(data))
    if calendar is None:
        trouble.add(
            "calendar-unknown",
            place,
            "expected the name of a calendar without errors, found {found}",
            found=data,
        )
    return calendar


def _ends(written: dict[str, Any], place: str, trouble: Trouble) -> Ends:
    ends = written.get("ends", "close")
    if ends not in _ENDS:
        trouble.add(
            "ends-unknown",
            f"{place}.ends",
            "expected close or same-time, found {found}",
            found=ends,
        )
    return "same-time" if ends == "same-time" else "close"


def _amount(
    data: object, ends: Ends, place: str, trouble: Trouble
) -> Amount | feel.Compiled | None:
    if _is_asked(data):
        return _asked(str(data), place, trouble)
    amount = read_amount(data, place, ends)
    if isinstance(amount, Problem):
        trouble.append(amount)
        return None
    return amount


def _is_asked(data: object) -> bool:
    """FEEL is written with ``=`` in front."""
    return isinstance(data, str) and data.lstrip().startswith("=")


def _asked(text: str, place: str, trouble: Trouble) -> feel.Compiled | None:
    made = feel.compile_expression(text.strip()[1:])
    if isinstance(made, Problem):
        trouble.append(Problem(made.code, made.template, place, made.values))
        return None
    return made


def _share(data: object, place: str, trouble: Trouble) -> int:
    if isinstance(data, int) and not isinstance(data, bool) and 0 < data <= 100:
        return data
    trouble.add(
        "share-out-of-bounds", place, "expected 1 to 100 per cent, found {found}", found=data
    )
    return 100


def _ladder(data: object, place: str, trouble: Trouble) -> tuple[Rung, ...]:
    rungs: list[Rung] = []
    for number, item in enumerate(read_list(data, place, trouble)):
        where = f"{place}[{number}]"
        written = read_mapping(item, where, trouble)
        after, to = read_amount(written.get("after"), f"{where}.after"), written.get("to")
        if isinstance(after, Problem):
            trouble.append(after)
        elif not isinstance(after, WorkingTime):
            trouble.add("rung-in-days", where, "expected working time (4 h), found days")
        elif not isinstance(to, str) or not to.strip():
            trouble.add(
                "rung-without-role", where, "expected the role to tell, found {found}", found=to
            )
        else:
            rungs.append(Rung(after, to))
    return tuple(sorted(rungs, key=lambda rung: rung.after.time))
