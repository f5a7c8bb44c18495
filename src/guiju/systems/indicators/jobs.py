"""Job type of the indicators: `indicators.measure` (docs/systems/indicators.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from guiju.run.jobs import BusinessError, Handler, Job
from guiju.run.times import micros
from guiju.standard import Problem, feel
from guiju.systems.indicators.ended import Ended, Figure, Question

if TYPE_CHECKING:
    from guiju.run.engine import Engine
    from guiju.systems.wiring import Surroundings

VERSION: Final = "version"
"""What `by` may name beside variables: the version of the standard a case runs on."""


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """What this system answers."""
    return {"indicators.measure": partial(measure, surroundings, Ended())}


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Nothing is there beside the cases.

    Raises:
        ValueError: something is given all the same.
    """
    if values:
        raise ValueError(f"indicators: expected nothing, found {sorted(values)}")


def measure(surroundings: Surroundings, ended: Ended, job: Job) -> Mapping[str, Any]:
    """A share over the cases of a process: the sum of `of` to the sum of `per`, in per cent.

    Raises:
        BusinessError: `figure-invalid`: an expression cannot be read (names the field).
    """
    asked = job.variables
    of, per = (_compiled(asked.get(name), name) for name in ("of", "per"))
    by = tuple(str(each) for each in asked.get("by") or ())
    question = Question(str(asked.get("process")), str(asked["of"]), str(asked["per"]), by)
    days, engine = asked.get("days"), surroundings.engine
    after = micros(surroundings.clock() - timedelta(days=float(days))) if days else 0
    if engine is None:
        return _told([], by)

    def read(case: str) -> Figure | None:
        return _figure_of(engine, case, question, of, per)

    return _told(ended.figures(engine, question, after, read), by)


def _told(figures: Iterable[Figure], by: tuple[str, ...]) -> dict[str, Any]:
    sums: dict[tuple[str, ...], list[Decimal]] = {}
    for figure in figures:
        for key in {(), figure.group}:
            found = sums.setdefault(key, [Decimal(0), Decimal(0), Decimal(0)])
            found[0] += figure.of
            found[1] += figure.per
            found[2] += 1
    total = sums.get((), [Decimal(0), Decimal(0), Decimal(0)])
    groups = [
        {"by": dict(zip(by, key, strict=True)), **_share(found)}
        for key, found in sorted(sums.items())
        if key
    ]
    return {**_share(total), "groups": groups}


def _share(found: list[Decimal]) -> dict[str, Any]:
    """Sum, base, number of cases and share; no share where there is no base, never 0 instead."""
    share = round(100 * found[0] / found[1], 6) if found[1] else None
    return {"of": found[0], "per": found[1], "cases": int(found[2]), "share": share}


def _compiled(text: Any, field: str) -> feel.Compiled:
    made = feel.compile_expression(str(text)) if text else None
    if made is None or isinstance(made, Problem):
        wanted = {"code": "figure-invalid", "field": field, "expected": "FEEL", "found": text}
        raise BusinessError("figure-invalid", {"problem": wanted})
    return made


def _number(expression: feel.Compiled, variables: Mapping[str, Any]) -> Decimal | None:
    value = expression.evaluate(variables).value
    return Decimal(value) if isinstance(value, (int, Decimal)) else None


def _figure_of(
    engine: Engine, case: str, question: Question, of: feel.Compiled, per: feel.Compiled
) -> Figure | None:
    record, row = engine.record(case), engine.reader().case(case)
    if record is None or row is None or record.state.process != question.process:
        return None
    seen = dict(record.state.variables)
    for iid in sorted(record.state.locals):
        seen.update(record.state.locals[iid])
    upper, lower = _number(of, seen), _number(per, seen)
    if upper is None or lower is None or not lower:
        return None
    seen[VERSION] = engine.standards.by_no(row.standard).standard.digest[:12]
    return Figure(upper, lower, tuple(str(seen.get(each, "")) for each in question.by))
