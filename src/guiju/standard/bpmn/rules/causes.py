"""Event definitions: what each must say to be run (10.5.5)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, place, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, drawing, executable, local
from guiju.standard.bpmn.iso8601 import looks_like_time, readable
from guiju.standard.bpmn.namespaces import CAMUNDA, ZEEBE
from guiju.standard.bpmn.tags import EVENTS
from guiju.standard.model.problem import Problem

_FORMS = {"timeDate": "date", "timeDuration": "duration", "timeCycle": "cycle"}
_JOBS = ("type", "class", "expression", "delegateExpression", "topic")


def timer_forms(file: File) -> Iterator[Problem]:
    """A timer has one of date, duration and cycle (Table 10.101)."""
    for cause in file.all("timerEventDefinition"):
        forms = cause.all(*_FORMS)
        if len(forms) > 1:
            yield wrong(
                "timer-with-several-times",
                cause,
                "A timer must have one of timeDate, timeDuration and timeCycle; it has {found}.",
                found=", ".join(form.tag for form in forms),
            )
        if not forms:
            say = doubtful if drawing(file, cause) else wrong
            yield say(
                "timer-without-time",
                cause,
                "A timer must have one of timeDate, timeDuration and timeCycle.",
            )


def timer_readable(file: File) -> Iterator[Problem]:
    """What is written as a time must be one of ISO 8601 (Table 10.101)."""
    for form in file.all(*_FORMS):
        text = form.text.strip()
        if looks_like_time(text) and not readable(_FORMS[form.tag], text):
            yield wrong(
                "timer-unreadable",
                form,
                "A {tag} must be a {expected} of ISO 8601; it was {found!r}.",
                expected=_FORMS[form.tag],
                found=text,
            )


def named_thing(file: File) -> Iterator[Problem]:
    """In an executable process a message or signal event says which one (10.5.5)."""
    for event in file.all(*EVENTS, "event"):
        for cause in file.causes(event):
            if not executable(event):
                continue
            if cause.tag == "messageEventDefinition" and _message_missing(file, event, cause):
                yield wrong("message-missing", event, "A message event must name its message.")
            if cause.tag == "signalEventDefinition" and not cause.get("signalRef"):
                yield wrong("signal-missing", event, "A signal event must name its signal.")


def _message_missing(file: File, event: Element, cause: Element) -> bool:
    if cause.get("messageRef") or cause.first("operationRef") is not None:
        return False
    return not _has_job(cause) and not _has_job(event)


def _has_job(element: Element) -> bool:
    """A worker may throw the message by extension, and then knows itself what it sends."""
    if any("{" + uri + "}" + name in element.attributes for uri in CAMUNDA for name in _JOBS):
        return True
    holder = element.first("extensionElements")
    return holder is not None and holder.first("{" + ZEEBE + "}taskDefinition") is not None


def operation_missing(file: File) -> Iterator[Problem]:
    """In an executable process a message event names its operation (Table 10.93).

    Few files define operations at all: where none is defined, none can be missing.
    """
    if not file.all("operation"):
        return
    for event in file.all(*EVENTS):
        for cause in file.causes(event):
            if cause.tag != "messageEventDefinition" or not executable(event) or file.vendor:
                continue
            if cause.first("operationRef") is None:
                yield wrong("operation-missing", event, "A message event must name its operation.")


def code_missing(file: File) -> Iterator[Problem]:
    """What is thrown has a code (Tables 8.41 and 8.42: MUST be supplied if executable)."""
    for event in file.all("endEvent", "intermediateThrowEvent"):
        if not executable(event):
            continue
        for cause in file.causes(event):
            for kind in ("error", "escalation"):
                if cause.tag != kind + "EventDefinition":
                    continue
                thrown = file.follow(cause, kind + "Ref")
                if thrown is None or not thrown.get(kind + "Code"):
                    yield wrong(
                        f"{kind}-code-missing",
                        event,
                        "What throws must name an {kind} that has an {attribute}.",
                        kind=kind,
                        attribute=kind + "Code",
                    )


def reusable(file: File) -> Iterator[Problem]:
    """Only the definitions of the root may be referred to (Tables 10.79 and 10.80)."""
    for ref in file.all("eventDefinitionRef"):
        target = file.find(ref.text)
        if target is not None and target.parent is not file.root:
            yield wrong(
                "cause-not-reusable",
                ref,
                "An eventDefinitionRef must name an event definition of the root; {cause} is "
                "inside {owner}.",
                cause=target.id,
                owner=place(target.parent) if target.parent is not None else None,
            )


def data_type(file: File) -> Iterator[Problem]:
    """The data of an event is what its message, signal, error or escalation carries (10.5.1)."""
    for event in file.all(*EVENTS):
        causes, data = file.causes(event), event.all("dataInput", "dataOutput")
        if len(causes) != len(data):
            continue
        for cause, item in zip(causes, data, strict=True):
            kind = cause.tag.removesuffix("EventDefinition")
            thing = file.follow(cause, kind + "Ref")
            carried = _carried(thing) if thing is not None else None
            held = item.get("itemSubjectRef")
            if carried and held and local(carried) != local(held):
                yield wrong(
                    "event-of-other-type",
                    event,
                    "The item definition of {data} must be that of the {kind}, {expected}; it was "
                    "{found}.",
                    data=item.id,
                    kind=kind,
                    expected=carried,
                    found=held,
                )


def _carried(thing: Element) -> str | None:
    return thing.get("itemRef") or thing.get("structureRef")


def operation_message(file: File) -> Iterator[Problem]:
    """The message of an event or task is one its operation speaks of (10.3.3, 10.5.5)."""
    for element in file.all("messageEventDefinition", "sendTask", "receiveTask"):
        ref = element.get("operationRef") or element.text_of("operationRef")
        operation, message = file.find(ref), file.follow(element, "messageRef")
        if operation is None or message is None or operation.tag != "operation":
            continue
        known = [file.find(operation.text_of(t)) for t in ("inMessageRef", "outMessageRef")]
        if message not in known:
            yield wrong(
                "message-of-other-operation",
                element,
                "The message must be one of the operation {operation}; {message} is not.",
                operation=operation.id,
                message=message.id,
            )


RULES = (
    timer_forms,
    timer_readable,
    named_thing,
    operation_missing,
    code_missing,
    reusable,
    data_type,
    operation_message,
)
