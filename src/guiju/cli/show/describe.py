"""Elements in words: what they are, what makes them happen, where they lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from guiju.cli.words import _, many
from guiju.standard.model.definitions import (
    Event,
    EventDefinition,
    Gateway,
    MultiInstance,
    Node,
    SequenceFlow,
    StandardLoop,
)

KINDS: Final[Mapping[str, str]] = {
    "task": "step",
    "userTask": "done by a person",
    "manualTask": "done by hand",
    "serviceTask": "done by a system",
    "scriptTask": "script",
    "businessRuleTask": "decision table",
    "sendTask": "sends a message",
    "receiveTask": "waits for a message",
    "callActivity": "another process",
    "subProcess": "sub-process",
    "transaction": "transaction",
    "adHocSubProcess": "in any order",
    "exclusiveGateway": "one way is taken",
    "inclusiveGateway": "one or more ways are taken",
    "parallelGateway": "all ways are taken",
    "eventBasedGateway": "whatever happens first decides",
    "complexGateway": "a condition decides",
    "startEvent": "start",
    "endEvent": "end",
    "intermediateCatchEvent": "waits",
    "intermediateThrowEvent": "tells",
    "boundaryEvent": "on the border",
}
_CAUSES: Final[Mapping[str, str]] = {
    "message": "message {name}",
    "signal": "signal {name}",
    "error": "error {name}",
    "escalation": "escalation {name}",
    "conditional": "as soon as {text}",
    "cancel": "the transaction is cancelled",
    "compensate": "what was done is undone",
    "link": "goes on at {name}",
    "terminate": "everything ends",
}
_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)


def kind(node: Node) -> str:
    """What an element is; ways that only meet are called so."""
    if isinstance(node, Gateway) and len(node.outgoing) < 2:
        if node.kind == "exclusiveGateway":
            return _("ways meet")
        return _("waits until all have come")
    return _(KINDS.get(node.kind, node.kind))


def duration(text: str) -> str:
    """'P1DT12H' as '1 day 12 hours'; anything else as it is."""
    bare = text.strip().strip('"')
    found = _DURATION.fullmatch(bare)
    if found is None or not any(found.groups()):
        return bare
    years, months, weeks, days, hours, minutes, seconds = found.groups()
    parts = (
        (years, "{count} year", "{count} years"),
        (months, "{count} month", "{count} months"),
        (weeks, "{count} week", "{count} weeks"),
        (days, "{count} day", "{count} days"),
        (hours, "{count} hour", "{count} hours"),
        (minutes, "{count} minute", "{count} minutes"),
    )
    words = [many(one, more, int(number)) for number, one, more in parts if number]
    if seconds:
        words.append(_("{count} seconds", count=seconds))
    return " ".join(words)


def cause(definition: EventDefinition) -> str:
    """Why an event happens."""
    text = definition.expression.text.strip() if definition.expression else ""
    if definition.kind == "timer":
        if definition.timer == "cycle":
            return _("every time of {text}", text=duration(text))
        if definition.timer == "date":
            return _("at {text}", text=text)
        return _("after {text}", text=duration(text))
    name = definition.name or definition.link or definition.code or definition.ref or ""
    return _(_CAUSES[definition.kind], name=name, text=text).strip()


def causes(event: Event) -> str:
    """Why an event happens, all reasons; '' where nothing is said."""
    between = " {} ".format(_("and") if event.parallel_multiple else _("or"))
    return between.join(cause(each) for each in event.definitions)


def loop(characteristics: StandardLoop | MultiInstance | None) -> str:
    """How often an activity is done; '' for once."""
    if characteristics is None:
        return ""
    if isinstance(characteristics, StandardLoop):
        text = characteristics.condition.text if characteristics.condition else "true"
        words = _("repeated while {text}", text=text)
        if characteristics.maximum is not None:
            words += _(", at most {count} times", count=characteristics.maximum)
        return words
    how = _("one after the other") if characteristics.sequential else _("at the same time")
    each = characteristics.collection or characteristics.cardinality
    words = _("for each of {text}, {how}", text=each.text if each else "?", how=how)
    if characteristics.completion is not None:
        words += _(", until {text}", text=characteristics.completion.text)
    return words


def way(flow: SequenceFlow, is_default: bool) -> str:
    """When a flow is taken; '' where always."""
    if is_default:
        return flow.name + _(" (otherwise)") if flow.name else _("otherwise")
    if flow.condition is None:
        return flow.name
    condition = _("if {text}", text=" ".join(flow.condition.text.split()).lstrip("= "))
    return f"{flow.name} ({condition})" if flow.name else condition
