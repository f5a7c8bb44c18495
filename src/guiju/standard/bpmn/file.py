"""A BPMN file: its elements, found by id, by tag and by reference."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.namespaces import BPMN, VENDORS, of_a_tool
from guiju.standard.bpmn.tags import FLOW_NODES, GLOBAL_TASKS

_NEED_ID = frozenset(
    (
        *FLOW_NODES, *GLOBAL_TASKS, "process", "sequenceFlow", "participant", "messageFlow", "lane",
        "association", "textAnnotation", "group", "operation", "message", "signal", "error",
        "escalation", "resource", "itemDefinition", "dataStore", "dataObject", "property",
        "dataObjectReference", "dataStoreReference", "dataInput", "dataOutput", "inputDataItem",
        "outputDataItem", "categoryValue",
    )
)  # fmt: skip


@dataclass(slots=True)
class File:
    """The whole file.

    Attributes:
        root: the `definitions` element.
        own: the namespace that BPMN's elements are in (that of another version is tolerated).
        by_id: element of each id; the first one where an id is there twice.
        by_tag: BPMN elements by tag, in the order of the file.
        into, out_of: sequence flows by the id of their target and of their source.
        imported: the imported files that were at hand, by namespace.
        import_namespaces: the namespaces of all imports, at hand or not.
    """

    root: Element
    own: str = BPMN
    by_id: dict[str, Element] = field(default_factory=dict)
    by_tag: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    into: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    out_of: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    imported: dict[str, list[File]] = field(default_factory=dict)
    import_namespaces: frozenset[str] = frozenset()

    def all(self, *tags: str) -> list[Element]:
        """All elements with one of these tags."""
        return [element for tag in tags for element in self.by_tag.get(tag, ())]

    def find(self, ref: str | None) -> Element | None:
        """The element a QName or id names, in this file or in an imported one."""
        if not ref:
            return None
        if not self.imported:
            return self.by_id.get(local(ref))
        prefix, _, name = ref.strip().rpartition(":")
        uri = self.root.xml.nsmap.get(prefix) if prefix else self.target
        here = None if uri in self.imported and uri != self.target else self.by_id.get(name)
        return here if here is not None else self.imports(uri, name)

    def imports(self, uri: str | None, name: str) -> Element | None:
        """The element with this id in the imported files of a namespace."""
        found = (file.by_id.get(name) for file in self.imported.get(uri or "", ()))
        return next((element for element in found if element is not None), None)

    def follow(self, element: Element, attribute: str) -> Element | None:
        """The element that an attribute of `element` names."""
        return self.find(element.get(attribute))

    def incoming(self, node: Element) -> list[Element]:
        """The sequence flows whose target is this node."""
        return self.into.get(node.get("id") or "", [])

    def outgoing(self, node: Element) -> list[Element]:
        """The sequence flows whose source is this node."""
        return self.out_of.get(node.get("id") or "", [])

    def causes(self, event: Element) -> list[Element]:
        """The event definitions of an event, its own and those it refers to."""
        found = []
        for child in event.children:
            target = self.find(child.text) if child.tag == "eventDefinitionRef" else child
            if target is not None and target.tag.endswith("EventDefinition"):
                found.append(target)
        return found

    def attached(self, activity: Element) -> list[Element]:
        """The boundary events of an activity."""
        return [
            event
            for event in self.all("boundaryEvent")
            if self.follow(event, "attachedToRef") is activity
        ]

    @property
    def target(self) -> str:
        """The namespace of the file's own elements."""
        return self.root.attributes.get("targetNamespace", "")

    @property
    def vendor(self) -> bool:
        """True where the file is made for an engine that looks things up by key at run time."""
        return any(uri in VENDORS for uri in self.root.xml.nsmap.values())

    @property
    def tool(self) -> bool:
        """True where the file speaks a namespace of the tool it was made with.

        What many tools write although the schema forbids it is only a warning in such a file.
        """
        spoken = set(self.root.xml.nsmap.values()) - {self.target, *self.import_namespaces}
        return self.vendor or any(of_a_tool(uri) for uri in spoken)


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
    imports = (element.get("namespace") or "" for element in file.by_tag["import"])
    file.import_namespaces = frozenset(imports)
    for flow in file.by_tag["sequenceFlow"]:
        file.into[local(flow.get("targetRef") or "")].append(flow)
        file.out_of[local(flow.get("sourceRef") or "")].append(flow)
    return file


def executable(element: Element) -> bool:
    """True for what is in a process that says it is executable, and for global tasks."""
    process = element if element.tag == "process" else element.inside("process")
    if process is None:
        return element.tag.startswith("global") or element.inside(*GLOBAL_TASKS) is not None
    return process.flag("isExecutable")


def drawing(file: File, element: Element) -> bool:
    """True where nothing is run: a process says so, or a tool has drawn it."""
    process = element if element.tag == "process" else element.inside("process")
    if process is None or executable(element):
        return False
    return file.tool or process.get("isExecutable") is not None


def local(ref: str) -> str:
    """A QName without its prefix."""
    return ref.strip().rpartition(":")[2]


def name_the_nameless(file: File) -> None:
    """Give an id to every element that has none, so that each can be told from the others."""
    count = 0
    for elements in file.by_tag.values():
        for element in elements:
            if element.get("id") or element.tag not in _NEED_ID:
                continue
            count += 1
            while f"_{element.tag}_{count}" in file.by_id:
                count += 1
            element.attributes["id"] = f"_{element.tag}_{count}"
            file.by_id[element.attributes["id"]] = element
