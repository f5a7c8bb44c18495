"""Data: items, inputs and outputs, associations (10.4)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, drawing, local
from guiju.standard.bpmn.tags import ACTIVITIES, CATCHING, SUB_PROCESSES, THROWING
from guiju.standard.model.problem import Problem

_ITEMS = (
    "dataObject", "dataInput", "dataOutput", "inputDataItem", "outputDataItem",
)  # fmt: skip


def collection_mismatch(file: File) -> Iterator[Problem]:
    """isCollection agrees with the item definition's (Tables 10.52, 10.60, 10.61)."""
    for item in file.all(*_ITEMS):
        definition = file.follow(item, "itemSubjectRef")
        if definition is None or definition.tag != "itemDefinition":
            continue
        if item.flag("isCollection") != definition.flag("isCollection"):
            yield wrong(
                "collection-mismatch",
                item,
                "isCollection must be the same as that of the item definition {definition}.",
                definition=definition.id,
            )


def state_and_subject(file: File) -> Iterator[Problem]:
    """Data objects have no state, references to them no item definition (10.4.1)."""
    for item in file.all("dataObject"):
        if item.first("dataState") is not None:
            yield wrong(
                "data-object-with-state",
                item,
                "A data object must have no state; its references have.",
            )
    for item in file.all("dataObjectReference"):
        if item.get("itemSubjectRef"):
            yield wrong(
                "reference-with-item-definition",
                item,
                "A data object reference must have no itemSubjectRef; its data object has.",
            )
        if not item.get("dataObjectRef"):
            yield wrong(
                "reference-without-data-object",
                item,
                "A data object reference must name its data object.",
            )


def data_object_scope(file: File) -> Iterator[Problem]:
    """A reference sees the data objects of the scopes around it (10.4.1)."""
    for item in file.all("dataObjectReference"):
        target = file.follow(item, "dataObjectRef")
        if target is None or target.tag != "dataObject":
            continue
        if target.parent not in list(item.up()):
            yield wrong(
                "data-out-of-scope",
                item,
                "Data must lie in a scope around what uses it; {item} does not.",
                item=target.id,
            )


def sub_process_io(file: File) -> Iterator[Problem]:
    """Sub-processes have no data inputs and outputs of their own (10.4.1)."""
    for scope in file.all(*SUB_PROCESSES):
        if scope.first("ioSpecification") is not None:
            yield wrong(
                "sub-process-with-io",
                scope,
                "A sub-process must have no ioSpecification: it sees the data around it.",
            )


def sets(file: File) -> Iterator[Problem]:
    """Sets hold the inputs or outputs of their own element, and each is in a set (10.4.1)."""
    for way in ("input", "output"):
        tag, big = "data" + way.capitalize(), way.capitalize()
        for holder in _holders(file, way):
            own = {item.id for item in holder.all(tag)}
            used: set[str] = set()
            for group in holder.all(way + "Set"):
                listed = _refs(group, f"data{big}Refs")
                used |= listed
                yield from _foreign(group, own, listed)
                for kind in ("optional", "whileExecuting"):
                    yield from _subset(group, listed, _refs(group, f"{kind}{big}Refs"))
            for item in holder.all(tag):
                if holder.first(way + "Set") is not None and item.id and item.id not in used:
                    yield wrong(
                        "data-in-no-set",
                        item,
                        "A {tag} must be in one {set} or more.",
                        set=way + "Set",
                    )


def _holders(file: File, way: str) -> list[Element]:
    events = CATCHING if way == "output" else (*THROWING, "event")
    return [*file.all("ioSpecification"), *file.all(*events)]


def _refs(group: Element, tag: str) -> set[str]:
    return {local(child.text) for child in group.all(tag)}


def _foreign(group: Element, own: set[str | None], listed: set[str]) -> Iterator[Problem]:
    for name in sorted(listed - own):
        yield wrong(
            "set-with-foreign-data",
            group,
            "An {tag} must hold data of its own element; {item} is none.",
            item=name,
        )


def _subset(group: Element, listed: set[str], part: set[str]) -> Iterator[Problem]:
    for name in sorted(part - listed):
        yield wrong(
            "set-without-its-part",
            group,
            "What is optional or comes while executing must be in the {tag} itself; {item} is not.",
            item=name,
        )


def paired_sets(file: File) -> Iterator[Problem]:
    """outputSetRefs and inputSetRefs name each other (Tables 10.62 and 10.63)."""
    for tag, other in (("inputSet", "outputSet"), ("outputSet", "inputSet")):
        for group in file.all(tag):
            for ref in group.all(other + "Refs"):
                target = file.find(ref.text)
                if target is None or target.tag != other:
                    continue
                if group.id not in _refs(target, tag + "Refs"):
                    yield wrong(
                        "sets-not-paired",
                        group,
                        "{other} must name {set} too: the two lists are paired.",
                        other=target.id,
                        set=group.id,
                    )


