"""Events: which cause is allowed where, and what each cause needs (10.5)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File
from guiju.standard.bpmn.rules.flows import has_cause
from guiju.standard.bpmn.tags import CATCHING, EVENTS, SUB_PROCESSES
from guiju.standard.model.problem import Problem

# Tables 10.84 to 10.91: the causes an event may have, by where it stands.
_ALLOWED = {
    "start of a process": ("message", "timer", "conditional", "signal"),
    "start of a sub-process": (),
    "start of an event sub-process": (
        "message", "timer", "conditional", "signal", "error", "escalation", "compensate",
    ),
    "intermediateCatchEvent": ("message", "timer", "conditional", "link", "signal"),
    "intermediateThrowEvent": ("message", "escalation", "compensate", "link", "signal"),
    "boundaryEvent": (
        "message", "timer", "escalation", "error", "cancel", "compensate", "conditional", "signal",
    ),
    "endEvent": (
        "message", "error", "escalation", "cancel", "compensate", "signal", "terminate",
    ),
    "implicitThrowEvent": (
        "message", "error", "escalation", "cancel", "compensate", "signal", "terminate",
    ),
}  # fmt: skip


def kinds(file: File, event: Element) -> list[str]:
    """The kinds of an event's definitions."""
    return [cause.tag.removesuffix("EventDefinition") for cause in file.causes(event)]


def event_place(event: Element) -> str:
    """Where an event stands, as the table of allowed causes has it."""
    if event.tag == "event":
        return "implicitThrowEvent"
    if event.tag != "startEvent":
        return event.tag
    around = event.parent
    if around is None or around.tag not in SUB_PROCESSES:
        return "start of a process"
    if around.flag("triggeredByEvent"):
        return "start of an event sub-process"
    return "start of a sub-process"


def cause_not_allowed(file: File) -> Iterator[Problem]:
    """Only the causes of the specification's tables may stand at an event (10.5.2 to 10.5.4)."""
    for event in file.all(*EVENTS, "event"):
        place = event_place(event)
        allowed = _ALLOWED.get(place, ())
        for kind in kinds(file, event):
            if kind not in allowed:
                yield wrong(
                    "cause-not-allowed",
                    event,
                    "At {place} the event definition must be {expected}; it was {found}.",
                    place=place,
                    expected="one of " + ", ".join(allowed) if allowed else "left out",
                    found=kind,
                )


def cause_missing(file: File) -> Iterator[Problem]:
    """Catch events, boundary events and event sub-processes wait for something (10.5.4)."""
    for event in file.all("intermediateCatchEvent", "boundaryEvent"):
        if not file.causes(event):
            yield wrong("cause-missing", event, "A {tag} must have an event definition.")
    for event in file.all("startEvent"):
        if event_place(event) == "start of an event sub-process" and not file.causes(event):
            yield wrong(
                "cause-missing",
                event,
                "The start event of an event sub-process must have an event definition.",
            )


def event_sub_process_start(file: File) -> Iterator[Problem]:
    """An event sub-process has exactly one start event (10.3.5)."""
    for scope in file.all(*SUB_PROCESSES):
        found = len(scope.all("startEvent"))
        if scope.flag("triggeredByEvent") and found != 1 and scope.tag != "adHocSubProcess":
            yield wrong(
                "event-sub-process-start",
                scope,
                "An event sub-process must have exactly one start event; it has {found}.",
                found=found,
            )


def parallel_multiple(file: File) -> Iterator[Problem]:
    """parallelMultiple needs several causes (Table 10.79)."""
    for event in file.all(*CATCHING):
        if event.flag("parallelMultiple") and len(file.causes(event)) < 2:
            yield wrong(
                "parallel-multiple-needs-two",
                event,
                "With parallelMultiple an event must have two or more event definitions; "
                "it has {found}.",
                found=len(file.causes(event)),
            )


def must_interrupt(file: File) -> Iterator[Problem]:
    """Errors and cancellations always interrupt, compensation starts too (10.5.4, 10.3.5)."""
    for event in file.all("boundaryEvent"):
        for kind in ("error", "cancel"):
            if has_cause(file, event, kind) and not event.flag("cancelActivity", True):
                yield wrong(
                    "must-interrupt",
                    event,
                    "The cancelActivity of a boundary event for {kind} must be true.",
                    kind=kind,
                )
    for event in file.all("startEvent"):
        for kind in ("error", "compensate"):
            if has_cause(file, event, kind) and not event.flag("isInterrupting", True):
                yield wrong(
                    "must-interrupt",
                    event,
                    "The isInterrupting of a start event for {kind} must be true.",
                    kind=kind,
                )


