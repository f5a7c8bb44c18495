"""The whole file: which version it is in, and every element of it in turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from guiju.standard.dmn.definitions import Definitions, Fragment, Import
from guiju.standard.dmn.read import graph
from guiju.standard.dmn.read.reading import Reading, fragment, line_of
from guiju.standard.dmn.read.types import read_type
from guiju.standard.dmn.versions import MODELS
from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import read_xml

_ELEMENTS: dict[str, tuple[str, Callable[[Reading, etree._Element], Any]]] = {
    "itemDefinition": ("types", read_type),
    "inputData": ("inputs", graph.read_input),
    "decision": ("decisions", graph.read_decision),
    "businessKnowledgeModel": ("knowledge", graph.read_knowledge),
    "decisionService": ("services", graph.read_service),
    "knowledgeSource": ("sources", graph.read_source),
}
_ASIDE = {"description", "extensionElements", "import"}


def read_definitions(data: bytes) -> tuple[Definitions | None, list[Problem]]:
    """Read a DMN file.

    Args:
        data: XML of DMN 1.1 to 1.6.

    Returns:
        What was read, and all problems of its shape. None where it is no DMN file at all.
        References, types and texts of FEEL are checked later, by ``load``.
    """
    root = read_xml(data)
    if isinstance(root, Problem):
        return None, [root]
    tag = etree.QName(root)
    version = tag.namespace or ""
    if tag.localname != "definitions" or version not in MODELS:
        return None, [_not_dmn(root, version)]
    reading = Reading("{" + version + "}", root.get("namespace", ""))
    if not reading.namespace:
        reading.complain(root, "dmn-no-namespace", "<definitions> must have a namespace.")
    imports = tuple(_import(reading, child) for child in reading.children(root, "import"))
    reading.imported.update((found.namespace, found.name) for found in imports)
    return _assemble(reading, root, version, imports), reading.problems


def _not_dmn(root: etree._Element, namespace: str) -> Problem:
    return Problem(
        "dmn-version",
        "The root must be <definitions> of DMN 1.1 to 1.6; it was <{name}> of '{namespace}'.",
        values={"name": etree.QName(root).localname, "namespace": namespace},
        line=line_of(root),
    )


def _import(reading: Reading, element: etree._Element) -> Import:
    return Import(
        **reading.named(element, name=" ".join(element.get("name", "").split())),
        namespace=element.get("namespace", ""),
        import_type=element.get("importType", ""),
        location=element.get("locationURI"),
    )


def _assemble(
    reading: Reading, root: etree._Element, version: str, imports: tuple[Import, ...]
) -> Definitions:
    found: dict[str, list[Any]] = {field: [] for field, _ in _ELEMENTS.values()}
    others: list[Fragment] = []
    diagrams = None
    for child in root:
        kind = reading.kind(child)
        if kind in _ELEMENTS:
            field, read = _ELEMENTS[kind]
            found[field].append(read(reading, child))
        elif kind is not None and kind not in _ASIDE:
            others.append(fragment(child))
        elif str(child.tag).endswith("}DMNDI"):
            diagrams = fragment(child)
    exporter = (
        ("exporter", root.get("exporter")),
        ("exporterVersion", root.get("exporterVersion")),
    )
    fields: dict[str, Any] = {field: tuple(items) for field, items in found.items()}
    return Definitions(
        **reading.named(root, name=root.get("name", "")),
        namespace=reading.namespace,
        version=version,
        expression_language=root.get("expressionLanguage"),
        type_language=root.get("typeLanguage"),
        exporter=tuple((key, str(value)) for key, value in exporter if value is not None),
        imports=imports,
        others=tuple(others),
        diagrams=diagrams,
        **fields,
    )
