"""What is different between two versions of a standard, in words, element by element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from guiju.check.discover.difference import Difference, differs
from guiju.standard.model.definitions import (
    Activity,
    Definitions,
    Event,
    Expression,
    Extras,
    Gateway,
    Lane,
    Node,
    Scope,
    SequenceFlow,
    SubProcess,
    Task,
)


@dataclass(slots=True)
class _Version:
    """One version, by id."""

    nodes: dict[str, Node] = field(default_factory=dict)
    flows: dict[str, SequenceFlow] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)


def compare_versions(old: Definitions, new: Definitions) -> tuple[Difference, ...]:
    """The differences of a new version from an old one, in the order of the new one.

    Elements are the same where their ids are. Flows are the same where they join the same
    elements; where two join the same pair, in their order.

    Args:
        old: the version before.
        new: the version that is told.
    """
    before, after = _version(old), _version(new)
    found: list[Difference] = []
    for id_, node in after.nodes.items():
        if id_ not in before.nodes:
            text = "{name} ({kind}) is new."
            found.append(differs("element-added", text, id_, name=_name(node), kind=node.kind))
        else:
            found += _element(before.nodes[id_], node, before, after)
    for id_, node in before.nodes.items():
        if id_ not in after.nodes:
            text = "{name} ({kind}) is gone."
            found.append(differs("element-removed", text, id_, name=_name(node), kind=node.kind))
    found += _flows(before, after)
    found += _clauses(old, new)
    return tuple(found)


def _element(was: Node, now: Node, before: _Version, after: _Version) -> Iterator[Difference]:
    told = {
        "name": (was.name, now.name),
        "kind": (was.kind, now.kind),
        "role": (before.roles.get(was.id, ""), after.roles.get(now.id, "")),
        "sub-process": (before.homes.get(was.id, ""), after.homes.get(now.id, "")),
        "documentation": (was.documentation, now.documentation),
    }
    one, two = _facts(was), _facts(now)
    for fact in dict.fromkeys((*one, *two)):
        told[fact] = (one.get(fact, ""), two.get(fact, ""))
    for what, (a, b) in told.items():
        if a != b:
            text = "{name}: {what} is {after}; it was {before}."
            yield differs(
                f"{what.replace(' ', '-')}-changed", text, now.id, name=_name(now), what=what,
                before=a or "not set", after=b or "not set",
            )  # fmt: skip


def _facts(node: Node) -> dict[str, str]:
    """What a node says beside its name, by what people call it."""
    facts = _extras(node.extras)
    if isinstance(node, Event):
        for i, cause in enumerate(node.definitions):
            key = "deadline" if cause.kind == "timer" else f"{cause.kind} event"
            facts[key + (f" {i + 1}" if key in facts else "")] = (
                _text(cause.expression) or cause.name or cause.code or "any"
            )
        facts["interrupting"] = "yes" if node.interrupting else "no"
        facts["host"] = node.attached_to or ""
    if isinstance(node, Activity):
        facts["performers"] = ", ".join(node.resources)
        facts["repetition"] = "" if node.loop is None else _said(node.loop)
    if isinstance(node, Task):
        facts["script"] = node.script or ""
        facts["message"] = node.message_name or ""
    if isinstance(node, Gateway):
        facts["activation"] = _text(node.activation_condition)
    called = getattr(node, "called_element", None)
    return {**facts, "called process": called} if called else facts


_WORDS = {
    "groups": "candidate groups",
    "users": "candidate users",
    "due": "due time",
    "different_from": "four eyes with",
}


def _extras(extras: Extras) -> dict[str, str]:
    return {
        _WORDS.get(each.name, each.name): _said(getattr(extras, each.name))
        for each in fields(extras)
    }


def _said(value: object) -> str:
    """A value of the read model as text; "" where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    if isinstance(value, tuple):
        return ", ".join(_said(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((each.name, _said(getattr(value, each.name))) for each in fields(value))
        kind = type(value).__name__
        return f"{kind}({', '.join(f'{name} {text}' for name, text in pairs if text)})"
    return str(value)


def _text(expression: Expression | None) -> str:
    return expression.text if expression else ""


def _flows(before: _Version, after: _Version) -> Iterator[Difference]:
    one, two = _pairs(before), _pairs(after)
    for pair, flow in two.items():
        names = {"source": _end(after, flow.source), "target": _end(after, flow.target)}
        if pair not in one:
            text = "A flow from {source} to {target} is new{condition}."
            when = f" (if {_text(flow.condition)})" if flow.condition else ""
            yield differs("flow-added", text, flow.id, condition=when, **names)
            continue
        was = one[pair]
        told = (
            ("condition", _text(was.condition), _text(flow.condition)),
            ("label", was.name, flow.name),
            ("default", _default(before, was), _default(after, flow)),
        )
        for what, a, b in told:
            if a != b:
                text = "From {source} to {target}: {what} is {after}; it was {before}."
                yield differs(
                    f"{what}-changed", text, flow.id, what=what,
                    before=a or "not set", after=b or "not set", **names,
                )  # fmt: skip
    for pair, flow in one.items():
        if pair not in two:
            text = "The flow from {source} to {target} is gone."
            yield differs("flow-removed", text, flow.id, source=_end(before, flow.source),
                          target=_end(before, flow.target))  # fmt: skip


def _pairs(version: _Version) -> dict[tuple[str, str, int], SequenceFlow]:
    found: dict[tuple[str, str, int], SequenceFlow] = {}
    for flow in version.flows.values():
        number = 0
        while (flow.source, flow.target, number) in found:
            number += 1
        found[flow.source, flow.target, number] = flow
    return found


def _default(version: _Version, flow: SequenceFlow) -> str:
    source = version.nodes.get(flow.source)
    return "yes" if getattr(source, "default", None) == flow.id else ""


def _end(version: _Version, id_: str) -> str:
    node = version.nodes.get(id_)
    return _name(node) if node else id_


def _name(node: Node) -> str:
    return node.name or node.id


def _clauses(old: Definitions, new: Definitions) -> Iterator[Difference]:
    before = {clause.id: clause.text for clause in old.clauses}
    after = {clause.id: clause.text for clause in new.clauses}
    for id_ in dict.fromkeys((*before, *after)):
        if before.get(id_) != after.get(id_):
            text = "Clause {id} reads: {after}; it read: {before}."
            was, now = before.get(id_, "nothing"), after.get(id_, "nothing")
            yield differs("clause-changed", text, id_, id=id_, before=was, after=now)


def _version(definitions: Definitions) -> _Version:
    version = _Version()
    for process in definitions.processes:
        for lane in process.lanes:
            _roles(lane, version)
        _collect(process.body, "", version)
    return version


def _roles(lane: Lane, version: _Version) -> None:
    version.roles.update(dict.fromkeys(lane.nodes, lane.name or lane.id))
    for child in lane.children:
        _roles(child, version)


def _collect(scope: Scope, home: str, version: _Version) -> None:
    for node in scope.nodes:
        version.nodes[node.id] = node
        version.homes[node.id] = home
        if isinstance(node, SubProcess):
            _collect(node.body, node.name or node.id, version)
    version.flows.update((flow.id, flow) for flow in scope.flows)
