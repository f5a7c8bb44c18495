"""The XML of a BPMN file as small typed elements, indexed once.

BPMN's own elements have their local name as `tag`; all others `{uri}name`, `{}name` where they are
in no namespace. Attributes are `{uri}name` too, those of no namespace bare.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from guiju.standard.bpmn.namespaces import BPMN


@dataclass(slots=True, eq=False)
class Element:
    """One element of the file. `text` is all its own text; `line` is counted from 1."""

    tag: str
    attributes: dict[str, str]
    text: str
    line: int | None
    xml: etree._Element
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)

    @property
    def id(self) -> str | None:
        """The id as written."""
        return self.attributes.get("id")

    @property
    def name(self) -> str:
        """The name without blanks around it; empty where there is none."""
        return self.attributes.get("name", "").strip()

    def get(self, attribute: str) -> str | None:
        """An attribute without blanks around it; None where it is missing or empty."""
        return self.attributes.get(attribute, "").strip() or None

    def flag(self, attribute: str, default: bool = False) -> bool:
        """A boolean attribute."""
        value = self.get(attribute)
        return default if value is None else value in ("true", "1")

    def number(self, attribute: str, default: int) -> int:
        """An integer attribute; the default where it cannot be read."""
        return whole_number(self.get(attribute), default)

    def all(self, *tags: str) -> list[Element]:
        """The children with one of these tags, in the order of the file."""
        return [child for child in self.children if child.tag in tags]

    def first(self, *tags: str) -> Element | None:
        """The first child with one of these tags."""
        return next((child for child in self.children if child.tag in tags), None)

    def text_of(self, tag: str) -> str | None:
        """The text of the first such child without blanks around it, None if there is none."""
        child = self.first(tag)
        return None if child is None else child.text.strip() or None

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))

    def up(self) -> Iterator[Element]:
        """The elements around this one, the nearest first."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    def inside(self, *tags: str) -> Element | None:
        """The nearest element around this one with such a tag."""
        return next((around for around in self.up() if around.tag in tags), None)


def whole_number(text: str | None, default: int) -> int:
    """An integer of at most nine digits, else the default."""
    sign = text is not None and text.startswith(("+", "-"))
    digits = (text or "")[1 if sign else 0 :]
    if text is None or not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        return default
    return int(text)


def element_of(root: etree._Element, own: str = BPMN) -> Element:
    """The tree of small elements of an lxml tree; `own` is the namespace whose names go bare."""
    prefix = "{" + own + "}"
    top = _one(root, prefix, None)
    waiting = [(root, top)]
    while waiting:
        xml, element = waiting.pop()
        for child in xml:
            if not isinstance(child.tag, str):
                element.text += child.tail or ""
                continue
            below = _one(child, prefix, element)
            element.children.append(below)
            element.text += child.tail or ""
            waiting.append((child, below))
    return top


def line_of(xml: etree._Element) -> int | None:
    """The line of an element, None where the parser does not know it."""
    line = xml.sourceline
    return line if isinstance(line, int) else None


def _one(xml: etree._Element, prefix: str, parent: Element | None) -> Element:
    tag = str(xml.tag)
    foreign = tag if tag.startswith("{") else "{}" + tag
    return Element(
        tag=tag[len(prefix) :] if tag.startswith(prefix) else foreign,
        attributes={str(name): str(value) for name, value in xml.attrib.items()},
        text=xml.text or "",
        line=line_of(xml),
        xml=xml,
        parent=parent,
    )
