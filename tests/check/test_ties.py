"""The policy on events of equal time: least cost over all orders, and what is told of it."""

from datetime import UTC, datetime, timedelta
from itertools import permutations, product
from random import Random

import pytest
from models import FINE, order
from random_models import random_net

from guiju.check import automaton_of, check_log, sequences
from guiju.check.ties import order as order_module
from guiju.journal import Mapping, read_log

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TOLD = Mapping(case="case", activity="activity", time="time")


def log_of(cases):
    """A log of cases, each a list of groups of activities of one moment."""
    lines = ["case,activity,time"]
    for case, groups in enumerate(cases):
        for at, group in enumerate(groups):
            moment = (START + timedelta(minutes=at)).isoformat()
            lines += [f"c{case},{activity},{moment}" for activity in group]
    return read_log("\n".join(lines).encode(), TOLD)


def orders(groups):
    """Every sequence that the groups allow."""
    for choice in product(*(sorted(set(permutations(group))) for group in groups)):
        yield [activity for group in choice for activity in group]


def random_groups(dice):
    return [
        [dice.choice("abcdefx") for _ in range(dice.choice([1, 1, 2, 3, 4]))]
        for _ in range(dice.randint(1, 3))
    ]


@pytest.mark.parametrize("seed", range(30))
def test_the_cost_is_the_least_over_all_orders_of_tied_events(seed):
    dice = Random(seed)
    net = random_net(dice)
    automaton = automaton_of(net, 3_000)
    if automaton is None or not automaton.graph.states:
        pytest.skip("this net is too large or has no run")
    cases = [random_groups(dice) for _ in range(6)]
    log = log_of(cases)
    source = check_log(net, log, automaton=automaton)
    for policy in ("best fitting", "partial order"):
        result = check_log(net, log, automaton=automaton, ties=policy)
        costs = result.cases["cost"].to_pylist()
        for groups, cost in zip(cases, costs, strict=True):
            every = check_log(net, sequences(orders(groups)), automaton=automaton)
            assert cost == min(every.cases["cost"].to_pylist())
        assert result.ties == source.ties
        assert result.tie_report.cut == 0
        assert result.cases["case"].to_pylist() == source.cases["case"].to_pylist()


def test_best_fitting_leaves_alone_what_fits_and_partial_order_makes_one_variant():
    pack_first = [[a] for a in FINE[:2]] + [["Pack", "Bill"]] + [["Archive"]]
    bill_first = [[a] for a in FINE[:2]] + [["Bill", "Pack"]] + [["Archive"]]
    wrong = [["Receive"], ["Pack", "Approve", "Bill"], ["Archive"]]
    log = log_of([pack_first, bill_first, wrong])
    found = {
        p: check_log(order(), log, ties=p)
        for p in ("source order", "best fitting", "partial order")
    }
    assert [r.cost_total for r in found.values()] == [2, 0, 0]
    assert [r.variant_cases.size for r in found.values()] == [3, 2, 1]
    assert found["source order"].tie_report.reordered == 0
    assert found["best fitting"].tie_report.reordered == 1
    assert found["best fitting"].ties == 3
    assert found["best fitting"].to_dict()["tie_policy"] == "best fitting"


def test_ignored_activities_tie_nothing():
    log = log_of([[["Receive", "Heartbeat"], ["Approve"], ["Pack"], ["Bill"], ["Archive"]]])
    result = check_log(order(), log, {"Heartbeat": None}, ties="best fitting")
    assert (result.fitting_cases, result.ties) == (1, 0)


def test_a_group_past_the_bound_keeps_its_order_and_is_told(monkeypatch):
    log = log_of([[["Receive"], ["Pack", "Approve", "Bill"], ["Archive"]]])
    monkeypatch.setattr(order_module, "_PARTS", 4)
    result = check_log(order(), log, ties="partial order")
    assert result.tie_report.cut == 1
    assert result.cost_total == check_log(order(), log).cost_total


def test_without_an_automaton_no_order_is_chosen_and_that_is_told():
    from guiju.check import Limits

    log = log_of([[["Receive"], ["Pack", "Approve", "Bill"], ["Archive"]]])
    result = check_log(order(), log, ties="best fitting", limits=Limits(states=2))
    assert result.method == "search"
    assert (result.tie_report.unordered, result.tie_report.cut) == (1, 0)
