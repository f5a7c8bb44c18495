"""Where a QName leads: into this file, into an imported one, or nowhere."""

from __future__ import annotations

from typing import Literal

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File

Where = Literal["here", "imported", "nowhere", "unknown prefix"]


def where(file: File, element: Element, ref: str) -> Where:
    """Tell where a reference written at `element` leads (8.2.2, 15.3.2)."""
    if file.find(ref) is not None:
        return "here"
    prefix, _, name = ref.strip().rpartition(":")
    if not prefix:
        return "nowhere"
    uri = element.xml.nsmap.get(prefix)
    if uri is None:
        return "unknown prefix"
    if uri == file.root.get("targetNamespace"):
        return "nowhere"
    if uri in file.imported:
        return "imported" if name in file.imported[uri] else "nowhere"
    imported = {child.get("namespace") for child in file.root.all("import")}
    return "imported" if uri in imported else "nowhere"
