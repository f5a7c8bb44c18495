"""Every line of ``facts/`` is one fact: an expression and what it is equal to."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from guiju.standard import feel

NOW = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)
VARIABLES = {
    "first name": "Ada",
    "last name": "Lovelace",
    "a": 3,
    "b": 2,
    "a-b": 7,
    "order": {"total": 12.5, "lines": [{"sku": "A", "qty": 1}, {"sku": "B", "qty": 2}]},
}
FACTS = sorted((Path(__file__).parent / "facts").glob("*.txt"))


def facts():
    for path in FACTS:
        held = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line:
                continue
            held += line
            if " => " not in line:
                held += "\n"
                continue
            expression, _, expected = held.rpartition(" => ")
            held = ""
            yield pytest.param(expression, expected, id=f"{path.stem}: {expression}")


def value_of(text):
    compiled = feel.compile_expression(text, names=VARIABLES)
    assert isinstance(compiled, feel.Compiled), str(compiled)
    return compiled.evaluate(VARIABLES, now=NOW)


@pytest.mark.parametrize(("expression", "expected"), list(facts()))
def test_a_fact_holds(expression, expected):
    found, wanted = value_of(expression), value_of(expected).value
    assert found.limit is None
    if wanted is None:
        assert found.value is None
    else:
        assert feel.equal(found.value, wanted) is True, f"{found.value} {found.warnings}"


def test_every_built_in_function_has_facts():
    told = "\n".join(path.read_text(encoding="utf-8") for path in FACTS)
    assert [name for name in feel.BUILT_IN if f"{name}(" not in told] == []
