"""What is wrong is wrong in every scope: processes, sub-processes of each kind."""

import pytest

from guiju.standard import bpmn

from .placed_models import BESIDE, FRAGMENTS, SCOPES

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
