"""A BPMN file: its elements, found by id, by tag and by reference."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.namespaces import BPMN, VENDORS

FLOW_SCOPES = ("process", "subProcess", "transaction", "adHocSubProcess")
SUB_PROCESSES = ("subProcess", "transaction", "adHocSubProcess")


@dataclass(slots=True)
class File:
    """The whole file.

    Attributes:
        root: the `definitions` element.
        own: the namespace that BPMN's elements are in (that of another version is tolerated).
        by_id: element of each id; the first one where an id is there twice.
        by_tag: BPMN elements by tag, in the order of the file.
    """

    root: Element
    own: str = BPMN
    by_id: dict[str, Element] = field(default_factory=dict)
    by_tag: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))

    def all(self, *tags: str) -> list[Element]:
        """All elements with one of these tags."""
        return [element for tag in tags for element in self.by_tag.get(tag, ())]

    def find(self, ref: str | None) -> Element | None:
        """The element a QName or id names; the prefix does not matter."""
        return self.by_id.get(local(ref)) if ref else None

    def follow(self, element: Element, attribute: str) -> Element | None:
        """The element that an attribute of `element` names."""
        return self.find(element.get(attribute))

    @property
    def vendor(self) -> bool:
        """True where the file is made for an engine that looks things up by key at run time."""
        return any(uri in VENDORS for uri in self.root.xml.nsmap.values())


def index(root: Element, own: str = BPMN) -> File:
    """Index a file's elements; what is in extensionElements is no element of BPMN."""
    file = File(root, own)
    waiting = [root]
    while waiting:
        element = waiting.pop()
        file.by_tag[element.tag].append(element)
        if element.id:
            file.by_id.setdefault(element.id.strip(), element)
        if element.tag != "extensionElements":
            waiting.extend(reversed([c for c in element.children if not c.tag.startswith("{")]))
    return file


def local(ref: str) -> str:
    """A QName without its prefix."""
    return ref.strip().rpartition(":")[2]
