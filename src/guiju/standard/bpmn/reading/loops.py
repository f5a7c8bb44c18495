"""Loops: standard and multi-instance (10.3.8)."""

from __future__ import annotations

from typing import Literal

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, local
from guiju.standard.bpmn.reading.causes import event_definition, event_definitions
from guiju.standard.bpmn.reading.expressions import expression
from guiju.standard.bpmn.reading.extensions import instances
from guiju.standard.bpmn.reading.items import data_item, items
from guiju.standard.model.definitions import (
    ComplexBehavior,
    DataItem,
    EventDefinition,
    Expression,
    MultiInstance,
    StandardLoop,
)

_BEHAVIORS: tuple[Literal["None", "One", "All", "Complex"], ...] = (
    "None", "One", "All", "Complex",
)  # fmt: skip


def loop(file: File, activity: Element) -> StandardLoop | MultiInstance | None:
    """How an activity repeats, None where it does not."""
    standard = activity.first("standardLoopCharacteristics")
    if standard is not None:
        return StandardLoop(
            condition=expression(standard.first("loopCondition")),
            maximum=standard.number("loopMaximum", 1) if standard.get("loopMaximum") else None,
            test_before=standard.flag("testBefore"),
        )
    several = activity.first("multiInstanceLoopCharacteristics")
    return None if several is None else _multi_instance(file, activity, several)


def _multi_instance(file: File, activity: Element, element: Element) -> MultiInstance:
    told = instances(element)
    inward, outward = element.text_of("loopDataInputRef"), element.text_of("loopDataOutputRef")
    item, result = _item(element, "inputDataItem"), _item(element, "outputDataItem")
    collection = told.collection or _variable(_fed_from(file, activity, inward))
    return MultiInstance(
        sequential=element.flag("isSequential"),
        cardinality=expression(element.first("loopCardinality")),
        collection=collection,
        element=told.element or _name(item),
        results=told.results or _brought_to(file, activity, outward),
        result=told.result or _variable(_name(result)),
        completion=expression(element.first("completionCondition")),
        behavior=next((b for b in _BEHAVIORS if b == element.get("behavior")), "All"),
        one_event=_event(file, element, "oneBehaviorEventRef"),
        none_event=_event(file, element, "noneBehaviorEventRef"),
        complex=tuple(
            behavior
            for child in element.all("complexBehaviorDefinition")
            if (behavior := _complex(file, child))
        ),
        input_ref=local(inward) if inward else None,
        output_ref=local(outward) if outward else None,
        element_item=item,
        result_item=result,
    )


def _item(element: Element, tag: str) -> DataItem | None:
    child = element.first(tag)
    return None if child is None else data_item(child)


def _name(item: DataItem | None) -> str | None:
    return (item.name or item.id or None) if item is not None else None


def _variable(name: str | None) -> Expression | None:
    return Expression(name) if name else None


def _fed_from(file: File, activity: Element, ref: str | None) -> str | None:
    """The variable behind loopDataInputRef: what feeds the data input, else itself."""
    if ref is None:
        return None
    for association in activity.all("dataInputAssociation"):
        if local(association.text_of("targetRef") or "") == local(ref):
            source = association.text_of("sourceRef")
            return items(file).get(local(source)) if source else None
    return items(file).get(local(ref))


def _brought_to(file: File, activity: Element, ref: str | None) -> str | None:
    """The variable behind loopDataOutputRef: where the data output goes, else itself."""
    if ref is None:
        return None
    for association in activity.all("dataOutputAssociation"):
        if local(association.text_of("sourceRef") or "") == local(ref):
            return items(file).get(local(association.text_of("targetRef") or ""))
    return items(file).get(local(ref))


def _event(file: File, element: Element, attribute: str) -> EventDefinition | None:
    target = file.follow(element, attribute)
    if target is None or not target.tag.endswith("EventDefinition"):
        return None
    return event_definition(file, target)


def _complex(file: File, element: Element) -> ComplexBehavior | None:
    condition = expression(element.first("condition"))
    if condition is None:
        return None
    event = element.first("event")
    thrown = event_definitions(file, event) if event is not None else ()
    return ComplexBehavior(condition, thrown)
