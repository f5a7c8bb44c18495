"""Events of other systems: CloudEvents that become messages, signals or cases, each once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import blake2b
from typing import Any, Final

from guiju.journal.store import Inexact, exact
from guiju.run.answer import Accepted, Answer
from guiju.run.commands import Command, SendMessage, SendSignal, StartCase
from guiju.run.engine import Engine
from guiju.run.outside import Incoming, read_cloudevents
from guiju.run.refusal import Refusal, expected
from guiju.standard import Problem, feel

REMEMBERED: Final = 7 * 86_400
"""Seconds for which a message that came as an event is known again; a case is known for ever."""


@dataclass(frozen=True, slots=True)
class Route:
    """What an event of another system means here.

    Attributes:
        type, source: which events; `*` stands for anything.
        what: "start", "message" or "signal".
        name: id of the process, or name of the message or signal.
        correlation: FEEL over the event that picks the case of a message.
        values: FEEL over the event that gives the variables; None for its data.
    """

    type: str
    what: str
    name: str
    source: str = "*"
    correlation: feel.Compiled | None = None
    values: feel.Compiled | None = None

    def fits(self, event: Incoming) -> bool:
        """Whether it is about an event."""
        return fnmatchcase(event.type, self.type) and fnmatchcase(event.source, self.source)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a request.

    Attributes:
        problems: all that is wrong with the request; then nothing of it was taken.
        answers: one for each event, in order.
    """

    problems: tuple[Problem, ...] = ()
    answers: tuple[tuple[Incoming, Answer], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every event was taken, now or at an earlier delivery."""
        return not self.problems and all(isinstance(each, Accepted) for _, each in self.answers)


def take_events(
    engine: Engine, routes: Sequence[Route], headers: Mapping[str, str], body: bytes
) -> Taken:
    """Take the CloudEvents of one request.

    The same event (source and id) counts once however often it is delivered: as the start of a case
    for ever, as a message or signal as long as its key is remembered. Who the sender is must have
    been checked before.
    """
    events, problems = read_cloudevents(headers, body)
    if problems:
        return Taken(tuple(problems))
    tickets = [(event, _take(engine, routes, event)) for event in events]
    return Taken((), tuple(tickets))


def _take(engine: Engine, routes: Sequence[Route], event: Incoming) -> Answer:
    route = next((each for each in routes if each.fits(event)), None)
    if route is None:
        return expected("event-unrouted", "an event that some route is for", event.type)
    command = command_of(engine, route, event)
    return command if isinstance(command, Refusal) else engine.do(command)


def command_of(engine: Engine, route: Route, event: Incoming) -> Command | Refusal:
    """The command that an event means."""
    data = event.data
    if isinstance(data, bytes):
        data = b64encode(data).decode()
    seen = {
        "id": event.id, "source": event.source, "type": event.type, "subject": event.subject,
        "time": None if event.time is None else event.time.isoformat(), "data": data,
    }  # fmt: skip
    now = engine.clock()
    try:
        values = data if route.values is None else _asked(route.values, seen, now)
        if not isinstance(values, Mapping):
            values = {} if values is None else {"data": values}
        values = exact(values)
        correlation = None
        if route.correlation is not None:
            correlation = exact(_asked(route.correlation, seen, now))
            if correlation is None:
                text = route.correlation.text
                return expected("event-without-key", f"a value of {text}", "null")
    except Inexact as error:
        return expected("value-unknown", "JSON values", str(error))
    digest = blake2b(event.key.encode(), digest_size=16).hexdigest()
    if route.what == "start":
        case = f"{route.name}-{digest}"
        return StartCase(case=case, process=route.name, values=values, key=digest)
    if route.what == "signal":
        return SendSignal(name=route.name, values=values, key=f"event:{digest}")
    return SendMessage(
        name=route.name, correlation=correlation, values=values, key=f"event:{digest}",
        seconds=REMEMBERED,
    )  # fmt: skip


def _asked(compiled: feel.Compiled, seen: Mapping[str, Any], now: Any) -> Any:
    return feel.to_json(compiled.evaluate(feel.to_feel(dict(seen)), now=now).value)
