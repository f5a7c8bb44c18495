"""A case's state as compact JSON: an array without names, short of what is empty at its end.

    [process, next, live, counts, waits, tokens, facts, locals, incidents, done, joins]

Variables are kept apart, because they are large and change less often than the state.
"""

from __future__ import annotations

from typing import Any, Final

from guiju.journal.store import pack, unpack
from guiju.run.facts import NO_FACTS
from guiju.run.known_turns import KnownTurn
from guiju.run.packing.tagged import tag, untag
from guiju.run.record import Record
from guiju.run.times import micros, moment
from guiju.standard import Incident, Instance, State
from guiju.standard.steps import Wait

STATUS: Final = ("active", "completed", "failed", "cancelled")
"""A case's status is kept as its place in this list."""


def pack_record(record: Record, turn: KnownTurn | None = None) -> tuple[bytes, bytes]:
    """The state with its facts, and the variables.

    Args:
        record: the case.
        turn: the last turn it took, where that is a known one.
    """
    if turn is None or record.facts:
        return _pack_state(record), pack(record.state.variables)
    if turn.packed is None:
        turn.packed = _pack_state(record)
    return turn.packed, pack(record.state.variables)


def _pack_state(record: Record) -> bytes:
    state = record.state
    parts: list[Any] = [
        state.process,
        state.next,
        [
            [iid, each.place, each.owner, each.phase, tag(each.data)]
            if each.data
            else [iid, each.place, each.owner, each.phase]
            for iid, each in state.live.items()
        ],
        [each for pair in state.counts.items() for each in pair],
        [_pack_wait(wid, wait) for wid, wait in state.waits.items()],
        [[*key, count] for key, count in state.tokens.items()],
        record.facts or 0,
        [[iid, names] for iid, names in state.locals.items()],
        [[iid, *_pack_incident(each)] for iid, each in state.incidents.items()],
        [[iid, tag(each)] for iid, each in state.done.items()],
        [[*key, tag(each)] for key, each in state.joins.items()],
    ]  # fmt: skip
    while not parts[-1]:
        parts.pop()
    return pack(parts)


def _pack_incident(incident: Incident) -> list[Any]:
    return [*incident[:3], tag(incident.values), incident.retry_helps]


def _pack_wait(wid: int, wait: Wait) -> list[Any]:
    due = None if wait.due is None else micros(wait.due)
    parts = [wid, wait.place, wait.definition, wait.host, due, wait.left, tag(wait.key), wait.on]
    while not parts[-1]:
        parts.pop()
    return parts


def unpack_record(id_: str, number: int, status: int, packed: bytes, variables: bytes) -> Record:
    """What `pack_record` was given."""
    parts = unpack(packed)
    size = len(parts)
    state = State(parts[0], unpack(variables))
    state.status = STATUS[status]
    state.next = parts[1]
    state.counts = {}
    if size > 2:
        state.live = {
            each[0]: Instance(each[1], each[2], each[3], untag(each[4]) if len(each) > 4 else ())
            for each in parts[2]
        }
    if size > 3:
        pairs = parts[3]
        state.counts = dict(zip(pairs[::2], pairs[1::2], strict=True))
    if size > 4:
        state.waits = {each[0]: _unpack_wait(*each[1:]) for each in parts[4]}
    if size > 5:
        state.tokens = {(scope, flow): count for scope, flow, count in parts[5]}
    if size > 7:
        _unpack_rare(state, parts[7:])
    return Record(id_, number, state, (parts[6] or NO_FACTS) if size > 6 else NO_FACTS)


def _unpack_wait(
    place: int, definition: int = 0, host: int = 0, due: int | None = None, left: int = 0,
    key: Any = None, on: bool = False,
) -> Wait:  # fmt: skip
    when = None if due is None else moment(due)
    return Wait(place, definition, host, when, left, untag(key), on)


def _unpack_rare(state: State, parts: list[Any]) -> None:
    locals_, incidents, done, joins = [*parts, [], [], []][:4]
    state.locals = dict(locals_)
    state.incidents = {
        iid: Incident(code, element, template, untag(values), helps)
        for iid, code, element, template, values, helps in incidents
    }
    state.done = {iid: untag(each) for iid, each in done}
    state.joins = {(scope, place): untag(each) for scope, place, each in joins}
