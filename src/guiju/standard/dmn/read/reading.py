"""What every part of the reader needs: children by name, texts, types, and a list of problems."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from guiju.standard.dmn.definitions import Fragment, Pairs, Reference
from guiju.standard.dmn.expressions import Variable
from guiju.standard.dmn.versions import FEEL
from guiju.standard.model.problem import Problem


@dataclass(slots=True)
class Reading:
    """The file being read: its DMN namespace in Clark form, its own name, what is wrong so far."""

    brace: str
    namespace: str
    imported: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def child(self, element: etree._Element, name: str) -> etree._Element | None:
        """The first child of that DMN name."""
        return element.find(self.brace + name)

    def children(self, element: etree._Element, name: str) -> Iterator[etree._Element]:
        """All children of that DMN name."""
        return element.iterchildren(self.brace + name)

    def kind(self, element: etree._Element) -> str | None:
        """The DMN name of an element, None for one of another namespace."""
        tag = str(element.tag)
        return tag[len(self.brace) :] if tag.startswith(self.brace) else None

    def text(self, element: etree._Element | None, name: str = "text") -> str | None:
        """The text of a child, None where there is no such child."""
        child = None if element is None else self.child(element, name)
        return None if child is None else child.text or ""

    def complain(self, element: etree._Element, code: str, template: str, **values: Any) -> None:
        """Note a problem of this element."""
        self.problems.append(
            Problem(code, template, _nearest_id(element), values, line=line_of(element))
        )

    def name(self, element: etree._Element) -> str:
        """The name of an element that must have one; blanks are made single, as FEEL does."""
        name = " ".join(element.get("name", "").split())
        if not name:
            kind = self.kind(element)
            self.complain(element, "dmn-no-name", "<{kind}> must have a name.", kind=kind)
        return name

    def type_ref(self, element: etree._Element, name: str = "typeRef") -> str | None:
        """A type's name as DMN 1.2 and later write it: no prefix of FEEL, ``import.type``."""
        written = element.get(name)
        if written is None:
            child = self.child(element, name)
            written = None if child is None else child.text
        if written is None or not written.strip():
            return None
        written = " ".join(written.split())
        prefix, colon, local = written.partition(":")
        home = element.nsmap.get(prefix) if colon else None
        if home is None:
            return written.removeprefix("feel:")
        if home in FEEL or home == self.namespace:
            return local
        return f"{self.imported[home]}.{local}" if home in self.imported else local

    def reference(self, element: etree._Element) -> Reference:
        """The target of an ``href``; a namespace that is this model's own is left out."""
        href = element.get("href", "").strip()
        if not href:
            self.complain(
                element,
                "dmn-no-href",
                "<{kind}> must say what it refers to in href.",
                kind=self.kind(element),
            )
        home, _, target = href.rpartition("#")
        return Reference(target, home if home and home != self.namespace else None)

    def variable(self, element: etree._Element, name: str | None = None) -> Variable:
        """An information item; ``name`` replaces a missing one."""
        found = " ".join(element.get("name", "").split())
        return Variable(
            name=found or name or self.name(element),
            type_ref=self.type_ref(element),
            id=element.get("id"),
            label=element.get("label"),
            description=self.text(element, "description"),
            line=line_of(element),
        )

    def named(self, element: etree._Element, name: str | None = None) -> dict[str, Any]:
        """The fields that every ``Element`` has."""
        return {
            "name": self.name(element) if name is None else name,
            "id": element.get("id"),
            "label": element.get("label"),
            "description": self.text(element, "description"),
            "attributes": foreign_attributes(element),
            "extensions": self.extensions(element),
            "line": line_of(element),
        }

    def extensions(self, element: etree._Element) -> tuple[Fragment, ...]:
        """Foreign extension elements as fragments (own ones are read where they belong)."""
        holder = self.child(element, "extensionElements")
        if holder is None:
            return ()
        return tuple(fragment(child) for child in holder if not _is_own(child))


def line_of(element: etree._Element) -> int | None:
    """The line the element starts in, counted from 1."""
    line: Any = element.sourceline
    return None if line is None else int(line)


def _is_own(element: etree._Element) -> bool:
    return str(element.tag).startswith("{https://guiju.org/schema/2026}")


def _nearest_id(element: etree._Element | None) -> str | None:
    """The id of the element or of the closest one around it that has an id."""
    while element is not None:
        if element.get("id"):
            return element.get("id")
        element = element.getparent()
    return None


def fragment(element: etree._Element) -> Fragment:
    """An element as XML of its own; blanks between its elements do not count."""
    alone = deepcopy(element)
    alone.tail = None
    for one in alone.iter():
        if len(one) and not (one.text or "").strip():
            one.text = None
        if not (one.tail or "").strip():
            one.tail = None
    etree.cleanup_namespaces(alone)
    return Fragment(etree.tostring(alone, encoding="unicode"))


def foreign_attributes(element: etree._Element) -> Pairs:
    """Attributes of other namespaces, sorted; xsi:schemaLocation and its like are dropped."""
    found = ((str(key), str(value)) for key, value in element.attrib.items())
    return tuple(
        sorted(
            pair
            for pair in found
            if pair[0].startswith("{") and not pair[0].startswith("{http://www.w3.org/")
        )
    )
