"""Where a QName leads: into this file, into an imported one, or nowhere."""

from __future__ import annotations

from typing import Literal

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File

Where = Literal["here", "imported", "nowhere", "unknown prefix"]


def where(file: File, element: Element, ref: str) -> tuple[Where, Element | None]:
    """Tell where a reference written at `element` leads (8.2.2, 15.3.2).

    Returns:
        The place and the element; the element is None where its file is not at hand.
    """
    prefix, _, name = ref.strip().rpartition(":")
    here = file.by_id.get(name)
    uri = element.xml.nsmap.get(prefix) if prefix else file.target
    if uri is None:
        return ("here", here) if here is not None and file.tool else ("unknown prefix", None)
    if uri != file.target and uri in file.import_namespaces:
        return _imported(file, uri, name)
    # Tools write references with BPMN's own prefix too.
    if here is not None and (uri in (file.target, file.own) or file.tool):
        return "here", here
    return _imported(file, uri, name) if uri in file.imported else ("nowhere", None)


def _imported(file: File, uri: str, name: str) -> tuple[Where, Element | None]:
    if uri not in file.imported:
        return "imported", None
    found = file.imports(uri, name)
    return ("nowhere", None) if found is None else ("imported", found)
