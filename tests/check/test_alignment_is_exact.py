"""The automaton's cost and the search's cost equal the cost of an exhaustive search."""

from random import Random

import numpy as np
import pytest
from random_models import cheapest, matches_of, random_net, random_trace

from guiju.check.alignment import align
from guiju.check.automaton import automaton_of, compiled
from guiju.check.hidden import without
from guiju.check.projection import estimate_by, parts_of
from guiju.check.search import Question, search
from guiju.check.vectors import tables_of
from guiju.check.walk import LOG, MODEL, SYNCHRONOUS
from guiju.standard.steps.graph import explore
from guiju.standard.steps.net import net_of

ACTIVITIES = "abcdefx"


def replayed(net, names, matches, moves):
    """What an alignment says of the log and of the model: events read, elements run."""
    read = [names[p] for kind, p, _ in moves if kind in (SYNCHRONOUS, LOG)]
    for kind, position, letter in moves:
        if kind == SYNCHRONOUS:
            assert letter in matches[ACTIVITIES.index(names[position])]
    return tuple(read), [letter for kind, _, letter in moves if kind in (SYNCHRONOUS, MODEL)]


def runs(net, word, bound=20_000):
    """Whether the net can run exactly these visible elements and be complete."""
    states = {net.initial}
    for letter in [*word, None]:
        todo = list(states)
        while todo:
            for label, successor in net.successors(todo.pop()):
                if label is None and successor not in states:
                    states.add(successor)
                    todo.append(successor)
            assert len(states) < bound
        if letter is None:
            return 0 in states
        states = {t for s in states for label, t in net.successors(s) if label == letter}
    raise AssertionError


def examine(seed: int) -> bool:
    """One net with some traces; False where the net is too large for the exhaustive search."""
    dice = Random(seed)
    net = random_net(dice)
    graph = explore(net, 3_000)
    if graph is None:
        return False
    subsets = 20_000 if seed % 5 else 1
    automaton = compiled(graph, net.labels, net.names, subsets=subsets)
    traces = [random_trace(dice) for _ in range(6)]
    weighted = seed % 3 == 0
    log_cost = np.array([dice.randint(0, 3) if weighted else 1 for _ in ACTIVITIES], np.int32)
    model_cost = np.array([dice.randint(1, 3) if weighted else 1 for _ in net.labels], np.int32)
    matches = matches_of(net, ACTIVITIES)
    named = dict(zip(ACTIVITIES, log_cost.tolist(), strict=True))
    truth = [cheapest(net, t, named, model_cost, 60_000) for t in traces]
    if automaton.graph.states == 0:
        assert truth == [None] * len(traces)
        return True
    codes = [[ACTIVITIES.index(a) for a in t] for t in traces]
    offsets = np.cumsum([0] + [len(t) for t in traces])
    flat = np.array([c for t in codes for c in t], dtype=np.int64)
    tables = tables_of(automaton, matches, log_cost, model_cost)
    found = align(tables, flat, offsets)
    assert found.cost.tolist() == truth
    parts = parts_of(net, matches, log_cost, model_cost)
    for i, trace in enumerate(traces):
        moves = found.moves(i)
        read, word = replayed(net, trace, matches, moves)
        assert read == trace
        assert runs(net, word)
        cost = sum(named[trace[p]] if k == LOG else 0 for k, p, _ in moves)
        cost += sum(int(model_cost[letter]) for k, _, letter in moves if k == MODEL)
        assert cost == truth[i]
        question = Question(codes[i], matches, log_cost.tolist(), model_cost.tolist())
        assert search(net, question).cost == truth[i]
        assert search(net, question, estimate=estimate_by(parts, question)).cost == truth[i]
    return True


@pytest.mark.parametrize("block", range(10))
def test_cost_equals_exhaustive_search_on_random_nets(block):
    decided = sum(examine(seed) for seed in range(block * 20, block * 20 + 20))
    assert decided >= 15


@pytest.mark.long
@pytest.mark.timeout(14_400)
def test_cost_equals_exhaustive_search_on_ten_thousand_random_nets():
    assert sum(examine(seed) for seed in range(10_000)) >= 9_000


def test_with_every_element_hidden_one_state_is_left():
    net = random_net(Random(1))
    automaton = automaton_of(without(net, net.labels))
    assert automaton.graph.states == 1
    assert automaton.graph.final.all()


def test_a_standard_without_a_complete_run_has_no_states():
    nodes = [("s", "start"), ("x", "exclusive"), ("a", "task"), ("b", "task"), ("j", "parallel")]
    flows = [("1", "s", "x"), ("2", "x", "a"), ("3", "x", "b"), ("4", "a", "j"), ("5", "b", "j")]
    assert automaton_of(net_of(nodes, flows)).graph.states == 0


def test_a_silent_loop_costs_nothing_and_ends():
    nodes = [("s", "start"), ("m", "exclusive"), ("a", "task"), ("x", "exclusive"), ("e", "end")]
    nodes += [("n", "silent"), ("o", "silent"), ("y", "exclusive")]
    flows = [("1", "s", "m"), ("2", "m", "n"), ("3", "n", "y"), ("4", "y", "o"), ("5", "o", "m")]
    flows += [("6", "y", "a"), ("7", "a", "x"), ("8", "x", "m"), ("9", "x", "e")]
    net = net_of(nodes, flows, {"a": "a"})
    tables = tables_of(automaton_of(net), [[0], []], np.ones(2, np.int32), np.ones(1, np.int32))
    assert align(tables, np.array([0, 0, 1, 0]), np.array([0, 0, 1, 4])).cost.tolist() == [1, 0, 1]
