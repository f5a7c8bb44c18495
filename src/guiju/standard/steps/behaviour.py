"""What a standard allows in any data: `enabled` and `fire` as a labelled transition system.

Models of tasks, plain gateways and plain events get the fast net of `net`; everything else is
explored with the very pair that runs cases, with no data deciding (`open_`). Both give the same
language; `tests/steps/test_behaviour.py` compares them.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from guiju.standard.steps.fire import Step, enabled, fire, initial
from guiju.standard.steps.graph import Behaviour, Unbounded
from guiju.standard.steps.net import Kind, net_of
from guiju.standard.steps.program import KIND, KINDS, Place, Program, Standard
from guiju.standard.steps.state import ROOT, State
from guiju.standard.steps.turn import Moment

_TASKS = frozenset(range(KIND["receiveTask"] + 1))
_HAPPENED = frozenset({"passed", "caught", "ended", "thrown"})
_MOST_OPEN = 64
"""A state with more open instances or tokens than this is taken for growing without end."""


def behaviour(standard: Standard, process: str, also_visible: Collection[str] = ()) -> Behaviour:
    """The behaviour of one process of a standard.

    Args:
        standard: compiled.
        process: id of the process.
        also_visible: ids of events that leave a trace in the log, beside all tasks.

    Raises:
        KeyError: there is no such process.
    """
    program = standard.program
    visible = frozenset(also_visible)
    places = [place for place in program.places if place.process == process]
    if all(_is_plain(place, program) for place in places):
        return _net(program, places, visible)
    return OpenBehaviour(standard, process, visible)


def is_visible(place: Place, also: Collection[str]) -> bool:
    """Whether an element leaves a trace in a log: every task does, other elements if told."""
    return place.kind in _TASKS or place.id in also


def _is_plain(place: Place, program: Program) -> bool:
    """Whether a net without scopes, counters and clocks holds all that the element means."""
    special = (
        place.boundary or place.loop or place.attached >= 0 or place.for_compensation
        or place.start_quantity > 1 or place.completion_quantity > 1 or place.link >= 0
        or place.parallel_multiple or place.instantiate
    )  # fmt: skip
    if special:
        return False
    kind = KINDS[place.kind]
    if kind in ("inclusiveGateway", "complexGateway") or (
        kind in ("callActivity", "subProcess", "transaction", "adHocSubProcess")
    ):
        return False
    if place.conditional and kind not in ("exclusiveGateway",):
        return False
    return not any(
        catch.definition.kind in ("terminate", "error", "cancel", "compensate", "link")
        for catch in place.catches
    )


_NET_KIND: Mapping[str, Kind] = {
    "exclusiveGateway": "exclusive",
    "eventBasedGateway": "exclusive",
    "parallelGateway": "parallel",
    "startEvent": "start",
    "endEvent": "end",
}


def _net(program: Program, places: Iterable[Place], visible: Collection[str]) -> Behaviour:
    nodes: list[tuple[str, Kind]] = []
    flows: list[tuple[str, str, str]] = []
    names: dict[str, str] = {}
    for place in places:
        shown = is_visible(place, visible)
        kind = _NET_KIND.get(KINDS[place.kind], "silent")
        if shown and kind == "start":  # it still begins the case, and then leaves its trace
            nodes.append((f"{place.id} begins", "start"))
            flows.append((f"{place.id} begun", f"{place.id} begins", place.id))
        nodes.append((place.id, "task" if shown else kind))
        names[place.id] = place.name
        flows.extend(
            (program.flow_ids[flow], place.id, program.places[program.flow_target[flow]].id)
            for flow in place.outs
        )
    return net_of(nodes, flows, names)


class _Between(NamedTuple):
    """A state inside one turn that leaves several traces: what is still to be shown."""

    labels: tuple[int, ...]
    state: Hashable

    def next(self) -> tuple[int | None, Hashable]:
        """The next trace, and where it leads."""
        if len(self.labels) <= 1:
            return (self.labels[0] if self.labels else None, self.state)
        return (self.labels[0], _Between(self.labels[1:], self.state))


class OpenBehaviour:
    """A process played with no data deciding; states are keys that forget instance numbers.

    Attributes:
        labels: ids of the visible elements of the process and of all it calls.
        names: their names.
        initial: the key of a case before its start.
    """

    def __init__(self, standard: Standard, process: str, visible: Collection[str]) -> None:
        self.standard = standard
        self.visible = visible
        shown = [p for p in standard.program.places if is_visible(p, visible)]
        self.labels = tuple(place.id for place in shown)
        self.names = {place.id: place.name for place in shown}
        self._label = {place.index: number for number, place in enumerate(shown)}
        self._event = {
            place.id: number for number, place in enumerate(shown) if place.kind not in _TASKS
        }
        self._states: dict[Hashable, State] = {}
        self.initial: Hashable = self._keep(initial(process))

    def _keep(self, state: State) -> Hashable:
        if len(state.live) + sum(state.tokens.values()) > _MOST_OPEN:
            raise Unbounded
        key = key_of(state)
        self._states.setdefault(key, state)
        return key

    def successors(self, state: Any) -> Iterable[tuple[int | None, Hashable]]:
        """The moves from a state; a label is shown when its element completes or happens."""
        if isinstance(state, _Between):
            return [state.next()]
        before = self._states[state]
        found: dict[tuple[int | None, Hashable], None] = {}
        for step in enabled(self.standard, before, open_=True):
            after = fire(self.standard, before, step, open_=True)
            labels = self._shown(before, step, after.path)
            found[_Between(labels, self._keep(after.state)).next()] = None
        return list(found)

    def state(self, key: Any) -> State:
        """A state that a key stands for."""
        return self._states[key]

    def _shown(self, state: State, step: Step, path: Iterable[Moment]) -> tuple[int, ...]:
        """What a step leaves in a log: the task it completes, and visible events on the way."""
        shown: list[int] = []
        if step.kind == "complete":
            shown.append(self._label.get(state.live[step.target].place, -1))
        elif step.kind == "trigger":
            wait = state.waits[step.target]
            if self.standard.program.places[wait.place].kind in _TASKS:
                shown.append(self._label.get(wait.place, -1))
        shown.extend(self._event[element] for what, element, _ in path
                     if what in _HAPPENED and element in self._event)  # fmt: skip
        return tuple(label for label in shown if label >= 0)

    def is_final(self, state: Any) -> bool:
        """Whether the case has ended, well or by an error that nobody catches."""
        return not isinstance(state, _Between) and (
            self._states[state].status in ("completed", "failed")
        )


def key_of(state: State) -> Hashable:
    """What a state means for what may come next, without instance numbers and history."""
    children: dict[int, list[int]] = {}
    for iid, instance in state.live.items():
        children.setdefault(instance.owner, []).append(iid)
    waits: dict[int, list[tuple[int, int]]] = {}
    for wait in state.waits.values():
        waits.setdefault(wait.host, []).append((wait.place, wait.definition))
    return (state.process, state.status, _key(state, ROOT, children, waits))


def _key(
    state: State,
    iid: int,
    children: Mapping[int, list[int]],
    waits: Mapping[int, list[tuple[int, int]]],
) -> Hashable:
    instance = state.live.get(iid)
    head = (instance.place, instance.phase, repr(instance.data)) if instance else ()
    return (
        head,
        tuple(sorted((_key(state, i, children, waits) for i in children.get(iid, ())), key=repr)),
        tuple(sorted((flow, n) for (at, flow), n in state.tokens.items() if at == iid)),
        tuple(sorted((index, data) for (at, index), data in state.joins.items() if at == iid)),
        tuple(sorted(waits.get(iid, ()))),
        tuple(each.place for each in state.done.get(iid, ())),
    )
