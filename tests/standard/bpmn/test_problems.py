"""Each problem is found in a wrong model, and in no right one; each is documented."""

import re
from pathlib import Path

import pytest

from guiju.standard import bpmn

from .placed_models import FRAGMENTS
from .right_models import RIGHT
from .wrong_models import WRONG

ROOT = Path(__file__).parents[3]
CODE = re.compile(r'(?:wrong|doubtful|say|Problem|_untold)\(\s*f?"([a-z{}-]+)"')


def codes() -> set[str]:
    """Every code that the source can give, with `{kind}` and the like filled in."""
    found: set[str] = set()
    for file in (ROOT / "src/guiju/standard/bpmn").rglob("*.py"):
        found |= set(CODE.findall(file.read_text(encoding="utf-8")))
        found |= set(re.findall(r'return "((?:flow)-[a-z-]+)"', file.read_text(encoding="utf-8")))
    for name, values in (("kind", ("error", "escalation")), ("tag", ("incoming", "outgoing"))):
        found = {c.replace(f"{{{name}}}", v) for c in found for v in values}
    return found


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_right_model_has_no_problem_but_unlisted_flows(name: str) -> None:
    found = bpmn.read(RIGHT[name].encode())
    assert [str(p) for p in found.problems if not p.code.endswith("-not-listed")] == []
    assert found.definitions is not None


@pytest.mark.parametrize(("code", "name", "old", "new"), WRONG)
def test_a_wrong_model_gives_its_problem(code: str, name: str, old: str, new: str) -> None:
    assert old in RIGHT[name]
    found = bpmn.read(RIGHT[name].replace(old, new).encode())
    problem = next((p for p in found.problems if p.code == code), None)
    assert problem is not None, [p.code for p in found.problems]
    assert not re.search(r"\{[a-z_]+(![rs])?\}", str(problem))
    assert problem.line is not None
    assert (found.definitions is None) == any(p.severity == "error" for p in found.problems)


XML_SCHEMA = "http://www.w3.org/2001/XMLSchema"
IMPORT = (
    RIGHT["people"]
    .replace("xmlns:tns", 'xmlns:o="urn:other" xmlns:tns')
    .replace(
        '<itemDefinition id="text"',
        '<import namespace="urn:other" location="other.bpmn" '
        'importType="http://www.omg.org/spec/BPMN/20100524/MODEL"/><itemDefinition id="text"',
    )
)
OTHER = RIGHT["people"].replace("urn:test", "urn:other").encode()
EMPTY = RIGHT["people"].partition("<itemDefinition")[0] + '<process id="{}"/></definitions>'
SAME = EMPTY.format("called").encode()
SAME_D = EMPTY.format("c").replace("urn:test", "urn:other").encode()
SCHEMA = IMPORT.replace("urn:other", "urn:x").replace("other.bpmn", "other.xsd")
SCHEMA = SCHEMA.replace('http://www.omg.org/spec/BPMN/20100524/MODEL"/>', XML_SCHEMA + '"/>')
XSD = f'<schema xmlns="{XML_SCHEMA}" targetNamespace="urn:x"/>'.encode()


@pytest.mark.parametrize(
    ("code", "text", "beside"),
    [
        ("import-not-found", IMPORT, {}),
        ("import-unreadable", IMPORT, {"other.bpmn": b"<definitions/>"}),
        ("import-of-other-namespace", IMPORT, {"other.bpmn": RIGHT["people"].encode()}),
        ("import-unreadable", SCHEMA, {"other.xsd": b"<definitions/>"}),
        ("import-of-other-namespace", SCHEMA, {"other.xsd": XSD.replace(b"urn:x", b"urn:y")}),
        ("import-type", SCHEMA.replace('importType="http:', 'importType="'), {"other.xsd": XSD}),
        ("duplicate-id", IMPORT.replace("urn:other", "urn:test"), {"other.bpmn": SAME}),
        ("dangling-reference", IMPORT.replace("tns:called", "o:nobody"), {"other.bpmn": OTHER}),
        ("dangling-reference", IMPORT.replace("tns:called", "o:d"), {"other.bpmn": SAME_D}),
        ("reference-to-wrong-kind", IMPORT.replace("tns:called", "o:a"), {"other.bpmn": OTHER}),
        ("dangling-reference", IMPORT.replace("tns:called", "xsd:called"), {"other.bpmn": OTHER}),
        ("import-wrong", IMPORT, {"other.bpmn": OTHER.replace(b'id="l2"', b'id="l1"')}),
        ("import-not-read", IMPORT, None),
        ("import-not-read", IMPORT.replace('"other', '"../other'), {"other.bpmn": OTHER}),
    ],
)
def test_a_wrong_import_gives_its_problem(
    code: str, text: str, beside: dict[str, bytes] | None
) -> None:
    found = bpmn.read(text.encode(), beside).problems
    assert [p.code for p in found if not p.code.endswith("-not-listed")] == [code]


def test_a_right_import_has_no_problem() -> None:
    text = IMPORT.replace("tns:called", "o:called")
    found = bpmn.read(text.encode(), {"other.bpmn": OTHER})
    assert [p.code for p in found.problems if not p.code.endswith("-not-listed")] == []


def test_every_code_has_a_wrong_model() -> None:
    imports = {code for code in codes() if code.startswith("import-")}
    assert codes() - imports - {case[0] for case in (*WRONG, *FRAGMENTS)} == set()


def test_every_code_is_documented() -> None:
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert [code for code in sorted(codes()) if f"`{code}`" not in page] == []
