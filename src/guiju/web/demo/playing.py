"""Some weeks of cases, played through the real engine on a clock that jumps.

What people hand in comes from the scenarios of the packs; where they say nothing about a step, from
its form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from guiju.run.answer import Accepted
from guiju.run.commands import Actor, Claim, CompleteTask, StartCase
from guiju.run.engine import Engine
from guiju.run.forms import Field, Form, Item, Rows, lay_out, validate
from guiju.run.outside.backoff import Dice
from guiju.run.worker import Worker
from guiju.standard.pack import Pack
from guiju.web.policy import Visitor
from guiju.web.work.finding import Asked, find
from guiju.web.work.page import form_of, scope_of
from guiju.web.work.tasks import Open, load

STEP: Final = timedelta(hours=2)
DAY: Final = range(9, 18)
"""Hours of work, UTC+8."""
LEFT_OVER: Final = 5
"""Steps of the clock at the end in which nobody works: what came in lies there."""
HURRY: Final = 0.55
"""How likely somebody turns to a task within one step of the clock."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment, UTC."""
        return self.now


@dataclass(slots=True)
class Told:
    """What the scenarios of the packs say.

    Attributes:
        starts: values of the cases they start, by process.
        answers: what was handed in at a step, by element.
        people: roles of those who act in them.
        world: what the systems hold before anything happens.
    """

    starts: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    answers: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    people: dict[str, Sequence[str]] = field(default_factory=dict)
    world: dict[str, Any] = field(default_factory=dict)


def told_by(packs: Sequence[Pack], now: datetime) -> Told:
    """Gather what the scenarios say, with their dates brought to our time."""
    told = Told()
    for pack in packs:
        for written in pack.scenarios.values():
            data = moved(written, _days(written.get("at"), now))
            for code, person in (data.get("people") or {}).items():
                told.people.setdefault(code, (person or {}).get("roles") or ())
            for system, values in (data.get("given") or {}).items():
                if system != "directory":
                    told.world.setdefault(system, values)
            for scenario in data.get("scenarios") or ():
                for step in scenario.get("steps") or ():
                    if isinstance(step, Mapping) and "refused" not in step:
                        _take(step, told)
    return told


_DATE: Final = re.compile(r"(\d{4}-\d\d-\d\d)(T.*)?", re.ASCII)


def _days(at: Any, now: datetime) -> int:
    """How many days lie between a scenario's time and ours."""
    match = _DATE.match(str(at or ""))
    return (now.date() - date.fromisoformat(match[1])).days if match else 0


def moved(part: Any, days: int) -> Any:
    """Values with every date so many days later; moments of YAML become text again."""
    if isinstance(part, datetime | date):
        part = part.isoformat()
    if isinstance(part, str):
        match = _DATE.fullmatch(part)
        try:
            day = date.fromisoformat(match[1]) if match else None
        except ValueError:
            return part
        return part if not match or day is None else f"{day + timedelta(days)}{match[2] or ''}"
    if isinstance(part, Mapping):
        return {key: moved(value, days) for key, value in part.items()}
    return [moved(each, days) for each in part] if isinstance(part, list) else part


def _take(step: Mapping[str, Any], told: Told) -> None:
    values = step.get("values") or {}
    if isinstance(step.get("start"), str):
        told.starts.setdefault(step["start"], []).append(values)
    elif isinstance(step.get("do"), str) and values:
        told.answers.setdefault(step["do"], []).append(values)


