"""Entries in words: what was done, and where it led the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from guiju.cli.words import _

if TYPE_CHECKING:
    from datetime import datetime

    from guiju.journal import Entry
    from guiju.standard import Standard

_KINDS: Final[Mapping[str, str]] = {
    "CaseStarted": "case started",
    "WorkCompleted": "done",
    "EventHappened": "happened",
    "BranchChosen": "branch chosen",
    "IterationBegun": "again",
    "LoopLeft": "loop left",
    "ActivityBegun": "begun",
    "ErrorThrown": "error",
    "EscalationThrown": "escalation",
    "WorkFailed": "failed",
    "IncidentRetried": "tried again",
    "VariablesSet": "variables set",
    "TokenMoved": "moved elsewhere",
    "Cancelled": "cancelled",
    "TaskCompleted": "done",
    "TaskClaimed": "claimed",
    "TaskUnclaimed": "given back",
    "TaskAssigned": "assigned",
    "TaskDelegated": "delegated",
    "TaskForwarded": "forwarded",
    "TaskReturned": "sent back",
    "TaskSigned": "signed",
    "SignerAdded": "signer asked",
    "DraftSaved": "draft saved",
    "JobCompleted": "job done",
    "JobFailed": "job failed",
    "JobGivenUp": "job given up",
    "TimerFired": "time came",
    "MessageReceived": "message",
    "SignalReceived": "signal",
    "IncidentResolved": "mended",
    "ActivityLeft": "left",
    "CaseSuspended": "suspended",
    "CaseResumed": "resumed",
    "CaseCancelled": "cancelled",
    "InstanceCancelled": "cancelled",
    "CaseMigrated": "version changed",
    "ClockPaused": "clock paused",
    "ClockResumed": "clock goes on",
    "CommandRefused": "refused",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words.

    Attributes:
        time: day and time of the virtual clock.
        entry: what kind of entry.
        what: the element it was done to, with the values it gave.
        then: ways taken, and what is open now.
    """

    time: str
    entry: str
    what: str
    then: str


def story(entries: Iterable[Entry], standard: Standard) -> Iterator[Told]:
    """Every entry in words."""
    names = {place.id: place.name for place in standard.program.places}
    ways = _ways(standard)
    for entry in entries:
        what = names.get(entry.element or "", entry.element or entry.case)
        values = _values(entry)
        then = ", ".join(dict.fromkeys(_reached(entry, names, ways)))
        yield Told(_moment(entry.time), _(_KINDS.get(entry.kind, entry.kind)), what + values, then)


def _moment(time: datetime) -> str:
    return time.strftime("%Y-%m-%d %H:%M")


def _values(entry: Entry) -> str:
    from guiju.standard import feel

    if not entry.values:
        return ""
    return " " + feel.text_of(feel.to_feel(dict(entry.values)))


def _ways(standard: Standard) -> dict[str, str]:
    """The names of the flows that a gateway chooses between."""
    program = standard.program
    named: dict[str, str] = {}
    for place in program.places:
        if len(place.outs) > 1:
            for flow in place.outs:
                named[program.flow_ids[flow]] = ""
    for process in standard.definitions.processes:
        scopes = [process.body]
        while scopes:
            scope = scopes.pop()
            named.update({f.id: f.name for f in scope.flows if f.id in named and f.name})
            scopes += [each.body for each in scope.nodes if hasattr(each, "body")]
    return named


def _reached(entry: Entry, names: Mapping[str, str], ways: Mapping[str, str]) -> Iterator[str]:
    """Ways taken and elements entered, in order."""
    for what, element, _instance in entry.path:
        if what == "taken" and ways.get(element):
            yield f"[{ways[element]}]"
        elif what == "entered":
            yield names.get(element, element)
        elif what == "ended":
            yield _("end: {name}", name=names.get(element, element))
        elif what == "stuck":
            yield _("stuck at {name}", name=names.get(element, element))
        elif what == "uncaught":
            yield _("nothing catches {name}", name=names.get(element, element))
