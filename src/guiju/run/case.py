"""A case in memory: its state, its entries, and the one way to move it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from guiju.journal.entry import Entry
from guiju.standard import ROOT, Fired, Standard, State, Step, fire, initial

_NO_VALUES: Mapping[str, Any] = MappingProxyType({})

PAST: Final[Mapping[str, str]] = {
    "start": "CaseStarted",
    "complete": "WorkCompleted",
    "trigger": "EventHappened",
    "choose": "BranchChosen",
    "again": "IterationBegun",
    "leave": "LoopLeft",
    "begin": "ActivityBegun",
    "error": "ErrorThrown",
    "escalate": "EscalationThrown",
    "fail": "WorkFailed",
    "retry": "IncidentRetried",
    "set": "VariablesSet",
    "move": "TokenMoved",
    "cancel": "Cancelled",
}
"""What an entry is called after the step that made it."""


class Case:
    """One running case.

    Attributes:
        id: of the case.
        standard: the version it started on and stays on.
        state: where it is.
        entries: what was done to it, oldest first.
    """

    __slots__ = ("entries", "id", "standard", "state")

    def __init__(
        self, standard: Standard, process: str, id_: str, variables: Mapping[str, Any] = _NO_VALUES
    ) -> None:
        self.id = id_
        self.standard = standard
        self.state = initial(process, variables)
        self.entries: list[Entry] = []

    def fire(self, step: Step, now: datetime, actor: str | None = None) -> Fired:
        """Take one step and write it down.

        Args:
            step: must be legal in the state.
            now: the moment, UTC.
            actor: who does it.

        Raises:
            KeyError: the step's target is not there.
        """
        if step.kind == "start" and not step.values:
            step = step._replace(values=self.state.variables.copy())
        element = element_of(self.standard, self.state, step)
        fired = fire(self.standard, self.state, step, now, owned=True)
        self.state = fired.state
        self.entries.append(
            Entry(
                self.id, len(self.entries) + 1, PAST[step.kind], now, element, actor,
                (step.kind, step.target, step.choice), step.values, fired.answers, fired.path,
            )
        )  # fmt: skip
        return fired


def element_of(standard: Standard, state: State, step: Step) -> str | None:
    """Id of the element a step is done to, None for the case itself."""
    places = standard.program.places
    if step.kind == "start":
        return places[step.target].id if step.target >= 0 else None
    if step.kind == "trigger":
        return places[state.waits[step.target].place].id
    if step.target == ROOT:
        return None
    return places[state.live[step.target].place].id


def apply(standard: Standard, state: State, entry: Entry) -> State:
    """The state after an entry; nothing is evaluated, the entry holds every answer."""
    kind, target, choice = entry.step
    step = Step(kind, target, tuple(choice), entry.values)
    return fire(standard, state, step, entry.time, entry.answers).state


def replay(standard: Standard, process: str, entries: Iterable[Entry]) -> State:
    """The state that a case's entries lead to (law 3: equal to the live one, at every prefix)."""
    state = initial(process)
    for entry in entries:
        state = apply(standard, state, entry)
    return state
