"""The fast net and the pair `enabled`/`fire` are two representations of one semantics."""

from hypothesis import given
from hypothesis import strategies as st

import guiju
from guiju.check import automaton_of
from guiju.standard.steps import behaviour
from guiju.standard.steps.behaviour import OpenBehaviour
from guiju.standard.steps.net import Net
from tests.laws.blocks import text_of


def plain_trees():
    leaf = st.tuples(st.sampled_from(["user", "script", "service", "manual"]))
    kinds = st.sampled_from(["sequence", "xor", "and", "loop", "events"])
    return st.recursive(
        leaf, lambda inner: st.tuples(kinds, st.integers(0, 7), inner, inner), max_leaves=7
    )


def shape(found):
    graph = found.graph
    moves = sorted(zip(graph.source, graph.label, graph.target, strict=True))
    return (graph.states, [tuple(map(int, move)) for move in moves], graph.final.tolist())


@given(plain_trees())
def test_visible_events_leave_their_trace_in_both(tree):
    standard = guiju.load(text_of(tree)).standard
    events = {p.id for p in standard.program.places if p.node.kind.endswith("Event")}
    fast = behaviour(standard, "p", events)
    slow = OpenBehaviour(standard, "p", events)
    assert shape(automaton_of(fast)) == shape(automaton_of(slow))


@given(plain_trees())
def test_both_have_the_same_minimal_automaton(tree):
    standard = guiju.load(text_of(tree)).standard
    fast = behaviour(standard, "p")
    slow = OpenBehaviour(standard, "p", ())
    assert isinstance(fast, Net)
    assert fast.labels == slow.labels
    assert shape(automaton_of(fast)) == shape(automaton_of(slow))
