"""One turn: a state, the tokens on the move, and what happens until all of them rest.

`fire` makes a turn, does one step in it and drains it. A turn owns the state it works on. Every
answer that data gives (a condition, a cardinality, the moment of a timer) goes through `ask`, which
writes it down: replaying the answers replays the turn without evaluating anything (law 3).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from guiju.standard.steps.program import KIND, Place, Standard
from guiju.standard.steps.state import ROOT, SCOPE, STUCK, Incident, Instance, State, Wait
from guiju.standard.steps.values import plain

CALL: Final = KIND["callActivity"]

MOST_MOVES: Final = 10_000
"""Moves one turn may make: an endless loop without work in it becomes an incident."""

Moment = tuple[str, str, int]
"""What happened, to which element, in which instance: ("completed", "weigh", 7)."""


Arrival = Callable[["Turn", Place, int, int], None]
"""What happens when a token comes to a place: (turn, place, scope, flow or -1)."""


class Stuck(Exception):
    """A token cannot go on: no error of the program, a person can mend it.

    Always turned into an incident, never seen outside the turn.
    """

    def __init__(
        self, code: str, template: str, values: Mapping[str, Any], retry_helps: bool = True
    ) -> None:
        super().__init__(code)
        self.code = code
        self.template = template
        self.values = values
        self.retry_helps = retry_helps


class Sent:
    """A message or signal that leaves the case; the host brings it to whom it concerns."""

    __slots__ = ("element", "key", "kind", "name", "payload")

    def __init__(self, kind: str, name: str | None, element: str, key: Any, payload: Any) -> None:
        self.kind = kind
        self.name = name
        self.element = element
        self.key = key
        self.payload = payload

    def __repr__(self) -> str:
        return f"Sent({self.kind!r}, {self.name!r}, {self.element!r}, {self.key!r})"


NOTHING_RETRIED: Final = (ROOT, -1)


class Turn:
    """A state being moved. Functions of the neighbouring files do the moving.

    Attributes:
        agenda: (flow, scope) of tokens on the move; first come, first served.
        late: (function, place, scope, flow) of what waits until every other token rests:
            throwing, so that who listens can hear.
        emptied: scopes that hold nothing any more.
        cleared: how often a scope was emptied by force; a token that threw may be gone by that.
        path: moments, in order.
        answers: what data answered, in order; or, when `replaying`, what it is to answer.
        open: no data decides: decisions and results stay open as choices (check, teach).
        sent: messages and signals that leave the case.
        retried: the incident that is tried again and its place, until it is stuck once more.
    """

    __slots__ = (
        "agenda", "answers", "changed", "cleared", "emptied", "flow_target", "late", "moves", "now",
        "open", "path", "places", "program", "replaying", "retried", "sent", "standard", "state",
    )  # fmt: skip

    def __init__(
        self,
        standard: Standard,
        state: State,
        now: datetime | None = None,
        answers: Iterable[Any] | None = None,
        open_: bool = False,
    ) -> None:
        self.standard = standard
        self.program = standard.program
        self.places = self.program.places
        self.flow_target = self.program.flow_target
        self.state = state
        self.now = now
        self.agenda: deque[tuple[int, int]] = deque()
        self.late: deque[tuple[Arrival, Place, int, int]] = deque()
        self.emptied: list[int] = []
        self.cleared: dict[int, int] = {}
        self.path: list[Moment] = []
        self.replaying = answers is not None
        self.answers: list[Any] = list(answers)[::-1] if answers is not None else []
        self.open = open_
        self.sent: list[Sent] = []
        self.changed = False
        self.retried = NOTHING_RETRIED
        self.moves = 0

    # -- instances and tokens -----------------------------------------------------------------

    def add(self, place: Place, owner: int, phase: int, data: tuple[Any, ...] = ()) -> int:
        """Open an instance; whoever owns it must already count it."""
        state = self.state
        iid = state.next
        state.next = iid + 1
        state.live[iid] = Instance(place.index, owner, phase, data)
        return iid

    def emit(self, scope: int, flows: tuple[int, ...], spent: int = 1) -> None:
        """Put a token on each flow, having spent some; an empty scope is then complete."""
        counts = self.state.counts
        counts[scope] += len(flows) - spent
        if flows:
            agenda = self.agenda
            for flow in flows:
                agenda.append((flow, scope))
        elif counts[scope] <= 0:
            self.emptied.append(scope)

    def stick(self, place: Place, owner: int, stuck: Stuck, retry: tuple[Any, ...]) -> int:
        """Turn a token into an instance that is stuck; `retry` says how to go on.

        What was tried again in vain keeps the number people know it by.
        """
        iid, where = self.retried
        if where == place.index and iid not in self.state.live:
            self.retried = NOTHING_RETRIED
            self.state.live[iid] = Instance(place.index, owner, STUCK, retry)
        else:
            iid = self.add(place, owner, STUCK, retry)
        self.note_incident(iid, place, stuck)
        return iid

    def stick_instance(self, iid: int, stuck: Stuck, retry: tuple[Any, ...]) -> None:
        """Keep an instance from going on."""
        old = self.state.live[iid]
        self.state.live[iid] = old._replace(phase=STUCK, data=(*retry, old.phase, old.data))
        self.note_incident(iid, self.places[old.place], stuck)

    def note_incident(self, iid: int, place: Place, stuck: Stuck) -> None:
        """Write down why, for the person who resolves it."""
        self.state.incidents[iid] = Incident(
            stuck.code, place.id, stuck.template, stuck.values, stuck.retry_helps
        )
        self.path.append(("stuck", place.id, iid))

    # -- waiting ------------------------------------------------------------------------------

    def wait(self, wait: Wait) -> int:
        """Wait for an event."""
        state = self.state
        wid = state.next
        state.next = wid + 1
        state.waits[wid] = wait
        return wid

    def stop_waiting(self, host: int) -> None:
        """Drop every wait of one host."""
        waits = self.state.waits
        for wid in [wid for wid, wait in waits.items() if wait.host == host]:
            del waits[wid]

    # -- data ---------------------------------------------------------------------------------

    def variables(self, iid: int) -> Mapping[str, Any]:
        """What an expression sees from inside an instance: the innermost name wins."""
        state = self.state
        if not state.locals:
            return state.variables
        chain: list[Mapping[str, Any]] = []
        while iid != ROOT and iid in state.live:
            names = state.locals.get(iid)
            if names is not None:
                chain.append(names)
                if self.isolated(iid):
                    break
            iid = state.live[iid].owner
        else:
            chain.append(state.variables)
        merged: dict[str, Any] = {}
        for outer in chain[::-1]:
            merged.update(outer)
        return merged

    def seen(self, iid: int) -> Mapping[str, Any]:
        """`variables` with the standard's parameters, which no variable hides."""
        variables, constants = self.variables(iid), self.program.constants
        return {**variables, **constants} if constants else variables

    def isolated(self, iid: int) -> bool:
        """A called process sees only what it was given; what is given is seen from outside."""
        instance = self.state.live[iid]
        return instance.phase == SCOPE and self.places[instance.place].kind == CALL

    def set_variables(self, iid: int, values: Mapping[str, Any]) -> None:
        """Write each value where its name lives, else into the outermost scope seen."""
        if not values:
            return
        state, aliases = self.state, self.program.aliases
        self.changed = True
        if not state.locals:
            if aliases:
                values = {aliases.get(name, name): value for name, value in values.items()}
            state.variables.update(values)
            return
        for name, value in values.items():
            self.home(iid, aliases.get(name, name))[aliases.get(name, name)] = value

    def home(self, iid: int, name: str) -> dict[str, Any]:
        """The scope a variable lives in."""
        state = self.state
        while iid != ROOT and iid in state.live:
            names = state.locals.get(iid)
            if names is not None and (name in names or self.isolated(iid)):
                return names
            iid = state.live[iid].owner
        return state.variables

    def ask(
        self, compiled: Any, iid: int, want: str, extra: Mapping[str, Any] | None = None
    ) -> Any:
        """The value of an expression, written down; or, replaying, the value written down.

        Args:
            compiled: a `feel.Compiled`.
            iid: the instance whose variables it sees.
            want: "boolean", "number", "list" or "any"; anything else than that is stuck.
            extra: further names (loop counters, activation counts).

        Raises:
            Stuck: the value is not what is wanted; it shows the warnings of the evaluation.
        """
        if self.replaying:
            return self.recall()
        variables = self.seen(iid)
        if extra:
            variables = {**variables, **extra}
        value = compiled.call(variables)
        if want == "boolean":
            if value is not True and value is not False:
                value = self.ask_again(compiled, variables, want)
        else:
            value = plain(value)
            if value is None or not WANTED[want](value):
                value = self.ask_again(compiled, variables, want)
        self.answers.append(value)
        return value

    def ask_again(self, compiled: Any, variables: Mapping[str, Any], want: str) -> Any:
        """The slow way: with the time, for expressions that read it, and with warnings.

        Raises:
            Stuck: the value is still not what is wanted.
        """
        result = compiled.evaluate(variables, now=self.now)
        value = plain(result.value)
        if result.limit is None and WANTED[want](value):
            return value
        raise self.refusal(compiled, result, value, want)

    def note(self, answer: Callable[..., Any], *arguments: Any) -> Any:
        """An answer that comes from elsewhere than an expression, written down or recalled."""
        if self.replaying:
            return self.recall()
        value = answer(*arguments)
        self.answers.append(value)
        return value

    def recall(self) -> Any:
        """The next answer that was written down."""
        value = self.answers.pop()
        if isinstance(value, StuckAnswer):
            raise Stuck(value.code, value.template, value.values)
        return value

    def refusal(self, compiled: Any, result: Any, value: Any, want: str) -> Stuck:
        """A value that nothing can be done with stops the token and says why."""
        values = {
            "expression": compiled.text,
            "expected": want,
            "found": repr(value),
            "warnings": [str(warning) for warning in result.warnings],
        }
        if result.limit:
            template = "The expression {expression} hit a limit: {limit}."
            return self.refuse("limit-hit", template, values | {"limit": result.limit})
        template = "{expression} should give a {expected}, but gave {found}. {warnings}"
        return self.refuse(f"not-a-{want}", template, values)

    def refuse(self, code: str, template: str, values: Mapping[str, Any]) -> Stuck:
        """Write down that data gave no usable answer, so that a replay stops there too."""
        self.answers.append(StuckAnswer(code, template, values))
        return Stuck(code, template, values)


class StuckAnswer:
    """An answer that stopped a token; recorded like any other, so that a replay stops too."""

    __slots__ = ("code", "template", "values")

    def __init__(self, code: str, template: str, values: Mapping[str, Any]) -> None:
        self.code = code
        self.template = template
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StuckAnswer) and (self.code, self.template, self.values) == (
            other.code, other.template, other.values,
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash((self.code, self.template))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) or (value is not None and hasattr(value, "as_tuple"))


WANTED: Final[Mapping[str, Callable[[Any], bool]]] = {
    "any": lambda value: True,
    "boolean": lambda value: value is True or value is False,
    "list": lambda value: isinstance(value, list),
    "number": lambda value: _is_number(value) and not isinstance(value, bool),
}
