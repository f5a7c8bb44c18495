"""Turns that ask nothing of the data, worked out once for all cases that stand alike.

Thousands of cases of a standard stand at the same few places. Where a step's turn evaluates
nothing, sends nothing and writes no variable, it leads from one standing to another whatever the
variables hold: it is fired once on a case without any, and remembered with all that follows from
it (rows of open work, packed state, shape of the entry). That is `fire` itself, only not again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from guiju.standard import Standard, State, Step, fire
from guiju.standard.steps import Program
from guiju.standard.steps.state import WORK
from guiju.standard.steps.turn import Moment

_MOST: Final = 4000
"""Turns remembered of one standard; loops and long cases make new ones without end."""

_MOST_STANDARDS: Final = 200

_KNOWN: Final[dict[int, tuple[Program, dict[Any, Any], dict[int, KnownTurn]]]] = {}
"""By the id of a program, which is kept here so that its id stays its own."""

_KINDS: Final = frozenset({"start", "complete"})

_NONE: Final[dict[Any, Any]] = {}
"""What a plain state has none of; nobody writes into it."""

_SEEN: Final = object()
"""Marks a standing that was met once: what comes only once is not worth remembering."""


class KnownTurn:
    """Where a step leads from one standing, whatever the variables are.

    Attributes:
        after: the state afterwards, without variables.
        path: what happens on the way.
        ended, begun: (instance, place) of the work that ends, and of that which begins.
        packed: `after` as it is stored, once somebody has packed it.
        shapes: what an entry of each kind of decision has in common with others.
        following: the turns that are known from there, by kind and target of their step.
    """

    __slots__ = ("after", "begun", "ended", "following", "packed", "path", "shapes")

    def __init__(self, before: State, after: State, path: tuple[Moment, ...]) -> None:
        self.after = after
        self.path = path
        was, is_ = _work(before), _work(after)
        self.ended = tuple(each for each in was if each not in is_)
        self.begun = tuple(each for each in is_ if each not in was)
        self.packed: bytes | None = None
        self.shapes: dict[str, Any] = {}
        self.following: dict[tuple[str, int], KnownTurn] = {}

    def state(self, variables: dict[str, Any]) -> State:
        """The state afterwards with these variables.

        All that stand alike share the rest: what is stored is fired on a copy, never in place.
        """
        after = self.after
        state = State(after.process, _NONE)
        state.status, state.next = after.status, after.next
        state.live, state.tokens, state.counts = after.live, after.tokens, after.counts
        state.variables = variables
        state.waits = state.locals = state.done = state.incidents = state.joins = _NONE
        return state


def known_turn(
    standard: Standard, state: State, step: Step, now: datetime | None
) -> KnownTurn | None:
    """The turn of a step, where it is one that asks nothing; None: fire it."""
    if step.kind not in _KINDS:
        return None
    known, arrived = _known(standard.program)
    # Who took a known turn last shares what it left, which need not be compared again.
    last = arrived.get(id(state.live))
    if last is None or last.after.live is not state.live:
        return _looked_up(standard, state, step, now, known, arrived)
    turn = last.following.get((step.kind, step.target))
    if turn is None:
        turn = _looked_up(standard, state, step, now, known, arrived)
        if turn is not None:
            last.following[step.kind, step.target] = turn
    return turn


def _looked_up(
    standard: Standard, state: State, step: Step, now: datetime | None,
    known: dict[Any, Any], arrived: dict[int, KnownTurn],
) -> KnownTurn | None:  # fmt: skip
    """The turn by all that the state stands at."""
    if not _is_plain(state):
        return None
    key = (
        step.kind, step.target, state.process, state.next, tuple(state.live.items()),
        tuple(state.counts.items()), tuple(state.tokens.items()),
    )  # fmt: skip
    try:
        turn = known.get(key)
    except TypeError:
        # An instance may hold a list, which no dictionary takes as its key.
        return None
    if turn is None:
        if len(known) > _MOST:
            known.clear()
            arrived.clear()
        known[key] = _SEEN
    elif turn is _SEEN:
        proved = _proved(standard, state, step, now)
        turn = known[key] = proved or False
        if proved is not None:
            arrived[id(proved.after.live)] = proved
    return turn if type(turn) is KnownTurn else None


def _proved(standard: Standard, state: State, step: Step, now: datetime | None) -> KnownTurn | None:
    """The turn, fired without any data; None where it asks for some or leaves some."""
    program = standard.program
    held = any(each.data for each in state.live.values())
    if held or step.choice or program.has_needs or program.has_conditions:
        return None
    blank = state.copy()
    blank.variables = {}
    done = fire(standard, blank, Step(step.kind, step.target), now, owned=True)
    after = done.state
    touched = done.answers or done.sent or after.variables or not _is_plain(after)
    if touched or any(each.data for each in after.live.values()):
        return None
    return KnownTurn(state, after, done.path)


def _is_plain(state: State) -> bool:
    """Whether a state is nothing but open instances, tokens and variables."""
    return not (state.waits or state.locals or state.done or state.incidents or state.joins)


def _work(state: State) -> list[tuple[int, int]]:
    return [(iid, each.place) for iid, each in state.live.items() if each.phase == WORK]


def _known(program: Program) -> tuple[dict[Any, Any], dict[int, KnownTurn]]:
    """The turns of a program by where they begin, and by the id of what is live after them."""
    found = _KNOWN.get(id(program))
    if found is None:
        if len(_KNOWN) > _MOST_STANDARDS:
            _KNOWN.clear()
        found = _KNOWN[id(program)] = (program, {}, {})
    return found[1], found[2]
