"""The content model, worked out of its table once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guiju.standard.bpmn.schema.table import EXPRESSIONS, GROUPS, REFERENCES, SAME, TEXTS, TYPES


@dataclass(frozen=True, slots=True)
class Attribute:
    """What an attribute's value must be; `leads_to` names the tags a reference may lead to."""

    name: str
    kind: str = "string"
    required: bool = False
    leads_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Child:
    """How often one of `tags` may stand below an element; `most` None is without end."""

    tags: frozenset[str]
    least: int
    most: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Kind:
    """An element: its attributes, its children by tag, and whether it holds text.

    Attributes:
        content: "elements", "text", "expression" or "reference".
        leads_to: tags that the reference an element holds may lead to; empty is any.
    """

    attributes: dict[str, Attribute]
    children: tuple[Child, ...]
    content: str = "elements"
    leads_to: frozenset[str] = frozenset()

    def child(self, tag: str) -> Child | None:
        """The place a child with this tag has here."""
        return next((child for child in self.children if tag in child.tags), None)


_LINE = re.compile(r"(\w+)\s*(?:<(\w+))?\|([^|]*)\|([^|]*)")
_ATTRIBUTE = re.compile(r"(\w+)(!)?(?::([\w/]+))?(?:>(\w+))?")
_CHILD = re.compile(r"(%?\w+)(\*|\+|\?|\{2\}|\{1,2\})?")
_TIMES: dict[str | None, tuple[int, int | None]] = {
    None: (1, 1),
    "?": (0, 1),
    "*": (0, None),
    "+": (1, None),
    "{2}": (2, None),
    "{1,2}": (1, 2),
}


def _lines(table: str) -> list[str]:
    return [line for line in re.sub(r"\n +", " ", table).splitlines() if line]


def _groups() -> dict[str, frozenset[str]]:
    raw = dict(line.split(":", 1) for line in _lines(GROUPS))

    def members(name: str) -> frozenset[str]:
        found: set[str] = set()
        for word in raw[name].split():
            found |= members(word[1:]) if word.startswith("%") else {word}
        return frozenset(found)

    return {name: members(name) for name in raw}


GROUP = _groups()


def _tags(word: str | None) -> frozenset[str]:
    if word is None:
        return frozenset()
    return GROUP.get(word, frozenset((word,)))  # "any" stands for itself


def _attribute(word: str) -> Attribute:
    name, required, kind, leads = _ATTRIBUTE.fullmatch(word).groups()  # type: ignore[union-attr]
    return Attribute(name, kind or "string", bool(required), _tags(leads))


def _child(word: str) -> Child:
    name, times = _CHILD.fullmatch(word).groups()  # type: ignore[union-attr]
    least, most = _TIMES[times]
    bare = name.lstrip("%")
    return Child(GROUP[bare] if name != bare else frozenset((bare,)), least, most, bare)


def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for line in _lines(TYPES):
        tag, base, attributes, children = _LINE.fullmatch(line).groups()  # type: ignore[union-attr]
        above = kinds[base] if base else _EMPTY
        kinds[tag] = Kind(
            above.attributes | {a.name: a for a in map(_attribute, attributes.split())},
            (*above.children, *map(_child, children.split())),
        )
    return kinds


_EMPTY = Kind({}, ())


def _all() -> dict[str, Kind]:
    kinds = _kinds()
    kinds["event"] = kinds["implicitThrowEvent"]
    formal = kinds["formalExpression"]
    expression = Kind(formal.attributes, formal.children, "expression")
    for tag in (*EXPRESSIONS.split(), "expression", "formalExpression"):
        kinds[tag] = expression
    for word in REFERENCES.split():
        tag, _, leads = word.partition(">")
        kinds[tag] = Kind({}, (), "reference", _tags(leads or None))
    for tag in (*TEXTS.split(), "documentation"):
        known = kinds.get(tag, _EMPTY)
        kinds[tag] = Kind(known.attributes, (), "text")
    kinds["extensionElements"] = Kind({}, (), "text")
    kinds |= {tag: kinds[same] for tag, same in SAME.items()}
    return kinds


KINDS = _all()

# Names that only serve as a base; they are no elements.
ABSTRACT = frozenset(
    (
        "base", "root", "named", "callable", "flowElement", "flowNode", "activity", "gateway",
        "anyEvent", "catchEvent", "throwEvent", "dataAssociation", "choreographyActivity",
        "conversationNode",
    )
)  # fmt: skip
ELEMENTS = frozenset(KINDS) - ABSTRACT