def association_ends(file: File) -> Iterator[Problem]:
    """Data flows from the scope into an element, or out of it (10.4.2)."""
    for association in file.all("dataInputAssociation", "dataOutputAssociation"):
        owner = association.parent
        if owner is None:
            continue
        inward = association.tag == "dataInputAssociation"
        sources = [file.find(ref.text) for ref in association.all("sourceRef")]
        target = file.find(association.text_of("targetRef"))
        for near in [target] if inward else sources:
            opposite = ("dataOutput" if inward else "dataInput") == getattr(near, "tag", None)
            if near is not None and (opposite or owner not in list(near.up())):
                yield wrong(
                    "data-of-other-element",
                    association,
                    "The {end} of a {tag} must be data of {owner}; {item} is not.",
                    end="target" if inward else "source",
                    owner=owner.id,
                    item=near.id,
                )
        for far in sources if inward else [target]:
            if far is not None and not _visible(far, owner):
                yield wrong(
                    "data-out-of-scope",
                    association,
                    "Data must lie in a scope around what uses it; {item} does not.",
                    item=far.id,
                )


def _visible(item: Element, owner: Element) -> bool:
    """Data of the owner itself, or of a scope around it; stores are seen everywhere."""
    if item.tag in ("dataStore", "dataStoreReference"):
        return True
    holder = item.inside("process", *ACTIVITIES, *CATCHING, *THROWING)
    return holder is owner or holder in list(owner.up())


def association_direction(file: File) -> Iterator[Problem]:
    """Nothing is written to a process's inputs, nor read from its outputs (10.4.1)."""
    for process in file.all("process"):
        io = process.first("ioSpecification")
        if io is None:
            continue
        inputs = {item.id for item in io.all("dataInput")}
        outputs = {item.id for item in io.all("dataOutput")}
        for association in process.walk():
            if association.tag == "dataInputAssociation":
                used = _refs(association, "sourceRef") & outputs
            elif association.tag == "dataOutputAssociation":
                used = _refs(association, "targetRef") & inputs
            else:
                continue
            for name in sorted(filter(None, used)):
                yield wrong(
                    "data-against-direction",
                    association,
                    "A data input of a process must not be written, an output not be read: {item}.",
                    item=name,
                )


def several_sources(file: File) -> Iterator[Problem]:
    """Several sources need a transformation that makes one value of them (10.4.2)."""
    for association in file.all("dataInputAssociation", "dataOutputAssociation"):
        made = association.first("transformation", "assignment") is not None
        if len(association.all("sourceRef")) > 1 and not made:
            yield wrong(
                "sources-without-transformation",
                association,
                "A data association with several sources must have a transformation.",
            )


def association_types(file: File) -> Iterator[Problem]:
    """Without a transformation both ends have the same item definition (10.4.2)."""
    for association in file.all("dataInputAssociation", "dataOutputAssociation"):
        if association.first("transformation", "assignment") is not None:
            continue
        source = file.find(association.text_of("sourceRef"))
        target = file.find(association.text_of("targetRef"))
        subjects = [_subject(file, end) for end in (source, target)]
        if all(subjects) and subjects[0] != subjects[1]:
            yield wrong(
                "data-of-other-type",
                association,
                "Without a transformation both ends must have the same item definition; they have "
                "{first} and {second}.",
                first=subjects[0],
                second=subjects[1],
            )


def _subject(file: File, item: Element | None) -> str | None:
    if item is None:
        return None
    target = file.follow(item, "dataObjectRef") or file.follow(item, "dataStoreRef") or item
    ref = target.get("itemSubjectRef")
    return local(ref) if ref else None


def task_io(file: File) -> Iterator[Problem]:
    """Send tasks take in one message, receive tasks give out one (10.3.3)."""
    limits = {
        "sendTask": (("inputSet", 1), ("dataInput", 1)),
        "receiveTask": (("outputSet", 1), ("dataOutput", 1)),
    }
    for task in file.all(*limits):
        io = task.first("ioSpecification")
        for tag, most in limits[task.tag]:
            if io is not None and len(io.all(tag)) > most:
                yield _too_many(task, tag, most)
    for task in file.all("serviceTask"):
        io = task.first("ioSpecification")
        if io is None or file.follow(task, "operationRef") is None:
            continue
        for tag in ("inputSet", "outputSet", "dataInput", "dataOutput"):
            if len(io.all(tag)) > 1:
                yield _too_many(task, tag, 1)


def _too_many(task: Element, tag: str, most: int) -> Problem:
    return wrong(
        "too-much-data-for-message",
        task,
        "A {tag} must have at most {most} {child}, for its message.",
        most=most,
        child=tag,
    )


def message_types(file: File) -> Iterator[Problem]:
    """The data of a send or receive task is what its message carries (10.3.3)."""
    for task, tag in (
        *((task, "dataInput") for task in file.all("sendTask")),
        *((task, "dataOutput") for task in file.all("receiveTask")),
    ):
        io, message = task.first("ioSpecification"), file.follow(task, "messageRef")
        data = io.first(tag) if io is not None else None
        if data is None or message is None:
            continue
        yield from _same_type(task, data, message)


