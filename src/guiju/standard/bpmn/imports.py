"""Imports: what a file says of other files, held against those at hand (8.2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element, element_of
from guiju.standard.bpmn.file import File, index
from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import read_xml

_XSD = "http://www.w3.org/2001/XMLSchema"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:.")
_PLAIN = re.compile(r"(?:\./)?[^/\\:]+")


def check_imports(file: File, beside: Mapping[str, bytes] | None) -> Iterator[Problem]:
    """Check each import, and keep the files that are imported.

    Args:
        file: the file; its `imported` is filled.
        beside: the files in the same folder, by name; None where the folder is not known.
    """
    for element in file.root.all("import"):
        location = element.get("location") or ""
        kind = element.get("importType") or ""
        if kind and not _ABSOLUTE.match(kind):
            yield wrong(
                "import-type",
                element,
                "importType must be an absolute URI; it was {found!r}.",
                found=kind,
            )
        if beside is None or not _PLAIN.fullmatch(location):
            yield doubtful(
                "import-not-read",
                element,
                "The file {location} is not looked at: only files of the same folder are.",
                location=location,
            )
        elif location.removeprefix("./") not in beside:
            yield wrong(
                "import-not-found",
                element,
                "The imported file must be there; there is no {location}.",
                location=location,
            )
        elif "/BPMN/" in kind:
            yield from _bpmn(file, element, location, beside[location.removeprefix("./")])
        elif kind == _XSD:
            yield from _schema(element, location, beside[location.removeprefix("./")])


def _schema(element: Element, location: str, data: bytes) -> Iterator[Problem]:
    root = read_xml(data)
    if isinstance(root, Problem) or root.tag != "{" + _XSD + "}schema":
        yield wrong(
            "import-unreadable",
            element,
            "What is imported as an XML schema must be one; {location} is none.",
            location=location,
        )
    elif root.get("targetNamespace", "") != (element.get("namespace") or ""):
        yield _other_namespace(element, root.get("targetNamespace"))


def _other_namespace(element: Element, expected: str | None) -> Problem:
    return wrong(
        "import-of-other-namespace",
        element,
        "The namespace of an import must be the target namespace of its file, {expected}; "
        "it was {found}.",
        expected=expected,
        found=element.get("namespace"),
    )


def _bpmn(file: File, element: Element, location: str, data: bytes) -> Iterator[Problem]:
    root = read_xml(data)
    namespace = element.get("namespace") or ""
    if isinstance(root, Problem) or not str(root.tag).endswith("}definitions"):
        yield wrong(
            "import-unreadable",
            element,
            "What is imported as BPMN must be a BPMN file; {location} is none.",
            location=location,
        )
    elif root.get("targetNamespace") != namespace:
        yield _other_namespace(element, root.get("targetNamespace"))
    else:
        own = str(root.tag)[1:].partition("}")[0]
        other = index(element_of(root, own), own)
        file.imported.setdefault(namespace, []).append(other)
        yield from _used_twice(file, other, element, location)


def _used_twice(file: File, other: File, element: Element, location: str) -> Iterator[Problem]:
    """Ids name one element of a namespace, in however many files it is written."""
    same = other.target == file.target
    for name in sorted(file.by_id.keys() & other.by_id.keys()) if same else ():
        if other.by_id[name] is other.root:
            continue
        yield wrong(
            "duplicate-id",
            element,
            "The id {id} must be used once; {line} has it too.",
            id=name,
            line=location,
        )
