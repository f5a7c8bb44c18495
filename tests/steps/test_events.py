"""Events of every kind at every place they may stand (BPMN 2.0.2, 10.5 and 13.5)."""

from datetime import timedelta

import pytest

from tests.steps.models import (
    ANY_ERROR,
    ERROR,
    ERROR2,
    ESCALATION,
    MESSAGE,
    SIGNAL,
    TERMINATE,
    boundary,
    catch,
    condition,
    definitions,
    element,
    end,
    flows,
    link,
    model,
    played,
    process,
    script,
    scripts,
    start,
    sub,
    throw,
    timer,
    trace_of,
)

WAIT_FOREVER = element("receiveTask", "w", messageRef="M")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("PT5S", 5), ("P1DT2H", 93600), ("2026-01-05T09:00:00Z", 3600), ("R3/PT10S", 10)],
)
def test_an_intermediate_timer_fires_once_when_it_is_due(text, seconds):
    data = model(start(), catch("t", timer(text)), scripts("a"), end(), flows("s > t > a > e"))
    result, trace = played(data)
    assert (result.outcome, trace) == ("completed", ["a"])
    assert result.entries[1].time - result.entries[0].time == timedelta(seconds=seconds)


def test_an_interrupting_boundary_timer_ends_its_activity():
    data = model(
        start(), WAIT_FOREVER, boundary("b", "w", timer("PT1H")), scripts("late", "done"),
        end("e1"), end("e2"), flows("s > w > done > e1", "b > late > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["late"])


def test_a_non_interrupting_cycle_fires_as_often_as_it_says():
    inner = (start("s1"), catch("w1", timer("PT50M")), end("e9"), flows("s1 > w1 > e9"))
    data = model(
        start(), sub("u", *inner), boundary("b", "u", timer("R3/PT10M"), False),
        scripts("again", "done"), end("e1"), end("e2"), flows("s > u > done > e1", "b > again > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["again", "again", "again", "done"])


def test_the_clock_never_jumps_beyond_the_horizon():
    data = model(start(), catch("t", timer("P30D")), end(), flows("s > t > e"))
    assert played(data, horizon=timedelta(days=7))[0].outcome == "waiting"


def test_a_message_reaches_the_other_pool_and_only_it():
    one = process(start(), throw("t", MESSAGE), scripts("a"), end(), flows("s > t > a > e"))
    two = process(
        start("s2"), catch("c", MESSAGE), scripts("b"), end("e2"), flows("s2 > c > b > e2"), id="q"
    )
    assert trace_of(definitions(one, two), also_start=["q"]) == ("completed", ["a", "b"])


def test_a_message_starts_a_process():
    one = process(start(), end("e", MESSAGE), flows("s e"))
    two = process(start("s2", MESSAGE), scripts("b"), end("e2"), flows("s2 > b > e2"), id="q")
    result, trace = played(definitions(one, two))
    assert trace == ["b"]
    assert len(result.cases) == 2


def test_a_message_without_receiver_waits_for_one():
    one = process(start(), throw("t", MESSAGE), end(), flows("s > t > e"))
    two = process(
        start("s2"), catch("w", timer("PT1H")), catch("c", MESSAGE), scripts("b"), end("e2"),
        flows("s2 > w > c > b > e2"), id="q",
    )  # fmt: skip
    assert trace_of(definitions(one, two), also_start=["q"]) == ("completed", ["b"])


def test_a_signal_reaches_every_case_that_listens_and_starts_one():
    one = process(start(), throw("t", SIGNAL), end(), flows("s > t > e"))
    two = process(start("s2", SIGNAL), scripts("b"), end("e2"), flows("s2 > b > e2"), id="q")
    three = process(
        start("s3"), catch("c", SIGNAL), scripts("d"), end("e3"), flows("s3 > c > d > e3"), id="r"
    )
    data = definitions(one, two, three)
    outcome, trace = trace_of(data, also_start=["r"])
    assert outcome == "completed"
    assert trace == ["b"] or trace == ["b", "d"]


def test_a_signal_reaches_a_parallel_branch_of_the_same_case():
    data = model(
        start(), element("parallelGateway", "g"), throw("t", SIGNAL), catch("c", SIGNAL),
        scripts("a", "b"), end("e1"), end("e2"),
        flows("s g", "g > t > a > e1", "g > c > b > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b"])


@pytest.mark.parametrize("interrupting", [True, False])
def test_a_signal_on_the_border_of_a_sub_process(interrupting):
    inner = (start("s1"), throw("t", SIGNAL), scripts("in"), end("e1"), flows("s1 > t > in > e1"))
    data = model(
        start(), sub("u", *inner), boundary("b", "u", SIGNAL, interrupting), scripts("out", "after"),
        end("e2"), end("e3"), flows("s > u > after > e2", "b > out > e3"),
    )  # fmt: skip
    expected = ["out"] if interrupting else ["after", "in", "out"]
    assert trace_of(data) == ("completed", expected)


def test_an_error_end_is_caught_on_the_border():
    inner = (start("s1"), scripts("in"), end("e1", ERROR), flows("s1 > in > e1"))
    data = model(
        start(), sub("u", *inner), boundary("b", "u", ERROR), scripts("caught", "after"),
        end("e2"), end("e3"), flows("s > u > after > e2", "b > caught > e3"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["caught", "in"])


def test_an_error_of_another_code_goes_further_up():
    inner = (start("s2"), end("e1", ERROR2), flows("s2 e1"))
    middle = (
        start("s1"), sub("v", *inner), boundary("b1", "v", ERROR), scripts("wrong"),
        end("e2"), end("e3"), flows("s1 > v > e2", "b1 > wrong > e3"),
    )  # fmt: skip
    data = model(
        start(), sub("u", *middle), boundary("b", "u", ANY_ERROR), scripts("right"),
        end("e4"), end("e5"), flows("s > u > e4", "b > right > e5"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["right"])


def test_the_exact_error_is_preferred_to_any():
    inner = (start("s1"), end("e1", ERROR), flows("s1 e1"))
    data = model(
        start(), sub("u", *inner), boundary("b0", "u", ANY_ERROR), boundary("b", "u", ERROR),
        scripts("any", "exact"), end("e2"), end("e3"), end("e4"),
        flows("s > u > e2", "b0 > any > e3", "b > exact > e4"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["exact"])


def test_an_uncaught_error_fails_the_case():
    data = model(start(), end("e", ERROR), flows("s e"))
    assert trace_of(data) == ("failed", [])


def test_an_error_ends_what_runs_beside_it():
    inner = (
        start("s1"), element("parallelGateway", "g"), catch("w", timer("PT1H")), scripts("never"),
        end("e1", ERROR), end("e9"), flows("s1 g", "g e1", "g > w > never > e9"),
    )  # fmt: skip
    data = model(
        start(), sub("u", *inner), boundary("b", "u", ERROR), scripts("caught"),
        end("e2"), end("e3"), flows("s > u > e2", "b > caught > e3"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["caught"])


def test_a_script_that_fails_is_caught_by_any_error_else_it_is_an_incident():
    caught = model(
        start(), scripts("fail"), boundary("b", "fail", ANY_ERROR), scripts("mended"),
        end("e1"), end("e2"), flows("s > fail > e1", "b > mended > e2"),
    )  # fmt: skip
    assert trace_of(caught) == ("completed", ["mended"])
    bare = model(start(), scripts("fail"), end(), flows("s > fail > e"))
    result, _ = played(bare)
    assert result.outcome == "stuck"
    assert result.incidents[0].code == "work-failed"
    assert "Failed" in str(result.incidents[0])


@pytest.mark.parametrize("interrupting", [True, False])
@pytest.mark.parametrize("how", ["end", "throw"])
def test_an_escalation_on_the_border(interrupting, how):
    if how == "end":
        inner = (start("s1"), scripts("in"), end("e1", ESCALATION), flows("s1 > in > e1"))
    else:
        inner = (
            start("s1"), throw("t", ESCALATION), scripts("in"), end("e1"), flows("s1 > t > in > e1")
        )  # fmt: skip
    data = model(
        start(), sub("u", *inner), boundary("b", "u", ESCALATION, interrupting),
        scripts("out", "after"), end("e2"), end("e3"), flows("s > u > after > e2", "b > out > e3"),
    )  # fmt: skip
    outcome, trace = trace_of(data)
    assert outcome == "completed"
    assert ("after" in trace) is not interrupting
    assert "out" in trace
    assert ("in" in trace) is (how == "end" or not interrupting)


def test_an_escalation_nobody_catches_changes_nothing():
    data = model(start(), throw("t", ESCALATION), scripts("a"), end(), flows("s > t > a > e"))
    assert trace_of(data) == ("completed", ["a"])


def test_terminate_ends_only_its_own_scope():
    inner = (
        start("s1"), element("parallelGateway", "g"), catch("w", timer("PT1H")), scripts("never"),
        end("e1", TERMINATE), end("e9"), flows("s1 g", "g e1", "g > w > never > e9"),
    )  # fmt: skip
    data = model(start(), sub("u", *inner), scripts("after"), end(), flows("s > u > after > e"))
    assert trace_of(data) == ("completed", ["after"])


def test_a_link_jumps():
    data = model(
        start(), throw("t", link("L")), catch("c", link("L")), scripts("a"), end(),
        flows("s t", "c > a > e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a"])


def test_a_condition_fires_when_it_comes_to_hold():
    data = model(
        start(), element("parallelGateway", "g"), catch("c", condition("n > 1")), scripts("after"),
        catch("w", timer("PT1H")), scripts("add1", "add2"), end("e1"), end("e2"),
        flows("s g", "g > c > after > e1", "g > w > add1 > add2 > e2"),
    )  # fmt: skip
    result, trace = played(data, {"n": 0})
    assert (result.outcome, trace) == ("completed", ["add1", "add2", "after"])


def test_a_condition_on_the_border_interrupts():
    data = model(
        start(), element("parallelGateway", "g"), WAIT_FOREVER,
        boundary("b", "w", condition("n = 1")), scripts("out", "add1"), end("e1"), end("e2"),
        end("e3"), flows("s g", "g > w > e1", "g > add1 > e2", "b > out > e3"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0}) == ("completed", ["add1", "out"])


def event_sub(start_inside, interrupting, *, id_="es"):
    return sub(
        id_, start(f"{id_}-s", start_inside, isInterrupting=str(interrupting).lower()),
        scripts(f"{id_}-a"), end(f"{id_}-e"),
        flows(f"{id_}-s > {id_}-a > {id_}-e"), triggeredByEvent="true",
    )  # fmt: skip


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_event_sub_process_started_by_a_timer(interrupting):
    data = model(
        start(), catch("w", timer("PT1H")), scripts("a"), end(), flows("s > w > a > e"),
        event_sub(timer("PT1M"), interrupting),
    )  # fmt: skip
    expected = ["es-a"] if interrupting else ["a", "es-a"]
    assert trace_of(data) == ("completed", expected)


@pytest.mark.parametrize("interrupting", [True, False])
@pytest.mark.parametrize("definition", [SIGNAL, ESCALATION])
def test_an_event_sub_process_started_from_inside(interrupting, definition):
    data = model(
        start(), throw("t", definition), scripts("a"), end(), flows("s > t > a > e"),
        event_sub(definition, interrupting),
    )  # fmt: skip
    expected = ["es-a"] if interrupting else ["a", "es-a"]
    assert trace_of(data) == ("completed", expected)


def test_an_event_sub_process_catches_an_error_of_its_scope():
    inner = (
        start("s1"), scripts("a"), end("e1", ERROR), flows("s1 > a > e1"), event_sub(ERROR, True)
    )  # fmt: skip
    data = model(start(), sub("u", *inner), scripts("after"), end(), flows("s > u > after > e"))
    assert trace_of(data) == ("completed", ["a", "after", "es-a"])


def test_an_event_sub_process_catches_an_error_of_the_process():
    data = model(start(), end("e", ERROR), flows("s e"), event_sub(ERROR, True))
    assert trace_of(data) == ("completed", ["es-a"])


def test_the_border_still_listens_while_an_event_sub_process_runs():
    es = sub(
        "es", start("es-s", timer("PT1M"), isInterrupting="true"), catch("es-w", timer("PT2H")),
        scripts("never"), end("es-e"), flows("es-s > es-w > never > es-e"), triggeredByEvent="true",
    )  # fmt: skip
    inner = (start("s1"), catch("w", timer("PT1H")), end("e1"), flows("s1 > w > e1"), es)
    data = model(
        start(), sub("u", *inner), boundary("b", "u", timer("PT30M")), scripts("out"), end("e2"),
        end("e3"), flows("s > u > e2", "b > out > e3"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["out"])


def test_a_multiple_catch_takes_the_first_a_parallel_multiple_all():
    def data(attribute):
        catching = f'<intermediateCatchEvent id="c"{attribute}>{SIGNAL}{timer("PT1H")}'
        return model(
            start(), element("parallelGateway", "g"), catching + "</intermediateCatchEvent>",
            throw("t", SIGNAL), scripts("a", "b"), end("e1"), end("e2"),
            flows("s g", "g > c > a > e1", "g > t > b > e2"),
        )  # fmt: skip

    first, trace = played(data(""))
    assert sorted(trace) == ["a", "b"] and first.time == first.entries[0].time
    both, trace = played(data(' parallelMultiple="true"'))
    assert trace == ["b", "a"] and both.time - both.entries[0].time == timedelta(hours=1)


def test_a_multiple_end_throws_all():
    one = process(start(), end("e", MESSAGE + SIGNAL), flows("s e"))
    two = process(start("s2", MESSAGE), scripts("m"), end("e2"), flows("s2 > m > e2"), id="q")
    three = process(start("s3", SIGNAL), scripts("g"), end("e3"), flows("s3 > g > e3"), id="r")
    assert trace_of(definitions(one, two, three))[1] == ["g", "m"]


def test_event_based_gateway_takes_the_first_event_only():
    data = model(
        start(), element("eventBasedGateway", "g"), catch("c1", timer("PT1M")),
        catch("c2", timer("PT1H")), scripts("a", "b"), end("e1"), end("e2"),
        flows("s g", "g > c1 > a > e1", "g > c2 > b > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a"])


@pytest.mark.parametrize("kind", ["Exclusive", "Parallel"])
def test_an_instantiating_event_based_gateway(kind):
    one = process(
        start(), throw("t1", MESSAGE), throw("t2", '<messageEventDefinition messageRef="M2"/>'),
        end(), flows("s > t1 > t2 > e"),
    )  # fmt: skip
    two = process(
        element("eventBasedGateway", "g", instantiate="true", eventGatewayType=kind),
        catch("c1", MESSAGE), catch("c2", '<messageEventDefinition messageRef="M2"/>'),
        scripts("a", "b"), end("e1"), end("e2"), flows("g > c1 > a > e1", "g > c2 > b > e2"),
        id="q",
    )  # fmt: skip
    result, trace = played(definitions('<message id="M2" name="M2"/>', one, two))
    assert sorted(trace) == ["a", "b"]
    assert len(result.cases) == (3 if kind == "Exclusive" else 2)


def test_a_non_interrupting_message_may_come_again_and_again():
    sender = process(
        start("s2"), throw("t1", MESSAGE), throw("t2", MESSAGE), end("e2"),
        flows("s2 > t1 > t2 > e2"), id="q",
    )  # fmt: skip
    one = process(
        start(), script("x"), catch("w", timer("PT1H")), end(), flows("s > x > w > e"),
        sub("es", start("es-s", MESSAGE, isInterrupting="false"), scripts("got"), end("es-e"),
            flows("es-s > got > es-e"), triggeredByEvent="true"),
    )  # fmt: skip
    outcome, trace = trace_of(definitions(one, sender), also_start=["q"])
    assert (outcome, trace) == ("completed", ["got", "got", "x"])


def test_a_parallel_multiple_start_waits_for_all_that_starts_it():
    one = process(start(), throw("t", SIGNAL), end("e", MESSAGE), flows("s > t > e"))
    two = process(
        start("s2", SIGNAL + MESSAGE, parallelMultiple="true"), scripts("b"), end("e2"),
        flows("s2 > b > e2"), id="q",
    )  # fmt: skip
    assert played(definitions(one, two))[1] == ["b"]


def test_a_cycle_start_begins_a_case_each_time():
    data = model(start("s", timer("R3/PT10M")), scripts("a"), end(), flows("s > a > e"))
    result, trace = played(data)
    assert (trace, len(result.cases)) == (["a", "a", "a"], 3)


def test_a_process_that_is_started_anyway_is_not_taken_for_the_first():
    one = process(start("s2"), throw("t", MESSAGE), end("e2"), flows("s2 > t > e2"), id="q")
    two = process(start(), catch("c", MESSAGE), scripts("a"), end(), flows("s > c > a > e"))
    result, trace = played(definitions(one, two), also_start=["q"])
    assert (trace, result.cases[0].state.process, len(result.cases)) == (["a"], "p", 2)
