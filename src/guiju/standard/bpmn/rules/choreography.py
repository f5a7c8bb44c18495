"""Choreographies: who talks to whom, in which order (chapter 11)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, local
from guiju.standard.bpmn.tags import (
    ACTIVITIES,
    CHOREOGRAPHIES,
    CHOREOGRAPHY_ACTIVITIES,
    EVENTS,
    GATEWAYS,
    SCOPES,
)
from guiju.standard.model.problem import Problem

_DATA = ("dataObject", "dataObjectReference", "dataStoreReference")
_FLOW_ELEMENTS = (
    *ACTIVITIES, *GATEWAYS, *EVENTS, *CHOREOGRAPHY_ACTIVITIES, *_DATA, "sequenceFlow",
)  # fmt: skip
# What a choreography's events may wait for or do: nobody is there to send or to fail (11.6).
_CAUSES = {
    "startEvent": ("timer", "conditional", "signal"),
    "intermediateThrowEvent": ("signal", "compensate", "link"),
    "endEvent": ("terminate",),
}


def content(file: File) -> Iterator[Problem]:
    """Choreographies hold choreography activities, processes hold activities (11.1, 10.3)."""
    for scope in file.all("choreography", "subChoreography"):
        for child in scope.all(*ACTIVITIES, *_DATA):
            yield wrong("not-in-choreography", child, "A choreography must not hold a {tag}.")
    for scope in file.all(*SCOPES):
        for child in scope.all(*CHOREOGRAPHY_ACTIVITIES):
            yield wrong(
                "choreography-in-process",
                child,
                "A {scope} must not hold a {tag}; choreographies do.",
                scope=scope.tag,
            )
    for scope in file.all("globalChoreographyTask"):
        for child in scope.all(*_FLOW_ELEMENTS)[:1]:
            yield wrong(
                "flow-in-global-choreography-task",
                child,
                "A global choreography task must hold no flow elements; it holds a {tag}.",
            )


def two_participants(file: File) -> Iterator[Problem]:
    """A choreography task is a talk of two (11.5.1)."""
    for task in file.all("choreographyTask"):
        names = {local(ref.text) for ref in task.all("participantRef")}
        if len(task.all("participantRef")) > 2 or (len(names) < 2 and task.all("participantRef")):
            yield wrong(
                "choreography-task-participants",
                task,
                "A choreography task must have exactly two participants; it has {found}.",
                found=", ".join(sorted(names)),
            )


def two_participants_globally(file: File) -> Iterator[Problem]:
    """A global choreography task is a talk of two as well (11.5.4)."""
    for task in file.all("globalChoreographyTask"):
        if len(task.all("participant")) != 2:
            yield wrong(
                "choreography-task-participants",
                task,
                "A choreography task must have exactly two participants; it has {found}.",
                found=len(task.all("participant")),
            )


def initiating_participant(file: File) -> Iterator[Problem]:
    """Who begins a choreography activity takes part in it (11.5)."""
    for activity in file.all(*CHOREOGRAPHY_ACTIVITIES, "globalChoreographyTask"):
        first, others = activity.get("initiatingParticipantRef"), _participants(activity)
        if first and others and local(first) not in others:
            yield wrong(
                "initiating-participant-absent",
                activity,
                "The initiating participant must be one of the participants; {found} is not.",
                found=first,
            )


def _participants(activity: Element) -> set[str]:
    if activity.tag == "globalChoreographyTask":
        return {participant.id or "" for participant in activity.all("participant")}
    return {local(ref.text) for ref in activity.all("participantRef")}


def own_participants(file: File) -> Iterator[Problem]:
    """Participants and message flows of an activity are those of its choreography (11.5)."""
    for activity in file.all(*CHOREOGRAPHY_ACTIVITIES):
        around = activity.inside(*CHOREOGRAPHIES)
        for ref in activity.all("participantRef"):
            participant = file.find(ref.text)
            if participant is not None and participant.parent is not around:
                yield wrong(
                    "participant-of-other-collaboration",
                    activity,
                    "{participant} must be a participant of the same collaboration.",
                    participant=participant.id,
                )


def task_messages(file: File) -> Iterator[Problem]:
    """The messages of a choreography task go between its two participants (11.5.1)."""
    for task in file.all("choreographyTask"):
        members = _participants(task)
        for ref in task.all("messageFlowRef"):
            flow = file.find(ref.text)
            if flow is None or flow.tag != "messageFlow" or len(members) != 2:
                continue
            ends = {local(flow.get(name) or "") for name in ("sourceRef", "targetRef")}
            if flow.parent is not task.inside(*CHOREOGRAPHIES) or not ends <= members:
                yield wrong(
                    "message-flow-of-others",
                    task,
                    "The message flow {flow} must be of the same choreography and go between the "
                    "participants of the task.",
                    flow=flow.id,
                )


def first_message(file: File) -> Iterator[Problem]:
    """Who begins a choreography task sends its first message (11.5.1)."""
    for task in file.all("choreographyTask"):
        flows = [file.find(ref.text) for ref in task.all("messageFlowRef")]
        senders = {local(flow.get("sourceRef") or "") for flow in flows if flow is not None}
        first = task.get("initiatingParticipantRef")
        if first and senders and local(first) not in senders:
            yield wrong(
                "initiator-sends-nothing",
                task,
                "The initiating participant must send a message; {found} sends none of those of "
                "the task.",
                found=first,
            )


def events(file: File) -> Iterator[Problem]:
    """A choreography has no one who could send, receive or fail by itself (11.6)."""
    for event in file.all(*_CAUSES):
        if event.parent is None or event.parent.tag not in (*CHOREOGRAPHIES, "subChoreography"):
            continue
        for cause in file.causes(event):
            kind = cause.tag.removesuffix("EventDefinition")
            if kind not in _CAUSES[event.tag]:
                yield wrong(
                    "cause-not-in-choreography",
                    event,
                    "In a choreography the event definition of a {tag} must be one of {expected}; "
                    "it was {found}.",
                    expected=", ".join(_CAUSES[event.tag]),
                    found=kind,
                )


def order(file: File) -> Iterator[Problem]:
    """Who begins an activity took part in the one before, or could not know its time (11.4.1)."""
    for activity in file.all(*CHOREOGRAPHY_ACTIVITIES):
        first = activity.get("initiatingParticipantRef")
        for flow in file.incoming(activity):
            before = file.follow(flow, "sourceRef")
            if before is None or before.tag not in CHOREOGRAPHY_ACTIVITIES or not first:
                continue
            if local(first) not in _participants(before):
                yield wrong(
                    "initiator-not-involved",
                    activity,
                    "The initiating participant {found} must have taken part in {before}, the "
                    "choreography activity before.",
                    found=first,
                    before=before.id,
                )


RULES = (
    content,
    two_participants,
    two_participants_globally,
    initiating_participant,
    own_participants,
    task_messages,
    first_message,
    events,
    order,
)
