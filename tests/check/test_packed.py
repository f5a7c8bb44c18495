"""Vectors as whole numbers do what arrays do, and cut vectors tell low costs exactly."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_models import matches_of, random_net, random_trace

from guiju.check.automaton import automaton_of
from guiju.check.endings import Vectors, leads_of
from guiju.check.packed import packing
from guiju.check.vectors import tables_of

ACTIVITIES = "abcdefx"
pairs = st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), min_size=1, max_size=40)


@given(pairs, st.sampled_from([59, 14_999, 1 << 27]))
def test_the_lesser_of_two_vectors_is_the_lesser_entry_of_each_place(rows, reach):
    packed = packing(len(rows), reach)
    one, other = packed.pack(packed.table(np.array(rows).T))
    found = packed.least(one, other)
    assert list(packed.unpack(found)) == [min(row) for row in rows]
    assert packed.array(found).tolist() == [min(row) for row in rows]
    assert packed.has_zero(found) == any(0 in row for row in rows)


@pytest.mark.parametrize(("reach", "bits"), [(59, 8), (60, 16), (14_999, 16), (15_000, 32)])
def test_a_field_is_as_wide_as_its_entries_need(reach, bits):
    assert packing(3, reach).bits == bits


@pytest.mark.parametrize("seed", range(30))
def test_cut_vectors_tell_every_cost_below_the_cap(seed):
    dice = Random(seed)
    net = random_net(dice)
    automaton = automaton_of(net, 3_000)
    if automaton is None or not automaton.graph.states:
        pytest.skip("no small automaton with a complete run")
    log_cost = np.array([dice.randint(0, 40) for _ in ACTIVITIES], np.int32)
    model_cost = np.array([dice.randint(1, 40) for _ in net.labels], np.int32)
    tables = tables_of(automaton, matches_of(net, ACTIVITIES), log_cost, model_cost)
    exact, cut = Vectors(tables, 7), Vectors(tables, 7, cap=30)
    for _ in range(20):
        events = [ACTIVITIES.index(a) for a in random_trace(dice)]
        assert leads_of(cut, events)[1] == min(30, leads_of(exact, events)[1])
