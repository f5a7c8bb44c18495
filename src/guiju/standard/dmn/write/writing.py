"""What every part of the writer needs: elements in the model's namespace, texts, fragments."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from guiju.standard.dmn.definitions import Element, Fragment, Reference
from guiju.standard.dmn.expressions import Variable
from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import read_xml


@dataclass(frozen=True, slots=True)
class Writing:
    """The file being written: its DMN namespace in Clark form."""

    brace: str

    def add(self, parent: etree._Element, tag: str, /, **attributes: str | None) -> etree._Element:
        """A child in the DMN namespace; attributes that are None are left out."""
        child = etree.SubElement(parent, self.brace + tag)
        set_attributes(child, **attributes)
        return child

    def text(self, parent: etree._Element, name: str, text: str | None) -> None:
        """A child that holds a text; none where the text is None."""
        if text is not None:
            self.add(parent, name).text = text

    def variable(self, parent: etree._Element, name: str, variable: Variable) -> None:
        """An information item."""
        child = self.add(
            parent,
            name,
            id=variable.id,
            name=variable.name,
            label=variable.label,
            typeRef=variable.type_ref,
        )
        self.text(child, "description", variable.description)

    def reference(self, parent: etree._Element, name: str, target: Reference) -> None:
        """A pointer to another element."""
        self.add(parent, name, href=str(target))

    def named(self, parent: etree._Element, name: str, element: Element) -> etree._Element:
        """An element with all that every named element has."""
        child = self.add(parent, name, id=element.id, name=element.name, label=element.label)
        self.fill(child, element)
        return child

    def fill(self, child: etree._Element, element: Element) -> None:
        """Foreign attributes, description and extensions of a named element."""
        for key, value in element.attributes:
            child.set(key, value)
        self.text(child, "description", element.description)
        if element.extensions:
            holder = self.add(child, "extensionElements")
            add_fragments(holder, element.extensions)


def set_attributes(element: etree._Element, **attributes: str | None) -> None:
    """Set the attributes that are not None."""
    for key, value in attributes.items():
        if value is not None:
            element.set(key, value)


def add_fragments(parent: etree._Element, fragments: tuple[Fragment, ...]) -> None:
    """Elements that were kept as they were written."""
    for fragment in fragments:
        element = read_xml(fragment.text.encode())
        if not isinstance(element, Problem):
            parent.append(element)
