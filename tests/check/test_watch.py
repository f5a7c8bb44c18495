"""Cases checked while they run: a warning at the event, and the batch verdict at the end."""

from random import Random

import pytest
from models import FINE, order
from random_models import random_net, random_trace

from guiju.check import automaton_of, check_log, sequences
from guiju.check.watch import Watch


@pytest.fixture
def watch():
    return Watch(automaton_of(order()))


def test_a_case_as_written_gives_no_warning(watch):
    assert [watch.event("1", a) for a in FINE] == [None] * 5
    assert watch.end("1").cost == 0
    assert watch.running == 0


def test_what_was_left_out_is_named_at_the_event_that_shows_it(watch):
    assert watch.event("1", "Receive") is None
    warning = watch.event("1", "Pack")
    assert (warning.sign, warning.elements, warning.cost) == ("skipped", ("approve",), 1)


def test_what_does_not_belong_is_named_at_once(watch):
    watch.event("1", "Receive")
    watch.event("1", "Refuse")
    assert watch.event("1", "Refuse").sign == "unexpected"
    assert watch.event("1", "Pray").sign == "outside"


def test_what_is_still_due_is_named_at_the_end(watch):
    for activity in FINE[:3]:
        watch.event("1", activity)
    ended = watch.end("1")
    assert (ended.cost, ended.missing.elements) == (2, ("bill", "archive"))
    assert [d.kind for d in watch.explain(ended)] == ["skipped", "skipped"]


def test_cases_do_not_disturb_each_other(watch):
    for activity in FINE:
        watch.event("a", activity)
        watch.event("b", activity)
        watch.event("b", activity)
    assert watch.end("a").cost == 0
    assert watch.end("b").cost == 5


def test_a_case_without_events_owes_the_cheapest_run(watch):
    assert watch.end("nobody").cost == 3


@pytest.mark.parametrize("seed", range(25))
def test_at_its_end_every_case_costs_what_the_batch_says(seed):
    dice = Random(seed)
    net = random_net(dice)
    automaton = automaton_of(net, 2_000)
    if automaton is None or not automaton.graph.states:
        pytest.skip("no small automaton with a complete run")
    cases = [random_trace(dice) for _ in range(20)]
    batch = check_log(net, sequences(cases), automaton=automaton)
    watch = Watch(automaton, keep_events=seed % 5 == 0, most_vectors=5)
    for place in range(7):
        for number, case in enumerate(cases):
            if place < len(case):
                watch.event(str(number), case[place])
    ended = [watch.end(str(number)).cost for number in range(len(cases))]
    assert ended == batch.cases["cost"].to_pylist()
