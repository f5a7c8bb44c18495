"""The laws of the house, over generated models (the numbers are those of the design)."""

import random
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import guiju
from guiju.check import check_log, sequences
from guiju.run import replay
from guiju.run.case import apply
from guiju.standard import bpmn, initial
from guiju.standard.steps import behaviour
from tests.laws.blocks import text_of, trees
from tests.laws.walks import walk

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def compiled(tree):
    loaded = guiju.load(text_of(tree))
    assert loaded.standard is not None, [str(p) for p in loaded.problems if p.severity == "error"]
    return loaded.standard


@SLOW
@given(trees(), st.integers(0, 2**32))
def test_law_3_replay_is_the_live_state_at_every_prefix(tree, seed):
    standard = compiled(tree)
    replayed = initial("p")

    def watch(case):
        nonlocal replayed
        replayed = apply(standard, replayed, case.entries[-1])
        assert replayed == case.state

    case = walk(standard, random.Random(seed), watch=watch)
    assert replay(standard, "p", case.entries) == case.state


def trace(standard, entries):
    """Visible elements in the order they were completed."""
    tasks = set(behaviour(standard, "p").labels)
    return [
        element
        for entry in entries
        for what, element, _ in entry.path
        if what == "completed" and element in tasks
    ]


@SLOW
@given(trees(), st.integers(0, 2**32))
def test_law_1_what_was_run_fits_the_standard(tree, seed):
    standard = compiled(tree)
    case = walk(standard, random.Random(seed))
    if case.state.status not in ("completed", "failed"):
        return
    found = check_log(behaviour(standard, "p"), sequences([trace(standard, case.entries)]))
    assert found.cost_total == 0 and not found.undecided


@given(trees())
def test_no_token_is_lost(tree):
    """Every open scope counts exactly the tokens and instances that it holds."""
    standard = compiled(tree)

    def watch(case):
        state = case.state
        if state.status != "active":
            return
        for scope, count in state.counts.items():
            inside = sum(1 for each in state.live.values() if each.owner == scope)
            resting = sum(n for (at, _), n in state.tokens.items() if at == scope)
            resets = sum(
                1 for (at, _), data in state.joins.items() if at == scope and data[:1] == ("reset",)
            )
            assert count == inside + resting + resets

    walk(standard, random.Random(1), watch=watch)


@given(trees())
def test_law_5_what_is_exported_compiles_to_the_same(tree):
    once = compiled(tree)
    text = bpmn.write(once.definitions)
    again = guiju.load(text).standard
    assert again is not None
    assert without_lines(again.definitions) == without_lines(once.definitions)
    assert bpmn.write(again.definitions) == text


def without_lines(definitions):
    """Lines say where something stood in a file, which is no part of what it means."""
    return re.sub(r"line=(\d+|None)", "", repr(definitions))
