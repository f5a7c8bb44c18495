"""Costs on models with inclusive gateways and interrupted sub-processes, against all their words."""

from random import Random

import pytest
from random_trees import TWICE, Bpmn, distance, random_tree, words

from guiju.check import Limits, check_log, sequences
from guiju.standard import compile_standard
from guiju.standard.steps import behaviour


def examine(seed: int) -> bool:
    """One model with some traces, some models by search too; False where it is too large."""
    dice = Random(seed)
    tree = random_tree(dice)
    try:
        allowed = words(tree)
    except OverflowError:
        return False
    compiled = compile_standard(Bpmn(tree).text)
    assert compiled.standard is not None, compiled.problems
    traces = ["".join(dice.choices("abcdx", k=dice.randint(0, 6))) for _ in range(3)]
    traces += dice.sample(sorted(allowed), min(2, len(allowed)))
    truth = [min(distance(trace, word) for word in allowed) for trace in traces]
    log = sequences(traces)
    standard = behaviour(compiled.standard, "p")
    for limits in (Limits(), Limits(automaton=0))[: 1 + (seed % 4 == 0)]:
        found = check_log(standard, log, limits=limits)
        costs = found.variant_cost[log.table.of_case].tolist()
        assert costs == truth, (seed, traces)
    return True


@pytest.mark.parametrize("block", range(3))
def test_cost_equals_the_distance_to_the_nearest_word(block):
    assert sum(examine(seed) for seed in range(block * 8, block * 8 + 8)) >= 6


@pytest.mark.long
@pytest.mark.timeout(7_200)
def test_cost_equals_the_distance_to_the_nearest_word_on_two_thousand_models():
    assert sum(examine(seed) for seed in range(1_000, 3_000)) >= 1_500


@pytest.mark.parametrize("kind", TWICE)
def test_a_number_of_instances_that_the_model_says_is_kept_to(kind):
    compiled = compile_standard(Bpmn((kind, [("task", "a")])).text)
    log = sequences(["", "a", "aa", "aaa"])
    found = check_log(behaviour(compiled.standard, "p"), log)
    assert found.variant_cost[log.table.of_case].tolist() == [2, 1, 0, 1]
    assert {d.kind for d in found.deviations} == {"skipped", "repeated"}


def test_a_number_of_instances_that_data_say_may_be_any():
    text = Bpmn(("both", [("task", "a")])).text.replace(b">2</loopC", b">needed</loopC")
    log = sequences(["", "a", "aaa"])
    found = check_log(behaviour(compile_standard(text).standard, "p"), log)
    assert found.cost_total == 0
