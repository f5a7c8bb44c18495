"""Letting many cases go on under another version: a plan first, then its carrying out.

The plan is a value: it can be read by people, kept in a file, and carried out later. Each case is
checked again at the moment it goes over, so that a plan that has grown old does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from guiju.journal.store import pack
from guiju.run.answer import Accepted, Answer
from guiju.run.commands import Actor, Migrate
from guiju.run.engine import Engine
from guiju.run.lanes import Ticket
from guiju.run.migrating import open_elements, plan
from guiju.run.standards import Deployed
from guiju.standard import Problem

PAGE: Final = 500
"""Cases that go over together, so that they share commits."""

_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CasePlan:
    """What would become of one case.

    Attributes:
        number: its last entry when the plan was made.
        standard: digest of the version it runs on.
        maps: what is open: element id there by element id here.
        problems: why it cannot go over; empty where it can.
    """

    case: str
    number: int = 0
    standard: str = ""
    maps: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MigrationPlan:
    """What would become of many cases.

    Attributes:
        to: digest of the version they go to.
        mapping: element id there by element id here, where they are named otherwise.
        cases: one for each case, in the order they were named or started.
    """

    to: str
    mapping: Mapping[str, str]
    cases: tuple[CasePlan, ...]

    @property
    def fit(self) -> tuple[CasePlan, ...]:
        """Cases that can go over."""
        return tuple(each for each in self.cases if not each.problems)

    @property
    def unfit(self) -> tuple[CasePlan, ...]:
        """Cases that cannot."""
        return tuple(each for each in self.cases if each.problems)


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one case."""

    case: str
    answer: Answer

    @property
    def ok(self) -> bool:
        """Whether it runs on the other version now."""
        return isinstance(self.answer, Accepted)


def plan_migration(
    engine: Engine,
    target: Deployed,
    cases: Iterable[str] | None = None,
    mapping: Mapping[str, str] = _NO_NAMES,
) -> MigrationPlan:
    """Look what would become of cases; nothing is changed.

    Args:
        target: the version to go to.
        cases: which; None for every running case of other versions of its processes.
        mapping: element id there by element id here, where they differ.
    """
    wanted = running_cases(engine, target) if cases is None else cases
    found = (_planned(engine, case, target, mapping) for case in wanted)
    return MigrationPlan(
        target.standard.digest, dict(mapping), tuple(each for each in found if each is not None)
    )


def running_cases(engine: Engine, target: Deployed) -> Iterator[str]:
    """Running cases of other versions of the same processes, the oldest first in each shard."""
    there = set(target.standard.program.bodies)
    others = [
        row.no
        for row in engine.reader().standards()
        if row.no != target.no
        and not there.isdisjoint(engine.standards.by_no(row.no).standard.program.bodies)
    ]
    last = -1
    while rows := engine.reader().running(others, last, PAGE):
        last = rows[-1][0]
        yield from (id_ for _, id_ in rows)


def _planned(
    engine: Engine, case: str, target: Deployed, mapping: Mapping[str, str]
) -> CasePlan | None:
    """The plan of one case; None where there is no such case."""
    row, record = engine.reader().case(case), engine.record(case)
    if row is None or record is None:
        return None
    here, there = engine.standards.by_no(row.standard).standard, target.standard
    if record.state.status != "active":
        return CasePlan(case, row.number, here.digest, problems=(_whole("The case has ended."),))
    if here.digest == there.digest:
        told = _whole("The case runs on that version already.")
        return CasePlan(case, row.number, here.digest, problems=(told,))
    problems = tuple(plan(here, there, record.state, mapping))
    maps = {name: mapping.get(name, name) for name in open_elements(here, record.state)}
    return CasePlan(case, row.number, here.digest, maps, problems)


def _whole(template: str) -> Problem:
    return Problem("migration-impossible", template)


def carry_out(
    engine: Engine,
    made: MigrationPlan,
    actor: Actor | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Moved]:
    """Let the cases of a plan go over that can, some at a time.

    Args:
        made: the plan; carried out again it changes nothing more.
        actor: who does it.
        progress: is told after each page: cases done, cases in all.

    Yields:
        What became of each case.
    """
    fit = made.fit
    for at in range(0, len(fit), PAGE):
        page = [(each, _submitted(engine, made, each, actor)) for each in fit[at : at + PAGE]]
        yield from (Moved(each.case, ticket.wait()) for each, ticket in page)
        progress(min(at + PAGE, len(fit)), len(fit))


def _submitted(engine: Engine, made: MigrationPlan, each: CasePlan, actor: Actor | None) -> Ticket:
    key = f"migrate:{made.to[:16]}:{each.number}"
    return engine.submit(
        Migrate(case=each.case, standard=made.to, mapping=made.mapping, key=key, actor=actor)
    )


# -- a plan in a file -------------------------------------------------------------------------


def write_plan(made: MigrationPlan) -> bytes:
    """A plan as JSON."""
    return pack(as_data(made))


def as_data(made: MigrationPlan) -> dict[str, Any]:
    """A plan as plain data."""
    return {
        "to": made.to,
        "mapping": dict(made.mapping),
        "cases": [
            {
                "case": each.case, "number": each.number, "standard": each.standard,
                "maps": dict(each.maps),
                "problems": [
                    {"code": one.code, "template": one.template, "element": one.element,
                     "values": dict(one.values)}
                    for one in each.problems
                ],
            }
            for each in made.cases
        ],
    }  # fmt: skip


def read_plan(data: Any) -> MigrationPlan:
    """A plan out of what `as_data` gave.

    Raises:
        ValueError: it is no such thing.
    """
    try:
        cases = tuple(
            CasePlan(
                str(each["case"]), int(each["number"]), str(each["standard"]),
                {str(name): str(there) for name, there in each["maps"].items()},
                tuple(
                    Problem(one["code"], one["template"], one["element"], one["values"])
                    for one in each["problems"]
                ),
            )
            for each in data["cases"]
        )  # fmt: skip
        mapping = {str(name): str(there) for name, there in data["mapping"].items()}
        return MigrationPlan(str(data["to"]), mapping, cases)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"expected a plan of a migration, found {error}") from None
