"""Event definitions; those used in several places are written once, at the root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from guiju.standard.bpmn.writing.tree import add, expression, only, text_of
from guiju.standard.model.definitions import (
    Activity,
    Definitions,
    Event,
    EventDefinition,
    MultiInstance,
    Scope,
    SubProcess,
)

_TIMERS = {"date": "timeDate", "duration": "timeDuration", "cycle": "timeCycle"}


def shared(definitions: Definitions) -> dict[str, EventDefinition]:
    """The event definitions that more than one place refers to, or that are named by an id."""
    loops = [task.loop for task in definitions.global_tasks]
    inline: list[EventDefinition] = []
    for process in definitions.processes:
        for node in _nodes(process.body):
            if isinstance(node, Event):
                inline += node.definitions
            elif isinstance(node, Activity):
                loops.append(node.loop)
    named: list[EventDefinition] = []
    for loop in loops:
        if isinstance(loop, MultiInstance):
            named += [one for one in (loop.one_event, loop.none_event) if one is not None]
            inline += [one for behavior in loop.complex for one in behavior.event]
    times = Counter(one.id for one in inline)
    repeated = [one for one in inline if one.id and times[one.id] > 1]
    return {one.id: one for one in (*named, *repeated) if one.id}


def _nodes(scope: Scope) -> Iterator[object]:
    for node in scope.nodes:
        yield node
        if isinstance(node, SubProcess):
            yield from _nodes(node.body)


def causes(
    parent: etree._Element, told: tuple[EventDefinition, ...], at_root: dict[str, EventDefinition]
) -> None:
    """The definitions of one event."""
    for one in told:
        if one.id and one.id in at_root:
            add(parent, "eventDefinitionRef", one.id)
        else:
            cause(parent, one)


def cause(parent: etree._Element, told: EventDefinition) -> None:
    """One event definition."""
    element = add(
        parent,
        told.kind + "EventDefinition",
        id=told.id,
        name=told.link,
        activityRef=told.activity,
        waitForCompletion=only(told.wait_for_completion, True),
        gj_correlation=text_of(told.correlation),
        gj_variable=told.variable,
    )
    if told.ref:
        element.set(told.kind + "Ref", told.ref)
    if told.operation:
        add(element, "operationRef", told.operation)
    if told.kind == "conditional":
        expression(element, "condition", told.expression)
    if told.timer:
        expression(element, _TIMERS[told.timer], told.expression)
