"""Beyond the automaton: the search gives the same cost, and its limit an honest bound."""

from random import Random

import pytest
from models import FINE, order, parallel

from guiju.check import Limits, check_log, sequences
from guiju.standard.steps.net import net_of

SEARCH = Limits(states=1)


def test_search_and_automaton_agree_on_cost_and_deviations():
    dice = Random(7)
    names = [*FINE, "Refuse", "Pray"]
    cases = [[dice.choice(names) for _ in range(dice.randint(0, 8))] for _ in range(60)]
    automaton = check_log(order(), sequences(cases))
    search = check_log(order(), sequences(cases), limits=SEARCH)
    assert (automaton.method, search.method) == ("automaton", "search")
    assert automaton.variant_cost.tolist() == search.variant_cost.tolist()
    assert automaton.fitness_mean == search.fitness_mean


def test_a_standard_of_a_million_states_is_checked_by_search():
    net = parallel(20)
    names = [f"t{i}" for i in reversed(range(20))]
    result = check_log(net, sequences([names, names[1:], [*names, "t3"]]), limits=Limits(2_000))
    assert result.method == "search"
    assert result.variant_cost.tolist() == [0, 1, 1]
    assert result.cheapest_run == 20
    assert result.explored is None


def test_past_the_limit_a_variant_is_undecided_with_its_bound():
    net = parallel(20)
    case = [*(f"t{i}" for i in range(5, 20)), "unknown", "unknown"]
    limits = Limits(states=1_000, looked_at=5)
    result = check_log(net, sequences([case]), limits=limits)
    (undecided,) = result.undecided
    assert 2 <= undecided.bound <= 7
    assert (result.decided_cases, result.cases["cost"].to_pylist()) == (0, [None])


def test_a_standard_that_cannot_end_decides_nothing():
    nodes = [("s", "start"), ("x", "exclusive"), ("a", "task"), ("b", "task"), ("j", "parallel")]
    flows = [("1", "s", "x"), ("2", "x", "a"), ("3", "x", "b"), ("4", "a", "j"), ("5", "b", "j")]
    result = check_log(net_of(nodes, flows), sequences([["a"], ["b"]]))
    assert result.method == "no complete run"
    assert (result.decided_cases, len(result.undecided)) == (0, 2)


def test_tokens_without_end_are_met_by_search_not_by_memory():
    nodes = [("s", "start"), ("m", "exclusive"), ("p", "parallel"), ("a", "task"), ("e", "end")]
    arrows = ["s>m", "m>p", "p>m", "p>a", "a>e"]
    flows = [(f"f{i}", *arrow.split(">")) for i, arrow in enumerate(arrows)]
    result = check_log(
        net_of(nodes, flows), sequences([["a", "a"]]), limits=Limits(2_000, looked_at=500)
    )
    assert result.method in ("search", "no complete run")
    assert result.decided_cases == 0


@pytest.mark.parametrize("left", [40, 2_000_000])
def test_several_processes_give_the_same_answer(left):
    names = [("Receive", "Approve", "Bill", "Pack", "Archive")[:n] for n in range(6)]
    log = sequences([(*one, *other) for one in names for other in names])
    limits = Limits(states=2, looked_at_in_all=left)
    alone, shared = (check_log(order(), log, limits=limits, processes=n) for n in (1, 2))
    assert alone.method == shared.method == "search"
    assert alone.to_dict() == shared.to_dict()
    assert (alone.variant_cost == shared.variant_cost).all()
    assert bool(alone.undecided) is (left == 40)
