"""The official kit's test cases as plain data (its README says how they are laid out)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import read_xml

KIT = Path(__file__).resolve().parents[2] / "../shared/dmn-tck"
LEVELS = ("compliance-level-2", "compliance-level-3", "non-compliant")
_TCK = "{http://www.omg.org/spec/DMN/20160719/testcase}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True)
class Typed:
    """One simple value: its XML Schema type without prefix, and its text (None: null)."""

    kind: str
    text: str | None


Value = Typed | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True)
class ExpectedNode:
    name: str
    namespace: str | None
    value: Value | None
    error: bool


@dataclass(frozen=True)
class Case:
    level: str
    folder: str
    model: Path
    name: str
    kind: str
    invocable: str | None
    namespace: str | None
    inputs: dict[tuple[str | None, str], Value]
    expected: tuple[ExpectedNode, ...] = field(default=())

    @property
    def hard(self) -> bool:
        """Whether some expected value is not null."""
        return any(not is_null(node.value) and not node.error for node in self.expected)


def is_null(value: Value | None) -> bool:
    return value is None or (isinstance(value, Typed) and value.text is None)


def all_cases() -> Iterator[Case]:
    for level in LEVELS:
        for folder in sorted(path for path in (KIT / level).iterdir() if path.is_dir()):
            for file in sorted(folder.glob("*-test-*.xml")):
                yield from _cases(level, folder, file)


def _cases(level: str, folder: Path, file: Path) -> Iterator[Case]:
    root = read_xml(file.read_bytes())
    assert not isinstance(root, Problem), (file, root)
    model = folder / (root.findtext(f"{_TCK}modelName") or "").strip()
    mark = file.stem.rpartition("-test-")[2]
    for position, element in enumerate(root.iterfind(f"{_TCK}testCase"), 1):
        label = element.get("id") or element.get("name") or str(position)
        yield Case(
            level=level,
            folder=folder.name,
            model=model,
            name=f"{folder.name}/{mark}/{label}",
            kind=element.get("type", "decision"),
            invocable=element.get("invocableName"),
            namespace=element.get("namespace"),
            inputs={
                (node.get("namespace"), node.get("name", "")): _value(node)
                for node in element.iterfind(f"{_TCK}inputNode")
            },
            expected=tuple(_expected(node) for node in element.iterfind(f"{_TCK}resultNode")),
        )


def _expected(node: etree._Element) -> ExpectedNode:
    expected = node.find(f"{_TCK}expected")
    return ExpectedNode(
        name=node.get("name", ""),
        namespace=node.get("namespace"),
        value=None if expected is None else _value(expected),
        error=node.get("errorResult") == "true",
    )


def _value(holder: etree._Element) -> Value:
    components = holder.findall(f"{_TCK}component")
    listed = holder.find(f"{_TCK}list")
    simple = holder.find(f"{_TCK}value")
    if components:
        return {
            one.get("name", ""): Typed("nil", None) if _nil(one) else _value(one)
            for one in components
        }
    if listed is not None:
        if _nil(listed):
            return Typed("nil", None)
        return [_value(item) for item in listed.iterfind(f"{_TCK}item")]
    if simple is None or _nil(simple):
        return Typed("nil", None)
    kind = simple.get(f"{_XSI}type", "string").rpartition(":")[2]
    return Typed(kind, simple.text or "")


def _nil(element: etree._Element) -> bool:
    return element.get(f"{_XSI}nil") in {"true", "1"}
