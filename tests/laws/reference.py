"""A slow, plain interpreter of BPMN for the elements of `blocks`: what the engine is held against.

It shares nothing with `guiju.standard`: it walks the XML itself, keeps a tree of open things, and
finds out by looking at everything whether a scope is empty or a join may open. One rule orders what
happens in a turn: tokens walk first come, first served; who throws waits until they all rest; an
inclusive join opens last. Numbers of the sections are those of BPMN 2.0.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lxml import etree

NS = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
TASKS = ("userTask", "serviceTask", "scriptTask", "manualTask")
SCOPES = ("subProcess", "adHocSubProcess")
LATE = ("signalEventDefinition", "errorEventDefinition", "escalationEventDefinition",
        "compensateEventDefinition")  # fmt: skip


def name_of(element: Any) -> str:
    return str(etree.QName(element).localname)


MOST = 2_000
"""Tokens that may walk in one turn; more than that never end."""


class Endless(Exception):
    """A token goes round without any work on its way."""


@dataclass(eq=False)
class Thing:
    """Something open: a task, an event that waits, a scope, a loop, a compensation."""

    element: Any
    owner: Thing | None
    what: str
    inside: list[Thing] = field(default_factory=list)
    resting: list[str] = field(default_factory=list)  # flows whose token waits at a join
    timers: list[tuple[Any, datetime]] = field(default_factory=list)
    done: list[Undoable] = field(default_factory=list)
    round: int = 0
    to_do: list[Any] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.element.get("id"))

    def lineage(self) -> Iterator[Thing]:
        yield self
        if self.owner is not None:
            yield from self.owner.lineage()


@dataclass(eq=False)
class Undoable:
    """A completed activity that could be compensated (10.7)."""

    element: Any
    inner: list[Undoable]


class Reference:
    """One case.

    Attributes:
        status: active or completed.
        variables: of the case.
    """

    def __init__(self, text: bytes, variables: dict[str, Any], now: datetime) -> None:
        root = etree.fromstring(text)
        self.by_id = {each.get("id"): each for each in root.iter() if each.get("id")}
        self.variables = dict(variables)
        self.now = now
        self.serial = 0
        self.status = "active"
        self.walking: list[tuple[Any, str | None, Thing]] = []
        self.throwing: list[tuple[Any, Thing]] = []
        self.hints: list[Thing] = []
        self.root = Thing(root.find(NS + "process"), None, "scope")
        self._open(self.root)
        self._rest()

    # -- what others see ----------------------------------------------------------------------

    def everything(self, below: Thing | None = None) -> Iterator[Thing]:
        for each in (below or self.root).inside:
            yield each
            yield from self.everything(each)

    def work(self) -> Counter[str]:
        """Open tasks by element."""
        return Counter(each.id for each in self.everything() if each.what == "work")

    def due(self) -> Counter[tuple[str, datetime]]:
        """Timers by element and moment."""
        hosts = [self.root, *self.everything()]
        return Counter((event.get("id"), when) for host in hosts for event, when in host.timers)

    # -- what others do -----------------------------------------------------------------------

    def complete(self, element: str, rank: int, values: dict[str, Any]) -> None:
        """Do an open task; `rank` counts those of the same element, the oldest first."""
        found = [each for each in self.everything() if each.what == "work" and each.id == element]
        found.sort(key=lambda each: each.round)
        self.variables.update(values)
        self._finish(found[rank])
        self._rest()

    def fire(self, element: str, when: datetime) -> None:
        """A timer is due."""
        self.now = when if when > self.now else self.now
        for host in [self.root, *self.everything()]:
            for entry in host.timers:
                if entry[0].get("id") == element and entry[1] == when:
                    host.timers.remove(entry)
                    self._happens(entry[0], host)
                    self._rest()
                    return
        raise AssertionError(f"no timer {element} at {when}")

    def begin(self, scope: str, rank: int, element: str) -> None:
        """Begin an activity of an ad-hoc sub-process once more."""
        found = [each for each in self.everything() if each.what == "scope" and each.id == scope]
        found.sort(key=lambda each: each.round)
        self._put(self.by_id[element], None, found[rank])
        self._rest()

    # -- moving -------------------------------------------------------------------------------

    def _rest(self) -> None:
        """Until nothing moves: empty scopes, tokens, throws, inclusive joins."""
        walked = 0
        while self.status == "active":
            empty = self._an_empty_scope()
            if empty is not None:
                self._scope_done(empty)
            elif self.walking:
                walked += 1
                if walked > MOST:
                    raise Endless
                element, flow, scope = self.walking.pop(0)
                self._arrive(element, flow, scope)
            elif self.throwing:
                element, scope = self.throwing.pop(0)
                self._throw(element, scope)
            elif not self._open_a_join():
                return

    def _an_empty_scope(self) -> Thing | None:
        """The scope that lost its last token just now; the innermost first."""
        open_ = {id(self.root), *map(id, self.everything())}
        while self.hints:
            scope = self.hints.pop()
            busy = scope.inside or scope.resting
            busy = busy or any(each[2] is scope for each in self.walking)
            busy = busy or any(each[1] is scope for each in self.throwing)
            if not busy and id(scope) in open_ and scope.what in ("scope", "undoing"):
                return scope
        return None

    def _put(self, element: Any, flow: str | None, scope: Thing) -> None:
        self.walking.append((element, flow, scope))

    def _leave(self, element: Any, scope: Thing, flows: list[Any] | None = None) -> None:
        """A token goes on by each flow, or is gone."""
        flows = self._outs(element) if flows is None else flows
        for flow in flows:
            self._put(self.by_id[flow.get("targetRef")], flow.get("id"), scope)
        if not flows:
            self.hints.append(scope)

    def _outs(self, element: Any) -> list[Any]:
        all_ = element.getparent().findall(NS + "sequenceFlow")
        return [each for each in all_ if each.get("sourceRef") == element.get("id")]

    def _ins(self, element: Any) -> list[Any]:
        all_ = element.getparent().findall(NS + "sequenceFlow")
        return [each for each in all_ if each.get("targetRef") == element.get("id")]

    def _holds(self, flow: Any) -> bool:
        condition = flow.find(NS + "conditionExpression")
        return condition is None or self.variables[condition.text.strip()] is True

    def _open(self, scope: Thing) -> None:
        """Listen for the event sub-processes of a scope, and begin at its start events."""
        for each in scope.element.findall(NS + "subProcess"):
            if each.get("triggeredByEvent") == "true":
                self._listen(each.find(NS + "startEvent"), scope)
        for each in scope.element.findall(NS + "startEvent"):
            self._put(each, None, scope)

    def _listen(self, event: Any, host: Thing) -> None:
        text = event.findtext(f"{NS}timerEventDefinition/{NS}timeDuration")
        if text is not None:
            host.timers.append((event, self.now + duration(text)))

    # -- arriving -----------------------------------------------------------------------------

    def _arrive(self, element: Any, flow: str | None, scope: Thing) -> None:
        kind = name_of(element)
        if kind in TASKS or kind in SCOPES:
            self._begin(element, scope)
        elif kind in ("intermediateCatchEvent", "eventBasedGateway"):
            waiting = self._new(element, scope, "wait")
            events = [element]
            if kind == "eventBasedGateway":
                events = [self.by_id[each.get("targetRef")] for each in self._outs(element)]
            for each in events:
                self._listen(each, waiting)
        elif kind in ("intermediateThrowEvent", "endEvent"):
            if any(element.find(NS + each) is not None for each in LATE):
                self.throwing.append((element, scope))
            elif element.find(NS + "terminateEventDefinition") is not None:
                self._terminate(scope)
            else:
                self._leave(element, scope)
        elif kind == "parallelGateway" and len(self._ins(element)) > 1:
            self._join_all(element, flow, scope)
        elif kind == "inclusiveGateway" and len(self._ins(element)) > 1:
            scope.resting.append(str(flow))
        elif kind == "exclusiveGateway":
            self._leave(element, scope, self._chosen(element)[:1])
        elif kind == "inclusiveGateway":
            self._leave(element, scope, self._chosen(element))
        else:
            self._leave(element, scope)

    def _chosen(self, element: Any) -> list[Any]:
        """Flows whose condition holds, else the default."""
        default = element.get("default")
        outs = self._outs(element)
        chosen = [each for each in outs if each.get("id") != default and self._holds(each)]
        return chosen or [each for each in outs if each.get("id") == default]

    def _join_all(self, element: Any, flow: str | None, scope: Thing) -> None:
        scope.resting.append(str(flow))
        wanted = [each.get("id") for each in self._ins(element)]
        if all(each in scope.resting for each in wanted):
            for each in wanted:
                scope.resting.remove(each)
            self._leave(element, scope)

    def _open_a_join(self) -> bool:
        """Open an inclusive join that no other token can reach (13.4.3)."""
        for scope in [self.root, *self.everything()]:
            for element in scope.element.findall(NS + "inclusiveGateway"):
                ins = [each.get("id") for each in self._ins(element)]
                held = [each for each in ins if each in scope.resting]
                if len(ins) > 1 and held and not self._more_may_come(element, ins, held, scope):
                    for each in held:
                        scope.resting.remove(each)
                    self._leave(element, scope)
                    return True
        return False

    def _more_may_come(self, join: Any, ins: list[str], held: list[str], scope: Thing) -> bool:
        """Whether a token elsewhere in the scope has a way to an input without a token, and none
        to one that has a token."""
        elsewhere = [each.element for each in scope.inside]
        elsewhere += [
            self.by_id[self.by_id[each].get("targetRef")]
            for each in scope.resting
            if each not in ins
        ]
        for element in elsewhere:
            reached = self._reached(element, join)
            if reached & (set(ins) - set(held)) and not reached & set(held):
                return True
        return False

    def _reached(self, element: Any, join: Any) -> set[str]:
        """Flows that a token at an element can still take, never through the join."""
        reached: set[str] = set()
        agenda = [element]
        if name_of(element) in (*TASKS, *SCOPES):
            agenda += self._borders(element)
        while agenda:
            for flow in self._outs(agenda.pop()):
                if flow.get("id") not in reached:
                    reached.add(flow.get("id"))
                    target = self.by_id[flow.get("targetRef")]
                    if target is not join:
                        agenda += [target, *self._borders(target)]
        return reached

    def _borders(self, element: Any) -> list[Any]:
        all_ = element.getparent().findall(NS + "boundaryEvent")
        return [each for each in all_ if each.get("attachedToRef") == element.get("id")]

    # -- activities ---------------------------------------------------------------------------

    def _new(self, element: Any, owner: Thing, what: str) -> Thing:
        self.serial += 1
        made = Thing(element, owner, what, round=self.serial)
        owner.inside.append(made)
        return made

    def _begin(self, element: Any, scope: Thing) -> None:
        many = element.find(NS + "multiInstanceLoopCharacteristics")
        once_more = element.find(NS + "standardLoopCharacteristics")
        if many is None and once_more is None:
            self._one(element, scope)
            return
        loop = self._new(element, scope, "loop")
        self._watch(loop)
        if many is None:
            self._one(element, loop)
            return
        count = int(many.findtext(NS + "loopCardinality"))
        loop.to_do = [None] * count
        if count == 0:
            self._complete(loop)
        for _ in range(min(count, 1) if many.get("isSequential") == "true" else count):
            loop.to_do.pop()
            self._one(element, loop)

    def _watch(self, activity: Thing) -> None:
        for each in self._borders(activity.element):
            self._listen(each, activity)

    def _one(self, element: Any, owner: Thing) -> None:
        kind = name_of(element)
        made = self._new(element, owner, "scope" if kind in SCOPES else "work")
        if owner.what != "loop":
            self._watch(made)
        if kind == "manualTask":
            self._finish(made)
        elif kind == "scriptTask" and element.get("scriptFormat") == "feel":
            self.variables |= {"v0": self.variables["v1"], "total": 2}
            self._finish(made)
        elif kind == "adHocSubProcess":
            tasks = element.findall(NS + "userTask")
            if element.get("ordering") == "Sequential":
                tasks, made.to_do = tasks[:1], tasks[1:]
            for each in tasks:
                self._put(each, None, made)
        elif kind == "subProcess":
            self._open(made)

    def _finish(self, activity: Thing) -> None:
        """One instance of an activity has done its work."""
        owner = activity.owner
        assert owner is not None
        if owner.what != "loop":
            self._complete(activity)
            return
        owner.done += self._records(activity)
        owner.inside.remove(activity)
        many = owner.element.find(NS + "multiInstanceLoopCharacteristics")
        if many is not None:
            if owner.to_do and many.get("isSequential") == "true":
                owner.to_do.pop()
                self._one(owner.element, owner)
            elif not owner.inside and not owner.to_do:
                self._complete(owner)
            return
        owner.to_do.append(None)
        loop = owner.element.find(NS + "standardLoopCharacteristics")
        again = len(owner.to_do) < int(loop.get("loopMaximum"))
        if again and self.variables[loop.findtext(NS + "loopCondition").strip()]:
            self._one(owner.element, owner)
        else:
            self._complete(owner)

    def _records(self, activity: Thing) -> list[Undoable]:
        """What is remembered of a completed activity: itself, or what its inside left."""
        handled = any(
            each.find(NS + "compensateEventDefinition") is not None
            for each in self._borders(activity.element)
        )
        if activity.what == "loop":
            return list(activity.done)
        return [Undoable(activity.element, activity.done)] if handled or activity.done else []

    def _complete(self, activity: Thing) -> None:
        scope = activity.owner
        assert scope is not None
        scope.done += self._records(activity)
        scope.inside.remove(activity)
        if activity.element.get("isForCompensation") == "true":
            self.hints.append(scope)
        else:
            self._leave(activity.element, scope)

    def _scope_done(self, scope: Thing) -> None:
        if scope is self.root:
            self.status = "completed"
            self.root.timers.clear()
        elif scope.what == "undoing":
            self._undo_next(scope)
        elif scope.to_do and name_of(scope.element) == "adHocSubProcess":
            self._put(scope.to_do.pop(0), None, scope)
        elif scope.element.get("triggeredByEvent") == "true":
            assert scope.owner is not None
            scope.owner.done += self._records(scope)
            scope.owner.inside.remove(scope)
            self.hints.append(scope.owner)
        else:
            self._finish(scope)

    # -- events -------------------------------------------------------------------------------

    def _happens(self, event: Any, host: Thing) -> None:
        """An event that was waited for."""
        kind = name_of(event)
        if kind == "boundaryEvent":
            self._at_border(event, host)
        elif kind == "startEvent":
            self._event_sub(event, host)
        else:
            assert host.owner is not None
            host.owner.inside.remove(host)
            self._leave(event, host.owner)

    def _at_border(self, event: Any, host: Thing) -> None:
        assert host.owner is not None
        if event.get("cancelActivity") != "false":
            self._clear(host)
            host.owner.inside.remove(host)
        self._leave(event, host.owner)

    def _event_sub(self, event: Any, scope: Thing) -> None:
        if event.get("isInterrupting") != "false":
            self._clear(scope)
            scope.timers = [each for each in scope.timers if name_of(each[0]) != "startEvent"]
        self._put(event, None, self._new(event.getparent(), scope, "scope"))

    def _clear(self, scope: Thing) -> None:
        """End everything inside."""
        gone = [scope, *self.everything(scope)]
        self.walking = [each for each in self.walking if each[2] not in gone]
        self.throwing = [each for each in self.throwing if each[1] not in gone]
        scope.inside.clear()
        scope.resting.clear()

    def _terminate(self, scope: Thing) -> None:
        self._clear(scope)
        scope.timers = [each for each in scope.timers if name_of(each[0]) != "startEvent"]
        self.hints.append(scope)

    def _throw(self, element: Any, scope: Thing) -> None:
        if element.find(NS + "compensateEventDefinition") is not None:
            if not self._compensate(element, scope):
                self._leave(element, scope)
            return
        for kind in ("errorEventDefinition", "escalationEventDefinition"):
            if element.find(NS + kind) is not None:
                caught = self._caught(kind, scope)
                if caught is None:
                    assert kind.startswith("escalation"), "an error without a catcher"
                else:
                    self._at_border(*caught)
        if scope is self.root or scope in self.everything():
            self._leave(element, scope)

    def _caught(self, kind: str, scope: Thing) -> tuple[Any, Thing] | None:
        """The innermost border that catches what is thrown in a scope (10.5.6)."""
        for each in scope.lineage():
            if each.what == "undoing" or (each.owner is not None and each.owner.what == "loop"):
                continue
            for event in self._borders(each.element) if each is not self.root else ():
                if event.find(NS + kind) is not None:
                    return event, each
        return None

    # -- compensation -------------------------------------------------------------------------

    def _compensate(self, element: Any, scope: Thing) -> bool:
        """Undo what the scope has completed, the last first; False: there is nothing."""
        home = scope
        while not home.done and home.element.get("triggeredByEvent") == "true":
            assert home.owner is not None
            home = home.owner
        if not home.done:
            return False
        undoing = self._new(element, scope, "undoing")
        undoing.to_do = home.done[::-1]
        home.done = []
        self._undo_next(undoing)
        return True

    def _undo_next(self, undoing: Thing) -> None:
        while undoing.to_do:
            record = undoing.to_do.pop(0)
            handler = self._handler(record.element)
            if handler is not None:
                self._one(handler, undoing)
                return
            undoing.to_do = record.inner[::-1] + undoing.to_do
        assert undoing.owner is not None
        undoing.owner.inside.remove(undoing)
        self._leave(undoing.element, undoing.owner)

    def _handler(self, element: Any) -> Any:
        for border in self._borders(element):
            for each in element.getparent().findall(NS + "association"):
                if each.get("sourceRef") == border.get("id"):
                    return self.by_id[each.get("targetRef")]
        return None


def duration(text: str) -> timedelta:
    """PT2H, PT90M."""
    number, unit = int(text.strip()[2:-1]), text.strip()[-1]
    return timedelta(hours=number) if unit == "H" else timedelta(minutes=number)
