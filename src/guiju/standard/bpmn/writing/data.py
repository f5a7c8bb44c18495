"""Data items, inputs and outputs, associations."""

from __future__ import annotations

from lxml import etree

from guiju.standard.bpmn.writing.tree import add, expression, only
from guiju.standard.model.definitions import DataAssociation, DataItem, InputOutput, IoSet

_TARGETS = {"dataObjectReference": "dataObjectRef", "dataStoreReference": "dataStoreRef"}


def item(parent: etree._Element, told: DataItem, tag: str | None = None) -> None:
    """One item aware element."""
    element = add(
        parent,
        tag or told.kind,
        id=told.id,
        name=told.name,
        itemSubjectRef=told.item,
        isCollection=only(told.is_collection),
    )
    if told.kind in _TARGETS and told.target:
        element.set(_TARGETS[told.kind], told.target)
    if told.state:
        add(element, "dataState", name=told.state)


def input_output(parent: etree._Element, told: InputOutput | None) -> None:
    """ioSpecification of an activity or process."""
    if told is None:
        return
    holder = add(parent, "ioSpecification")
    for one in (*told.inputs, *told.outputs):
        item(holder, one)
    for group in told.input_sets:
        io_set(holder, group, "Input")
    for group in told.output_sets:
        io_set(holder, group, "Output")


def io_set(holder: etree._Element, group: IoSet, way: str) -> None:
    """An inputSet or outputSet."""
    element = add(holder, way.lower() + "Set", id=group.id, name=group.name)
    pairs = "outputSetRefs" if way == "Input" else "inputSetRefs"
    for tag, refs in (
        (f"data{way}Refs", group.required),
        (f"optional{way}Refs", group.optional),
        (f"whileExecuting{way}Refs", group.while_executing),
        (pairs, group.pairs),
    ):
        for ref in refs:
            add(element, tag, ref)


def associations(parent: etree._Element, tag: str, told: tuple[DataAssociation, ...]) -> None:
    """The data associations of one direction."""
    for one in told:
        element = add(parent, tag, id=one.id)
        for ref in one.sources:
            add(element, "sourceRef", ref)
        if one.target:
            add(element, "targetRef", one.target)
        expression(element, "transformation", one.transformation)
        for assignment in one.assignments:
            inner = add(element, "assignment")
            expression(inner, "from", assignment.source)
            add(inner, "to", assignment.target)
