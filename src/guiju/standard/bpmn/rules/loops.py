"""Loops: standard ones and several instances (10.3.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element, whole_number
from guiju.standard.bpmn.file import File
from guiju.standard.bpmn.namespaces import ZEEBE
from guiju.standard.bpmn.tags import SUB_PROCESSES
from guiju.standard.model.problem import Problem

# A number, text, truth or time that stands for itself in FEEL.
_CONSTANT = re.compile(r"-?\d+(\.\d+)?|\"[^\"]*\"|true|false|null")


def loop_maximum(file: File) -> Iterator[Problem]:
    """A loop's maximum is not negative (Table 10.28)."""
    for loop in file.all("standardLoopCharacteristics"):
        if whole_number(loop.get("loopMaximum"), 1) < 1:
            yield wrong(
                "loop-maximum-below-one",
                loop,
                "loopMaximum must be 1 or more; it was {found}.",
                found=loop.get("loopMaximum"),
            )


def multi_instance_count(file: File) -> Iterator[Problem]:
    """Either loopCardinality or loopDataInputRef tells how many instances there are (10.3.8)."""
    for loop in file.all("multiInstanceLoopCharacteristics"):
        cardinality, data = loop.first("loopCardinality"), loop.first("loopDataInputRef")
        if cardinality is None and data is None and not _told_by_extension(loop):
            yield wrong(
                "multi-instance-without-count",
                loop,
                "A multi-instance activity must have loopCardinality or loopDataInputRef.",
            )
        if cardinality is not None and data is not None:
            yield wrong(
                "multi-instance-counted-twice",
                loop,
                "A multi-instance activity must have either loopCardinality or loopDataInputRef; "
                "it has both.",
            )


def _told_by_extension(loop: Element) -> bool:
    holder = loop.first("extensionElements")
    if holder is not None and holder.first("{" + ZEEBE + "}loopCharacteristics") is not None:
        return True
    return any(name.startswith("{") and name.endswith("}collection") for name in loop.attributes)


def cardinality(file: File) -> Iterator[Problem]:
    """loopCardinality gives a whole number, none below zero (Table 10.29)."""
    for element in file.all("loopCardinality"):
        text = element.text.strip().removeprefix("=").strip()
        if _CONSTANT.fullmatch(text) and not text.isdigit():
            yield wrong(
                "cardinality-not-whole",
                element,
                "loopCardinality must be a whole number of 0 or more; it was {found}.",
                found=text,
            )


def loop_collection(file: File) -> Iterator[Problem]:
    """What a multi-instance activity goes through is a collection (10.3.8)."""
    for loop in file.all("multiInstanceLoopCharacteristics"):
        data = file.find(loop.text_of("loopDataInputRef"))
        if data is None or file.vendor:
            continue
        held = file.follow(data, "dataObjectRef") or data
        definition = file.follow(held, "itemSubjectRef")
        if not (held.flag("isCollection") or (definition and definition.flag("isCollection"))):
            yield wrong(
                "loop-data-not-collection",
                loop,
                "What is looped over must have isCollection true; {data} has not.",
                data=data.id,
            )


def multi_instance_behavior(file: File) -> Iterator[Problem]:
    """One and None name the event they throw, Complex describes it (Table 10.30)."""
    for loop in file.all("multiInstanceLoopCharacteristics"):
        behavior = loop.get("behavior") or "All"
        for word, name in (("One", "oneBehaviorEventRef"), ("None", "noneBehaviorEventRef")):
            if behavior == word and not loop.get(name):
                yield wrong(
                    "behavior-without-event",
                    loop,
                    "With behavior {behavior} a multi-instance activity must have {attribute}.",
                    behavior=behavior,
                    attribute=name,
                )
        if behavior == "Complex" and not loop.all("complexBehaviorDefinition"):
            yield wrong(
                "behavior-without-definition",
                loop,
                "With behavior Complex a multi-instance activity must have a "
                "complexBehaviorDefinition.",
            )
        if behavior != "Complex" and loop.all("complexBehaviorDefinition"):
            yield doubtful(
                "behavior-definition-unused",
                loop,
                "A complexBehaviorDefinition has a meaning only with behavior Complex.",
            )


def multi_instance_data(file: File) -> Iterator[Problem]:
    """What is looped over is the task's own data input, or data its sub-process sees (10.3.8)."""
    pairs = (("loopDataInputRef", "dataInput"), ("loopDataOutputRef", "dataOutput"))
    for loop in file.all("multiInstanceLoopCharacteristics"):
        activity = loop.parent
        for tag, kind in pairs:
            target = file.find(loop.text_of(tag))
            if activity is None or target is None or file.vendor:
                continue
            if activity.tag in SUB_PROCESSES:
                fits = target.tag not in ("dataInput", "dataOutput") or _of_a_process(target)
            else:
                fits = target.tag == kind and activity in list(target.up())
            if not fits:
                yield wrong(
                    "loop-data-of-other-element",
                    loop,
                    "{tag} must name a {expected} of its own activity, or data that its "
                    "sub-process sees; {found} is none.",
                    tag=tag,
                    expected=kind,
                    found=target.id,
                )


def _of_a_process(data: Element) -> bool:
    io = data.parent
    return io is not None and io.parent is not None and io.parent.tag == "process"


def item_of_collection(file: File) -> Iterator[Problem]:
    """Each instance works on one item of the collection (Table 10.29)."""
    pairs = (("inputDataItem", "loopDataInputRef"), ("outputDataItem", "loopDataOutputRef"))
    for loop in file.all("multiInstanceLoopCharacteristics"):
        for tag, ref in pairs:
            one, many = loop.first(tag), file.find(loop.text_of(ref))
            if one is None:
                continue
            single = file.follow(one, "itemSubjectRef")
            held = file.follow(many, "dataObjectRef") or many if many is not None else None
            several = file.follow(held, "itemSubjectRef") if held is not None else None
            if one.flag("isCollection") or not _same_structure(single, several):
                yield wrong(
                    "loop-item-of-other-type",
                    loop,
                    "The {tag} must be one item of the collection that {ref} names.",
                    tag=tag,
                    ref=ref,
                )


def _same_structure(one: Element | None, many: Element | None) -> bool:
    if one is None:
        return True
    if one.flag("isCollection"):
        return False
    if many is None:
        return True
    structures = one.get("structureRef"), many.get("structureRef")
    return None in structures or structures[0] == structures[1]


RULES = (
    loop_maximum,
    multi_instance_count,
    cardinality,
    loop_collection,
    multi_instance_behavior,
    multi_instance_data,
    item_of_collection,
)