def event_data(file: File) -> Iterator[Problem]:
    """An event holds one item of data, if any, for each of its definitions (10.5.1)."""
    for event in file.all(*CATCHING, *THROWING):
        for tag in ("dataInput", "dataOutput"):
            found, causes = len(event.all(tag)), len(file.causes(event))
            if found > max(1, causes):
                yield wrong(
                    "too-much-data-for-event",
                    event,
                    "An event must have at most one {child} for each event definition.",
                    child=tag,
                )
            elif 0 < found < causes:
                yield wrong(
                    "too-little-data-for-event",
                    event,
                    "An event with several event definitions and a {child} must have one for each; "
                    "it has {found} for {causes}.",
                    child=tag,
                    found=found,
                    causes=causes,
                )


def call_data(file: File) -> Iterator[Problem]:
    """The data of a call activity is exactly that of what it calls (10.3.6)."""
    for call in file.all("callActivity"):
        target = file.follow(call, "calledElement")
        if target is None or drawing(file, call):
            continue
        mine, theirs = call.first("ioSpecification"), target.first("ioSpecification")
        for tag in ("dataInput", "dataOutput", "inputSet", "outputSet"):
            found = len(mine.all(tag)) if mine is not None else 0
            wanted = len(theirs.all(tag)) if theirs is not None else 0
            if tag.endswith("Set") and (mine is None or theirs is None):
                continue
            if found != wanted:
                yield wrong(
                    "call-with-other-data",
                    call,
                    "A call activity must have the data of what it calls: {expected} {child}; it "
                    "has {found}.",
                    expected=wanted,
                    child=tag,
                    found=found,
                )


def call_types(file: File) -> Iterator[Problem]:
    """The data of a call activity has the types of that of what it calls (10.3.6)."""
    for call in file.all("callActivity"):
        target = file.follow(call, "calledElement")
        mine = call.first("ioSpecification")
        theirs = target.first("ioSpecification") if target is not None else None
        if mine is None or theirs is None:
            continue
        for tag in ("dataInput", "dataOutput"):
            for one, other in zip(mine.all(tag), theirs.all(tag), strict=False):
                types = one.get("itemSubjectRef"), other.get("itemSubjectRef")
                if types[0] and types[1] and local(types[0]) != local(types[1]):
                    yield wrong(
                        "call-with-other-data-type",
                        call,
                        "The item definition of {data} must be that of {other}, {expected}; it was "
                        "{found}.",
                        data=one.id,
                        other=other.id,
                        expected=types[1],
                        found=types[0],
                    )


def service_data(file: File) -> Iterator[Problem]:
    """A service task takes in the message of its operation and gives out the answer (10.3.3)."""
    pairs = (("dataInput", "inMessageRef"), ("dataOutput", "outMessageRef"))
    for task in file.all("serviceTask"):
        io, operation = task.first("ioSpecification"), file.follow(task, "operationRef")
        if io is None or operation is None:
            continue
        for tag, ref in pairs:
            message, data = file.find(operation.text_of(ref)), io.first(tag)
            if message is not None and data is None:
                yield wrong(
                    "too-little-data-for-message",
                    task,
                    "A {tag} must have a {child} for the message {message} of its operation.",
                    child=tag,
                    message=message.id,
                )
            elif message is not None and data is not None:
                yield from _same_type(task, data, message)


def _same_type(task: Element, data: Element, message: Element) -> Iterator[Problem]:
    carried, held = message.get("itemRef"), data.get("itemSubjectRef")
    if carried and held and local(carried) != local(held):
        yield wrong(
            "message-of-other-type",
            task,
            "The item definition of {data} must be that of the message, {expected}; it was "
            "{found}.",
            data=data.id,
            expected=carried,
            found=held,
        )


def bindings(file: File) -> Iterator[Problem]:
    """An ioBinding joins the element's own data with an operation it supports (Table 10.59)."""
    for binding in file.all("ioBinding"):
        owner, operation = binding.parent, file.follow(binding, "operationRef")
        if owner is None:
            continue
        supported = [file.find(ref.text) for ref in owner.all("supportedInterfaceRef")]
        if operation is not None and operation.parent not in supported:
            yield wrong(
                "operation-not-supported",
                owner,
                "The operation {operation} must be one of a supported interface.",
                operation=operation.id,
            )
        for name in ("inputDataRef", "outputDataRef"):
            data = file.follow(binding, name)
            if data is not None and owner not in list(data.up()):
                yield wrong(
                    "data-of-other-element",
                    binding,
                    "The {end} of a {tag} must be data of {owner}; {item} is not.",
                    end=name,
                    owner=owner.id,
                    item=data.id,
                )


RULES = (
    collection_mismatch,
    state_and_subject,
    data_object_scope,
    sub_process_io,
    sets,
    paired_sets,
    association_ends,
    association_direction,
    several_sources,
    association_types,
    task_io,
    message_types,
    event_data,
    call_data,
    call_types,
    service_data,
    bindings,
)
