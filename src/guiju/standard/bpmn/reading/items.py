"""Data: what can hold it, what variable it is, and how it moves (10.4)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args, get_type_hints

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, local
from guiju.standard.bpmn.reading.expressions import expression
from guiju.standard.model.definitions import (
    Assignment,
    DataAssociation,
    DataItem,
    Expression,
    InputOutput,
    IoSet,
)

_KINDS = get_args(get_type_hints(DataItem)["kind"])
# The item of a multi-instance activity is a data input or output in all but its tag.
_ALIASES = {"inputDataItem": "dataInput", "outputDataItem": "dataOutput"}
_TARGETS = {"dataObjectReference": "dataObjectRef", "dataStoreReference": "dataStoreRef"}


def items(file: File) -> Mapping[str, str]:
    """The variable of every item aware element: its name, else its id."""
    names = {
        element.id: element.name or element.id
        for element in file.all(*_KINDS, *_ALIASES)
        if element.id
    }
    for reference in file.all(*_TARGETS):
        target = file.follow(reference, _TARGETS[reference.tag])
        if target is None or not target.id or not reference.id:
            continue
        # Tools that draw only the reference name only the reference.
        if not target.name and reference.name and names[target.id] == target.id:
            names[target.id] = reference.name
        names[reference.id] = names[target.id]
    return MappingProxyType(names)


def data_item(element: Element) -> DataItem:
    """One item aware element."""
    target = element.get(_TARGETS.get(element.tag, ""))
    state = element.first("dataState")
    item = element.get("itemSubjectRef")
    return DataItem(
        id=element.get("id") or "",
        kind=_ALIASES.get(element.tag, element.tag),  # type: ignore[arg-type]
        name=element.name,
        is_collection=element.flag("isCollection"),
        target=local(target) if target else None,
        state=state.name or None if state is not None else None,
        item=local(item) if item else None,
    )


def data_items(element: Element, *tags: str) -> tuple[DataItem, ...]:
    """The item aware children with these tags."""
    return tuple(data_item(child) for child in element.all(*tags))


def input_output(element: Element) -> InputOutput | None:
    """The ioSpecification of an activity or process, or the data an event holds itself."""
    holder = element.first("ioSpecification")
    if holder is None and not element.all("dataInput", "dataOutput", "inputSet", "outputSet"):
        return None
    holder = holder or element
    return InputOutput(
        inputs=data_items(holder, "dataInput"),
        outputs=data_items(holder, "dataOutput"),
        input_sets=tuple(_set(child, "Input") for child in holder.all("inputSet")),
        output_sets=tuple(_set(child, "Output") for child in holder.all("outputSet")),
    )


def _set(element: Element, way: str) -> IoSet:
    return IoSet(
        id=element.get("id"),
        required=refs(element, f"data{way}Refs"),
        optional=refs(element, f"optional{way}Refs"),
        while_executing=refs(element, f"whileExecuting{way}Refs"),
        pairs=refs(element, "outputSetRefs" if way == "Input" else "inputSetRefs"),
        name=element.name,
    )


def refs(element: Element, tag: str) -> tuple[str, ...]:
    """The ids that the children with this tag hold as text."""
    return tuple(local(child.text) for child in element.all(tag) if child.text.strip())


def data_associations(element: Element, tag: str) -> tuple[DataAssociation, ...]:
    """The data associations of an activity or event, in one direction."""
    return tuple(_association(child) for child in element.all(tag))


def _association(element: Element) -> DataAssociation:
    target = element.text_of("targetRef")
    return DataAssociation(
        id=element.get("id"),
        sources=refs(element, "sourceRef"),
        target=local(target) if target else None,
        transformation=expression(element.first("transformation")),
        assignments=tuple(_assignment(child) for child in element.all("assignment")),
    )


def _assignment(element: Element) -> Assignment:
    source = expression(element.first("from")) or Expression("")
    return Assignment(source, element.text_of("to") or "")
