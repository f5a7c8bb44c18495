"""Real logs against models mined from them: the facts of the shared data, to the last unit."""

import json
from pathlib import Path

import pytest

from guiju.check import check_log
from guiju.journal import read_log
from guiju.standard import compile_standard
from guiju.standard.steps import behaviour

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text()) if DATA.is_dir() else {}


@pytest.mark.skipif(not EXPECTED, reason="no shared data beside the checkout")
@pytest.mark.parametrize("name", list(EXPECTED))
def test_cost_fitting_and_fitness_are_those_of_the_independent_implementations(name):
    expected = EXPECTED[name]
    log = read_log(DATA / "logs" / f"{name}.xes.gz")
    loaded = compile_standard((DATA / "models" / f"{name}.bpmn").read_bytes())
    (process,) = {place.process for place in loaded.standard.program.places}
    result = check_log(behaviour(loaded.standard, process), log)
    assert result.method == "automaton"
    assert result.undecided == ()
    assert result.cases_total == expected["cases"]
    assert result.variant_cases.size == expected["variants"]
    assert result.cost_total == expected["alignment_cost_total"]
    assert result.fitting_cases == expected["fitting_cases"]
    assert result.variant_cost.max() == expected["worst_variant_cost"]
    if "alignment_fitness_mean" in expected:
        assert result.fitness_mean == pytest.approx(expected["alignment_fitness_mean"], abs=1e-6)
    assert 0 < result.precision <= 1
    table = result.cases
    assert sum(table["cost"].to_pylist()) == result.cost_total
    assert sum(e.done + e.skipped for e in result.elements) > 0
    two_each = ("moved", "wrong branch")
    explained = sum(d.occurrences * (2 if d.kind in two_each else 1) for d in result.deviations)
    assert explained == result.cost_total
