"""Many markings at a time give the very graph that one marking at a time gives."""

from random import Random

import numpy as np
import pytest
from models import order, parallel
from random_models import random_net

from guiju.check import reach
from guiju.standard.steps.graph import explore
from guiju.standard.steps.net import net_of


@pytest.mark.parametrize("seed", range(60))
def test_states_moves_and_numbers_are_those_of_one_at_a_time(seed, monkeypatch):
    if seed % 2:
        monkeypatch.setattr(reach, "_BLOCK", 1)
    net = random_net(Random(seed))
    slow, fast = explore(net, 500), reach.reached(net, 500)
    assert (slow is None) == (fast is None)
    if slow is not None:
        assert fast.states == slow.states
        for column in ("source", "label", "target", "final"):
            assert np.array_equal(getattr(fast, column), getattr(slow, column)), column


def test_tokens_without_end_are_none():
    nodes = [("s", "start"), ("x", "exclusive"), ("p", "parallel"), ("e", "end")]
    nodes += [("a", "task"), ("b", "task")]
    ways = ["s>x", "x>a", "a>p", "p>x", "p>b", "b>e"]
    net = net_of(nodes, [(w, *w.split(">")) for w in ways])
    assert explore(net, 60_000) is None
    assert reach.reached(net, 60_000) is None


def test_the_bound_is_the_same():
    assert reach.reached(parallel(8), 200) is None
    assert reach.reached(parallel(8), 1_000).states == explore(parallel(8), 1_000).states
    assert reach.reached(order()).states == explore(order()).states