@dataclass(slots=True)
class Play:
    """Cases played by made-up people.

    Attributes:
        roles: of each person.
        counts: what came of it, for who started the demonstration.
    """

    engine: Engine
    worker: Worker
    clock: Clock
    dice: Dice
    told: Told
    roles: Mapping[str, Sequence[str]]
    counts: dict[str, int] = field(default_factory=lambda: {"started": 0, "done": 0, "refused": 0})

    def until(self, end: datetime, cases: int) -> None:
        """Let so many cases begin evenly until a moment, and work on them on the way."""
        begin = self.clock.now
        hours = [each for each in _hours(begin, end) if (each.hour + 8) % 24 in DAY]
        for n, hour in enumerate(hours):
            self.clock.now = hour
            self.worker.settle(500)
            for _ in range((n + 1) * cases // len(hours) - n * cases // len(hours)):
                self.start()
            self.work(HURRY if n < len(hours) - LEFT_OVER else 0.0)
        self.clock.now = end
        self.worker.settle(500)
        self.take_some()

    def start(self) -> None:
        """Start one of the cases of the scenarios, under names of its own."""
        if not self.told.starts:
            return
        number = self.counts["started"] + 1
        process = self._one_of(sorted(self.told.starts))
        values = self._one_of(self.told.starts[process])
        fresh = renamed(values, number, self.stand_ins(number))
        answer = self.engine.do(
            StartCase(
                case=f"{process}-{1000 + number}", process=process, values=fresh,
                key=f"demo-{number}", actor=self._somebody(),
            )
        )  # fmt: skip
        self.counts["started" if isinstance(answer, Accepted) else "refused"] += 1
        self.worker.settle(200)

    def _one_of(self, things: Sequence[Any]) -> Any:
        return things[int(self.dice.random() * len(things))]

    def stand_ins(self, number: int) -> Mapping[str, str]:
        """Who of our people plays whom of the scenarios: somebody with a role of theirs."""
        found = {}
        for n, (code, roles) in enumerate(self.told.people.items()):
            able = [each for each, mine in self.roles.items() if set(mine) & set(roles)]
            people = able or list(self.roles)
            found[code] = people[(n + number) % len(people)]
        return found

    def _somebody(self) -> Actor:
        code = self._one_of(list(self.roles))
        return Actor(code, frozenset(self.roles[code]))

    def take_some(self) -> None:
        """Everybody takes two of the tasks they may, and leaves them for whoever looks."""
        for code, roles in self.roles.items():
            who = Visitor(code, frozenset(roles))
            for task in find(self.engine, who, Asked("offered"), self.clock.now).tasks[:2]:
                actor = Actor(code, frozenset(roles))
                self.engine.do(Claim(case=task.case, task=task.task, actor=actor))

    def work(self, hurry: float) -> None:
        """Everybody looks at their list and does some of it."""
        for code, roles in self.roles.items():
            who = Visitor(code, frozenset(roles))
            for task in find(self.engine, who, Asked(), self.clock.now).tasks[:4]:
                if self.dice.random() < hurry:
                    self._do(code, frozenset(roles), task.id)

    def _do(self, code: str, roles: frozenset[str], task: str) -> None:
        one = load(self.engine, task)
        if one is None or (one.task.assignee and one.task.assignee != code):
            return
        actor = Actor(code, roles)
        if not one.task.assignee:
            taken = self.engine.do(Claim(case=one.task.case, task=one.task.task, actor=actor))
            if not isinstance(taken, Accepted):
                self.counts["refused"] += 1
                return
        for values in self._answers(one):
            command = CompleteTask(
                case=one.task.case, task=one.task.task, actor=actor, values=values
            )
            if isinstance(self.engine.do(command), Accepted):
                self.counts["done"] += 1
                self.worker.settle(100)
                return
            self.counts["refused"] += 1

    def _answers(self, one: Open) -> list[Mapping[str, Any]]:
        """What may be handed in: something a scenario did, then something the form takes."""
        known = self.told.answers.get(one.task.element, [])
        form = form_of(one)
        found: list[Mapping[str, Any]] = []
        if known:
            for values in (self._one_of(known), known[0]):
                found.append(renamed(values, 0, self.stand_ins(0)))
        if form is not None:
            variables = scope_of(one)
            now = timezone.localtime(self.clock.now)
            found += [filled(form.form, self.dice, now, variables) for _ in range(2)]
            fits = (validate(form.form, each, variables, now=now) for each in found)
            return [each.values for each in fits if each.ok][:2]
        return found[:1] or [{}]


def renamed(values: Any, number: int, people: Mapping[str, str]) -> Any:
    """Values with names of their own: an id at the top gets a number, people become ours."""
    ids = {
        value
        for key, value in values.items()
        if number and isinstance(value, str) and (key.endswith("_id") or key in ("order", "id"))
    }

    def walk(part: Any) -> Any:
        if isinstance(part, str):
            return f"{part}-{1000 + number}" if part in ids else people.get(part, part)
        if isinstance(part, Mapping):
            return {key: walk(value) for key, value in part.items()}
        if isinstance(part, list):
            return [walk(each) for each in part]
        return Decimal(str(part)) if isinstance(part, float) else part

    return walk(values)


def filled(form: Form, dice: Dice, now: datetime, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Something that a form is likely to take."""
    laid = lay_out(form, {}, variables, now)

    def choices(item: Field) -> Sequence[Any]:
        if item.options is None or item.options.values is not None or laid is None:
            return item.options.values or () if item.options else ()
        return [value for value, _ in laid.options(item.options, variables)]

    return _row(form.items, dice, now, choices)


def _row(
    items: Sequence[Item], dice: Dice, now: datetime, choices: Callable[[Field], Sequence[Any]]
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for item in items:
        value: Any = None
        if isinstance(item, Rows):
            value = [_row(item.items, dice, now, choices) for _ in range(item.least)]
        elif item.rules.required or dice.random() < 0.3:
            value = _value(item, dice, now, choices)
        if value is None:
            continue
        inner = data
        for key in item.at[:-1]:
            inner = inner.setdefault(key, {})
        inner[item.at[-1]] = value
    return data


def _value(
    item: Field, dice: Dice, now: datetime, choices: Callable[[Field], Sequence[Any]]
) -> Any:
    if item.options is not None:
        known = choices(item)
        if not known:
            return None
        picked = known[int(dice.random() * len(known))]
        return [picked] if item.type in ("checklist", "taglist") else picked
    if item.type == "checkbox":
        return True
    if item.type == "number":
        return item.rules.min if isinstance(item.rules.min, Decimal) else Decimal(1)
    if item.type == "datetime":
        later = now + timedelta(days=2)
        texts = {"date": later.date().isoformat(), "time": "10:00Z"}
        return texts.get(item.rules.subtype, later.strftime("%Y-%m-%dT%H:%MZ"))
    if item.type in ("textfield", "textarea"):
        return "As agreed." if item.rules.kind is None else "ann@example.com"
    return None


def _hours(begin: datetime, end: datetime) -> list[datetime]:
    found = []
    while begin < end:
        found.append(begin)
        begin += STEP
    return found
