"""What is drafted from a log replays the log."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.check import check_log, sequences
from guiju.check.discover import discover
from guiju.journal import read_log
from guiju.standard import bpmn, compile_standard
from guiju.standard.layout import own_drawing
from guiju.standard.steps import behaviour

logs = st.lists(st.lists(st.sampled_from("abcdef"), max_size=7), min_size=1, max_size=8)


def standard_of(definitions):
    found = compile_standard(bpmn.write(definitions))
    assert found.problems == ()
    return found.standard


def checked(definitions, log):
    return check_log(behaviour(standard_of(definitions), "process"), log)


def flow_names(definitions):
    """Nodes by name, joined by flows, gateways left as they are."""
    body = definitions.processes[0].body
    return {(f.source, f.target) for f in body.flows}


@settings(max_examples=120)
@given(logs)
def test_without_noise_every_case_fits_the_draft(cases):
    log = sequences(cases)
    found = checked(discover(log, noise=0), log)
    assert found.fitting_cases == found.cases_total == len(cases)


@settings(max_examples=80)
@given(logs, st.floats(0, 1))
def test_with_noise_the_draft_is_sound_and_drawn(cases, noise):
    definitions = discover(sequences(cases), noise)
    back = bpmn.read(bpmn.write(definitions))
    assert back.problems == ()
    assert own_drawing(back.definitions) is not None
    assert checked(definitions, sequences(cases)).cheapest_run is not None


def test_a_sequence_is_drafted_as_a_sequence():
    body = discover(sequences([["a", "b", "c"]] * 3)).processes[0].body
    assert [node.name for node in body.nodes] == ["", "a", "b", "c", ""]
    assert len(body.flows) == 4


def test_a_choice_tells_how_often_each_branch_was_taken():
    body = discover(sequences([["a", "b", "d"]] * 3 + [["a", "c", "d"]])).processes[0].body
    assert sorted(flow.name for flow in body.flows if flow.name) == ["25%", "75%"]
    assert [n.kind for n in body.nodes].count("exclusiveGateway") == 2


def test_what_comes_in_any_order_is_parallel():
    body = discover(sequences([list("abcd"), list("acbd")])).processes[0].body
    assert [n.kind for n in body.nodes].count("parallelGateway") == 2


def test_a_way_back_is_a_loop():
    definitions = discover(sequences([list("abd"), list("abcabd"), list("abcabcabd")]), noise=0)
    more = checked(definitions, sequences([list("abcabcabcabcabd"), list("abcd")]))
    assert more.variant_cost.tolist() == [0, 1]


def test_rare_behaviour_goes_with_noise_and_stays_without():
    cases = [list("abcd")] * 99 + [list("adbc")]
    usual = discover(sequences(cases), noise=0.2).processes[0].body
    assert [node.name for node in usual.nodes] == ["", "a", "b", "c", "d", ""]
    log = sequences(cases)
    assert checked(discover(log, noise=0), log).fitting_cases == 100


@pytest.mark.parametrize("cases", [[[]], [[], ["a"]], [["a"] * 4, ["a"]], [["a", "b", "a"]]])
def test_odd_little_logs_replay(cases):
    log = sequences(cases)
    assert checked(discover(log, noise=0), log).fitting_cases == len(cases)


def test_names_of_any_kind_stay_names():
    cases = [["<b>&\"'", "檢查", "a\tb"]]
    log = sequences(cases)
    assert checked(discover(log, noise=0), log).fitting_cases == 1


def test_a_share_of_noise_outside_0_to_1_is_refused():
    with pytest.raises(ValueError, match="expected a number from 0 to 1"):
        discover(sequences([["a"]]), noise=2)


@pytest.mark.parametrize("name", ["receipt", "helpdesk"])
def test_real_logs_replay_on_their_drafts(shared, name):
    log = read_log(shared / "data" / "logs" / f"{name}.xes.gz")
    found = checked(discover(log, noise=0), log)
    assert found.fitting_cases == log.cases
    draft = checked(discover(log), log)
    assert draft.fitness_mean > 0.85
    assert draft.precision > found.precision
