"""Job type of the indicators: `indicators.measure` (docs/systems/indicators.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from guiju.run.jobs import BusinessError, Handler, Job
from guiju.run.times import micros
from guiju.standard import Problem, feel

if TYPE_CHECKING:
    from guiju.run.engine import Engine
    from guiju.systems.wiring import Surroundings

VERSION: Final = "version"
"""What `by` may name beside variables: the version of the standard a case runs on."""


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """What this system answers."""
    return {"indicators.measure": partial(measure, surroundings)}


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Nothing is there beside the cases.

    Raises:
        ValueError: something is given all the same.
    """
    if values:
        raise ValueError(f"indicators: expected nothing, found {sorted(values)}")


def measure(surroundings: Surroundings, job: Job) -> Mapping[str, Any]:
    """A share over the cases of a process: the sum of `of` to the sum of `per`, in per cent.

    Raises:
        BusinessError: `figure-invalid`: an expression cannot be read (names the field).
    """
    asked = job.variables
    of, per = (_compiled(asked.get(name), name) for name in ("of", "per"))
    days = asked.get("days")
    since = surroundings.clock() - timedelta(days=float(days)) if days else None
    by = [str(each) for each in asked.get("by") or ()]
    sums: dict[tuple[str, ...], list[Decimal]] = {}
    engine = surroundings.engine
    for version, variables in _cases(engine, str(asked.get("process")), since) if engine else ():
        upper, lower = _number(of, variables), _number(per, variables)
        if upper is None or lower is None or not lower:
            continue
        names = {**variables, VERSION: version}
        group = tuple(str(names.get(each, "")) for each in by)
        for key in {(), group}:
            found = sums.setdefault(key, [Decimal(0), Decimal(0), Decimal(0)])
            found[0] += upper
            found[1] += lower
            found[2] += 1
    total = sums.get((), [Decimal(0), Decimal(0), Decimal(0)])
    groups = [
        {"by": dict(zip(by, key, strict=True)), **_figure(found)}
        for key, found in sorted(sums.items())
        if key
    ]
    return {**_figure(total), "groups": groups}


def _figure(found: list[Decimal]) -> dict[str, Any]:
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


def _cases(
    engine: Engine, process: str, since: datetime | None
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Version and variables of the cases of a process that began since then."""
    reader: Any = engine.reader()
    after = micros(since) if since else 0
    for (id_,) in reader.ask("SELECT id FROM cases WHERE started >= ? ORDER BY no", (after,)):
        record, row = engine.record(id_), reader.case(id_)
        if record is None or row is None or record.state.process != process:
            continue
        seen = dict(record.state.variables)
        for iid in sorted(record.state.locals):
            seen.update(record.state.locals[iid])
        yield engine.standards.by_no(row.standard).standard.digest[:12], seen
