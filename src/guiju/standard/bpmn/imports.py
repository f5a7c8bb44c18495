"""Imports: what a file says of other files, held against those at hand (8.2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File
from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import read_xml

_PLAIN = re.compile(r"(?:\./)?[^/\\:]+")


def check_imports(file: File, beside: Mapping[str, bytes] | None) -> Iterator[Problem]:
    """Check each import, and note the ids of the namespaces that are imported.

    Args:
        file: the file; its `imported` is filled.
        beside: the files in the same folder, by name; None where the folder is not known.
    """
    for element in file.root.all("import"):
        location = element.get("location") or ""
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
        elif "/BPMN/" in (element.get("importType") or ""):
            yield from _bpmn(file, element, location, beside[location.removeprefix("./")])


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
        yield wrong(
            "import-of-other-namespace",
            element,
            "The namespace of an import must be the target namespace of its file, {expected}; "
            "it was {found}.",
            expected=root.get("targetNamespace"),
            found=namespace,
        )
    else:
        ids = frozenset(name for e in root.iter() if (name := e.get("id")))
        file.imported[namespace] = file.imported.get(namespace, frozenset()) | ids
