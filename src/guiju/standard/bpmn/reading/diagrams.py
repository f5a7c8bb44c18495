"""Diagrams, kept as text for export and pictures (chapter 12)."""

from __future__ import annotations

from lxml import etree

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.namespaces import BPMNDI


def diagram(root: Element) -> str:
    """The diagrams as text that does not depend on the prefixes of the file."""
    texts = (canonical(part) for part in root.all("{" + BPMNDI + "}BPMNDiagram"))
    return "\n".join(text for text in texts if text is not None)


def canonical(part: Element) -> str | None:
    """Exclusive canonical XML of one diagram; None where its namespaces are no proper URIs."""
    try:
        text: bytes = etree.tostring(
            part.xml, method="c14n", exclusive=True, with_comments=False, with_tail=False
        )
    except etree.C14NError:
        return None
    return text.decode()
