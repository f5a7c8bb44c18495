"""What is wrong is wrong in every scope: processes, sub-processes of each kind."""

import pytest

from guiju.standard import bpmn

from .placed_models import BESIDE, FRAGMENTS, SCOPES
from .right_models import RIGHT as MODELS
from .whole_models import WHOLE

# A cancel end event is right in a transaction.
RIGHT = {("cancel-outside-transaction", "transaction")}


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_a_scope_without_a_fragment_is_right(scope: str) -> None:
    found = bpmn.read(SCOPES[scope]("", after=BESIDE).encode()).problems
    assert [str(p) for p in found if p.severity == "error"] == []


@pytest.mark.parametrize("scope", sorted(SCOPES))
@pytest.mark.parametrize(
    ("code", "text"), [case[:2] for case in FRAGMENTS], ids=[f"{c}-{n}" for c, _, n in FRAGMENTS]
)
def test_a_wrong_fragment_is_refused_in_every_scope(scope: str, code: str, text: str) -> None:
    found = bpmn.read(SCOPES[scope](text, after=BESIDE).encode())
    errors = [problem.code for problem in found.problems if problem.severity == "error"]
    if (code, scope) in RIGHT:
        assert errors == []
    else:
        assert code in errors
        assert found.definitions is None


@pytest.mark.parametrize(
    ("code", "text"), [(c, t) for c, _, t in WHOLE], ids=[n for _, n, _ in WHOLE]
)
def test_a_wrong_model_is_refused(code: str, text: str) -> None:
    found = bpmn.read(text.encode())
    assert code in [problem.code for problem in found.problems if problem.severity == "error"]
    assert found.definitions is None


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("people", '<startEvent id="s"/>', '<startEvent id="s"/><laneSet id="z"/>', "child-order"),
        ("drawn", 'bpmnElement="a"', 'bpmnElement="nobody"', "drawn-element-missing"),
        ("drawn", '<bpmndi:BPMNShape id="d1"', '<bpmndi:BPMNShape id="d2"', "duplicate-id"),
    ],
)
def test_what_tools_write_is_a_warning_in_their_files(
    name: str, old: str, new: str, code: str
) -> None:
    text = MODELS[name].replace("xmlns:tns", 'xmlns:x="http://tool.example/ns" xmlns:tns')
    found = bpmn.read(text.replace(old, new).encode())
    assert (code, "warning") in [(problem.code, problem.severity) for problem in found.problems]
    assert found.definitions is not None


def test_texts_may_hold_markup() -> None:
    text = MODELS["listed"].replace(
        '<task id="a">', '<task id="a"><documentation>As <p>the law</p> wants.</documentation>'
    )
    assert bpmn.read(text.encode()).problems == ()