def attachment(file: File) -> Iterator[Problem]:
    """A boundary event lies beside its activity, which is in the normal flow (10.5.4)."""
    for event in file.all("boundaryEvent"):
        activity = file.follow(event, "attachedToRef")
        if activity is None:
            continue
        if activity.parent is not event.parent:
            yield wrong(
                "attached-across-border",
                event,
                "A boundary event must lie in the same scope as its activity {activity}.",
                activity=activity.id,
            )
        if activity.tag in SUB_PROCESSES and activity.flag("triggeredByEvent"):
            yield wrong(
                "attached-to-event-sub-process",
                event,
                "A boundary event must be attached to an activity of the normal flow; "
                "{activity} is an event sub-process.",
                activity=activity.id,
            )


def cancel_place(file: File) -> Iterator[Problem]:
    """Cancel belongs to transactions (10.5.4, 10.5.3)."""
    for event in file.all("boundaryEvent"):
        activity = file.follow(event, "attachedToRef")
        if activity is None or activity.tag == "transaction":
            continue
        if has_cause(file, event, "cancel"):
            yield wrong(
                "cancel-not-at-transaction",
                event,
                "A cancel boundary event must be attached to a transaction; {activity} is a "
                "{found}.",
                activity=activity.id,
                found=activity.tag,
            )
    for event in file.all("endEvent"):
        if has_cause(file, event, "cancel") and event.inside("transaction") is None:
            yield wrong(
                "cancel-outside-transaction",
                event,
                "A cancel end event must be inside a transaction.",
            )


def links(file: File) -> Iterator[Problem]:
    """Every link leads from its sources to exactly one target of the same name (10.5.5)."""
    for scope in file.all("process", *SUB_PROCESSES):
        throws = _links(file, scope, "intermediateThrowEvent")
        catches = _links(file, scope, "intermediateCatchEvent")
        for name, events in throws.items():
            if name not in catches:
                yield wrong(
                    "link-without-target",
                    events[0],
                    "The link {name!r} must have a catch event of the same name in its scope.",
                    name=name,
                )
        for name, events in catches.items():
            if len(events) > 1:
                yield wrong(
                    "link-with-several-targets",
                    events[1],
                    "The link {name!r} must have one target; {first} is another.",
                    name=name,
                    first=events[0].id,
                )
            if name not in throws:
                yield wrong(
                    "link-without-source",
                    events[0],
                    "The link {name!r} must have a throw event of the same name in its scope.",
                    name=name,
                )


def _links(file: File, scope: Element, tag: str) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for event in scope.all(tag):
        for cause in file.causes(event):
            if cause.tag == "linkEventDefinition":
                found.setdefault(cause.name, []).append(event)
    return found


def link_names(file: File) -> Iterator[Problem]:
    """A link is found by its name (Table 10.92)."""
    for cause in file.all("linkEventDefinition"):
        if "name" in cause.attributes and not cause.name:
            yield wrong("link-name-missing", cause, "A link must have a name.")


def link_ends(file: File) -> Iterator[Problem]:
    """Where a link names its other end, that is a link of the same name (Table 10.92)."""
    for cause in file.all("linkEventDefinition"):
        for ref in cause.all("source", "target"):
            other = file.find(ref.text)
            if other is None:
                yield wrong(
                    "dangling-reference",
                    cause,
                    "{attribute} must name an element of the file; there is no {ref}.",
                    attribute=ref.tag,
                    ref=ref.text.strip(),
                )
            elif other.tag != "linkEventDefinition":
                yield wrong(
                    "reference-to-wrong-kind",
                    cause,
                    "{attribute} must name one of {expected}; {ref} is a {found}.",
                    attribute=ref.tag,
                    expected="linkEventDefinition",
                    ref=other.id,
                    found=other.tag,
                )
            elif other.name != cause.name:
                yield wrong(
                    "link-of-other-name",
                    cause,
                    "Both ends of a link must have the same name; {other} is named {name!r}.",
                    other=other.id,
                    name=other.name,
                )


def several_boundaries(file: File) -> Iterator[Problem]:
    """Two boundary events for the same error at one activity leave open which one is meant."""
    seen: dict[tuple[str, str], Element] = {}
    for event in file.all("boundaryEvent"):
        for cause in file.causes(event):
            if cause.tag != "errorEventDefinition":
                continue
            key = event.get("attachedToRef") or "", cause.get("errorRef") or ""
            first = seen.setdefault(key, event)
            if first is not event:
                yield doubtful(
                    "error-caught-twice",
                    event,
                    "{activity} should have one boundary event for an error; {first} is another.",
                    activity=key[0],
                    first=first.id,
                )


RULES = (
    cause_not_allowed,
    cause_missing,
    event_sub_process_start,
    parallel_multiple,
    must_interrupt,
    attachment,
    cancel_place,
    links,
    link_names,
    link_ends,
    several_boundaries,
)
