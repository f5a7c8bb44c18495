"""The way in: the bytes of a BPMN file become its definitions and all its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from guiju.standard.bpmn.bad import wrong
from guiju.standard.bpmn.element import element_of, line_of
from guiju.standard.bpmn.file import File, index, name_the_nameless
from guiju.standard.bpmn.imports import check_imports
from guiju.standard.bpmn.namespaces import BPMN, is_bpmn_of_another_version
from guiju.standard.bpmn.reading.definitions import definitions
from guiju.standard.bpmn.rules import check_rules
from guiju.standard.bpmn.schema.check import check_schema
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import XmlLimits, read_xml

# No process nests as deep as XML may; what walks down scopes can then be written plainly.
_LIMITS = XmlLimits(depth=100)


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a file; `definitions` is None where a problem is an error."""

    definitions: Definitions | None
    problems: tuple[Problem, ...] = ()


def read(data: bytes, beside: Mapping[str, bytes] | None = None) -> Read:
    """Read a BPMN 2.0 file (OMG formal/13-12-09, XML of chapter 15).

    Args:
        data: the file.
        beside: the other files of its folder by name, where they are known: an import must then
            be among them. They are looked at for their ids only; what is called is not joined.

    Returns:
        The definitions, and all problems in the order of the file. Never raises for anything
        that `data` may hold.
    """
    root = read_xml(data, _LIMITS)
    if isinstance(root, Problem):
        return Read(None, (root,))
    namespace, _, name = str(root.tag).rpartition("}")
    namespace = namespace.removeprefix("{")
    other = is_bpmn_of_another_version(namespace)
    if name != "definitions" or not (namespace == BPMN or other):
        return Read(None, (_no_bpmn(root),))
    file = index(element_of(root, namespace), namespace)
    problems = (_another_version(namespace),) if other else ()
    return _read(file, (*problems, *_problems(file, beside)))


def _problems(file: File, beside: Mapping[str, bytes] | None) -> list[Problem]:
    found = [*check_imports(file, beside), *check_schema(file), *check_rules(file)]
    found += _wrong_imports(file)
    return sorted(found, key=lambda problem: problem.line or 0)


def _wrong_imports(file: File) -> Iterator[Problem]:
    """What is imported must be right itself; its own imports are not looked at."""
    for element in file.root.all("import"):
        for other in file.imported.get(element.get("namespace") or "", ()):
            each = (*check_schema(other), *check_rules(other))
            problem = next((p for p in each if p.severity == "error"), None)
            if problem is not None:
                yield wrong(
                    "import-wrong",
                    element,
                    "What is imported must be right; in {location} {problem}",
                    location=element.get("location"),
                    problem=str(problem),
                )


def _read(file: File, problems: tuple[Problem, ...]) -> Read:
    if any(problem.severity == "error" for problem in problems):
        return Read(None, problems)
    name_the_nameless(file)
    return Read(definitions(file), problems)


def _no_bpmn(root: etree._Element) -> Problem:
    return Problem(
        "not-bpmn",
        "The root must be the element definitions of {expected}; it was {found}.",
        values={"expected": BPMN, "found": str(root.tag)},
        line=line_of(root),
    )


def _another_version(namespace: str) -> Problem:
    return Problem(
        "namespace-of-another-version",
        "The namespace of BPMN 2.0 is {expected}; {found} is read as if it were.",
        values={"expected": BPMN, "found": namespace},
        severity="warning",
        line=1,
    )
