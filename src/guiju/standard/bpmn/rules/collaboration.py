"""Collaborations: pools, message flows, conversations (chapter 9)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element, whole_number
from guiju.standard.bpmn.file import File, drawing, local
from guiju.standard.bpmn.rules.flows import has_cause
from guiju.standard.bpmn.tags import ACTIVITIES, CHOREOGRAPHIES, EVENTS
from guiju.standard.model.problem import Problem

_CONVERSATIONS = ("conversation", "callConversation", "subConversation")
_AROUND = ("collaboration", "globalConversation", *CHOREOGRAPHIES)
_MAY_SEND = ("intermediateThrowEvent", "endEvent")
_MAY_RECEIVE = ("startEvent", "intermediateCatchEvent", "boundaryEvent")


def multiplicity(file: File) -> Iterator[Problem]:
    """0 <= minimum <= maximum, and maximum is one or more (Table 9.6)."""
    for element in file.all("participantMultiplicity"):
        least = whole_number(element.get("minimum"), 0)
        most = whole_number(element.get("maximum"), 1)
        if least < 0 or most < 1 or most < least:
            yield wrong(
                "multiplicity",
                element,
                "minimum must be 0 or more, maximum 1 or more and no less than minimum; they were "
                "{minimum} and {maximum}.",
                minimum=least,
                maximum=most,
            )


def message_flow_pools(file: File) -> Iterator[Problem]:
    """A message flow leads from one pool to another (9.4)."""
    for flow in file.all("messageFlow"):
        source, target = file.follow(flow, "sourceRef"), file.follow(flow, "targetRef")
        if source is None or target is None:
            continue
        pools = _pool(file, flow, source), _pool(file, flow, target)
        if source is target or (pools[0] is not None and pools[0] is pools[1]):
            yield wrong(
                "message-flow-inside-pool",
                flow,
                "A message flow must lead from one pool to another; {source} and {target} are in "
                "the same one.",
                source=source.id,
                target=target.id,
            )


def message_flow_outside_pools(file: File) -> Iterator[Problem]:
    """The ends of a message flow belong to the participants of its collaboration (9.4)."""
    for flow in file.all("messageFlow"):
        pools = flow.parent.all("participant") if flow.parent is not None else []
        shown = [file.follow(pool, "processRef") for pool in pools]
        for name in ("sourceRef", "targetRef"):
            end = file.follow(flow, name)
            process = end.inside("process") if end is not None else None
            strange = end is not None and end.tag == "participant" and end not in pools
            if strange or (pools and process is not None and process not in shown):
                yield wrong(
                    "message-flow-outside-pools",
                    flow,
                    "The ends of a message flow must lie in pools of the collaboration; {end} "
                    "does not.",
                    end=end.id if end is not None else None,
                )


def _pool(file: File, flow: Element, end: Element) -> Element | None:
    """What tells pools apart: the participant or process an end belongs to."""
    if end.tag == "participant":
        return file.follow(end, "processRef") or end
    return end.inside("process")


def message_flow_ends(file: File) -> Iterator[Problem]:
    """Only what throws a message sends, only what catches one receives (9.4, 10.5)."""
    for flow in file.all("messageFlow"):
        source, target = file.follow(flow, "sourceRef"), file.follow(flow, "targetRef")
        if source is not None and source.tag in EVENTS:
            yield from _event_end(file, flow, source, _MAY_SEND, "source")
        if target is not None and target.tag in EVENTS:
            yield from _event_end(file, flow, target, _MAY_RECEIVE, "target")
        if source is not None and source.tag == "receiveTask":
            say = doubtful if drawing(file, source) else wrong
            yield say(
                "receive-task-sends", flow, "A receive task must be no source of a message flow."
            )
        if target is not None and target.tag == "sendTask":
            say = doubtful if drawing(file, target) else wrong
            yield say(
                "send-task-receives", flow, "A send task must be no target of a message flow."
            )


def _event_end(
    file: File, flow: Element, event: Element, allowed: tuple[str, ...], end: str
) -> Iterator[Problem]:
    if event.tag not in allowed:
        yield wrong(
            "message-flow-end",
            flow,
            "The {end} of a message flow must be one of {expected}; {event} is a {found}.",
            end=end,
            expected=", ".join(allowed),
            event=event.id,
            found=event.tag,
        )
    elif not has_cause(file, event, "message"):
        yield wrong(
            "message-flow-at-other-event",
            flow,
            "The {end} of a message flow must be a message event; {event} is none.",
            end=end,
            event=event.id,
        )


def message_flow_message(file: File) -> Iterator[Problem]:
    """The message of a flow is the one that its ends speak of (9.4)."""
    for flow in file.all("messageFlow"):
        message = flow.get("messageRef")
        if not message:
            continue
        for name in ("sourceRef", "targetRef"):
            end = file.follow(flow, name)
            spoken = _messages(file, end) if end is not None else set()
            if spoken and local(message) not in spoken:
                yield doubtful(
                    "message-flow-of-other-message",
                    flow,
                    "{end} should speak of the message of the flow, {message}.",
                    end=end.id if end is not None else None,
                    message=message,
                )


def _messages(file: File, node: Element) -> set[str]:
    refs = {node.get("messageRef")} if node.tag in ACTIVITIES else set()
    refs |= {cause.get("messageRef") for cause in file.causes(node)}
    return {local(ref) for ref in refs if ref}


def participant_processes(file: File) -> Iterator[Problem]:
    """A process is that of one participant of a collaboration (9.3)."""
    for collaboration in file.all("collaboration"):
        seen: dict[str, str | None] = {}
        for participant in collaboration.all("participant"):
            ref = participant.get("processRef")
            if ref and seen.setdefault(local(ref), participant.id) != participant.id:
                yield doubtful(
                    "process-of-two-participants",
                    participant,
                    "{process} should belong to one participant; {first} has it too.",
                    process=local(ref),
                    first=seen[local(ref)],
                )


def conversation_links(file: File) -> Iterator[Problem]:
    """A conversation link joins a participant and a conversation (9.5.3)."""
    for link in file.all("conversationLink"):
        ends = file.follow(link, "sourceRef"), file.follow(link, "targetRef")
        if ends[0] is None or ends[1] is None:
            continue
        for end in filter(None, ends):
            if end.tag == "participant" and end.inside(*_AROUND) is not link.inside(*_AROUND):
                yield _not_of_this(link, end)
        if sum(end.tag == "participant" for end in ends if end is not None) != 1:
            yield wrong(
                "conversation-link-ends",
                link,
                "A conversation link must join one participant with one conversation node.",
            )


def conversation_participants(file: File) -> Iterator[Problem]:
    """What a conversation names is of the collaboration around it (9.5)."""
    for node in file.all(*_CONVERSATIONS):
        around = node.inside(*_AROUND)
        for ref in node.all("participantRef"):
            participant = file.find(ref.text)
            if participant is not None and participant.parent is not around:
                yield _not_of_this(node, participant)


def _not_of_this(at: Element, participant: Element) -> Problem:
    return wrong(
        "participant-of-other-collaboration",
        at,
        "{participant} must be a participant of the same collaboration.",
        participant=participant.id,
    )


def conversation_parties(file: File) -> Iterator[Problem]:
    """A conversation is between two participants or more (9.5)."""
    linked: dict[str | None, set[str]] = {}
    for link in file.all("conversationLink"):
        ends = [local(link.get(name) or "") for name in ("sourceRef", "targetRef")]
        for one, other in (ends, ends[::-1]):
            linked.setdefault(one, set()).add(other)
    for node in file.all(*_CONVERSATIONS):
        parties = {local(ref.text) for ref in node.all("participantRef")}
        parties |= linked.get(node.id, set())
        if len(parties) < 2:
            yield wrong(
                "conversation-without-parties",
                node,
                "A {tag} must have two participants or more; it has {found}.",
                found=len(parties),
            )


def conversation_flows(file: File) -> Iterator[Problem]:
    """The message flows of a conversation are those of its collaboration (9.5)."""
    for node in file.all(*_CONVERSATIONS):
        around = node.inside(*_AROUND)
        for ref in node.all("messageFlowRef"):
            flow = file.find(ref.text)
            if flow is not None and flow.tag == "messageFlow" and flow.parent is not around:
                yield wrong(
                    "message-flow-of-others",
                    node,
                    "The message flow {flow} must be of the same collaboration.",
                    flow=flow.id,
                )


def global_conversation(file: File) -> Iterator[Problem]:
    """A global conversation holds no conversations itself (9.5.5)."""
    for around in file.all("globalConversation"):
        for node in around.all(*_CONVERSATIONS):
            yield wrong(
                "conversation-in-global-conversation",
                node,
                "A global conversation must hold no {tag}.",
            )


def participant_associations(file: File) -> Iterator[Problem]:
    """The inner participant is one of what is called, the outer one of who calls (9.3.3)."""
    called = {
        "callConversation": "calledCollaborationRef",
        "callChoreography": "calledChoreographyRef",
    }
    for association in file.all("participantAssociation"):
        owner = association.parent
        if owner is None or owner.tag not in called:
            continue
        target = file.follow(owner, called[owner.tag])
        outside = owner.inside(*_AROUND)
        for tag, holder in (("innerParticipantRef", target), ("outerParticipantRef", outside)):
            participant = file.find(association.text_of(tag))
            if participant is None or holder is None:
                continue
            if participant.tag == "participant" and participant.parent is not holder:
                yield wrong(
                    "participant-association",
                    owner,
                    "{attribute} must name a participant of {holder}; {participant} is not.",
                    attribute=tag,
                    holder=holder.id,
                    participant=participant.id,
                )


RULES = (
    multiplicity,
    message_flow_pools,
    message_flow_outside_pools,
    message_flow_ends,
    message_flow_message,
    participant_processes,
    conversation_links,
    conversation_participants,
    conversation_parties,
    conversation_flows,
    global_conversation,
    participant_associations,
)
