"""Every kind of event at every place it may stand (BPMN 2.0.2, Tables 10.83 to 10.93)."""

from datetime import timedelta

import pytest

from tests.steps.models import (
    COMPENSATE,
    ERROR,
    ESCALATION,
    MESSAGE,
    SIGNAL,
    boundary,
    catch,
    condition,
    definitions,
    element,
    end,
    es,
    flows,
    gate,
    link,
    many,
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

WAITING = sub("u", start("s1"), catch("w", timer("PT5H")), scripts("in"), end("e1"),
              flows("s1 > w > in > e1"))  # fmt: skip


def sender(definition, first=None, id="q"):
    """A process q that sends an hour after its start."""
    return process(
        start("q-s"), catch("q-w", timer("PT1H")), throw("q-t", definition), end("q-e"),
        flows("q-s > q-w > q-t > q-e"), id=id,
    )  # fmt: skip


@pytest.mark.parametrize("interrupting", [True, False])
@pytest.mark.parametrize(
    "definition",
    [MESSAGE, SIGNAL, timer("PT1H"), timer("2026-01-05T09:00:00Z"), timer("R1/PT1H"),
     condition("n = 1"), MESSAGE + SIGNAL, SIGNAL + timer("PT3H")],
)  # fmt: skip
def test_a_boundary_event_of_each_kind(definition, interrupting):
    main = process(
        start(), gate("g"), WAITING, boundary("b", "u", definition, interrupting),
        catch("w2", timer("PT1H")), scripts("add", "out", "after"), end(), end("e2"), end("e3"),
        flows("s g", "g > u > after > e", "g > w2 > add > e3", "b > out > e2"),
    )  # fmt: skip
    signal_too = SIGNAL if "signal" in definition and "message" not in definition else MESSAGE
    data = definitions(main, sender(signal_too))
    outcome, trace = trace_of(data, {"n": 0}, process="p", also_start=["q"])
    expected = ["add", "out"] if interrupting else ["add", "after", "in", "out"]
    if definition == SIGNAL + timer("PT3H") and not interrupting:
        expected.append("out")
    assert (outcome, trace) == ("completed", sorted(expected))


@pytest.mark.parametrize("interrupting", [True, False])
@pytest.mark.parametrize(
    "definition",
    [MESSAGE, SIGNAL, timer("PT1H"), timer("2026-01-05T09:00:00Z"), timer("R1/PT1H"),
     condition("n = 1"), MESSAGE + SIGNAL],
)  # fmt: skip
@pytest.mark.parametrize("level", ["process", "sub-process"])
def test_an_event_sub_process_of_each_kind(definition, interrupting, level):
    handler = es("es", definition, interrupting=interrupting)
    waiting = sub("u", start("s1"), catch("w", timer("PT5H")), scripts("in"), end("e1"),
                  flows("s1 > w > in > e1"), handler if level == "sub-process" else "")  # fmt: skip
    main = process(
        start(), gate("g"), waiting, catch("w2", timer("PT1H")), scripts("add", "after"), end(),
        end("e3"), flows("s g", "g > u > after > e", "g > w2 > add > e3"),
        handler if level == "process" else "",
    )  # fmt: skip
    sent = SIGNAL if definition == SIGNAL else MESSAGE
    data = definitions(main, sender(sent))
    outcome, trace = trace_of(data, {"n": 0}, process="p", also_start=["q"])
    assert outcome == "completed"
    assert trace.count("es-a") == 1
    assert ("in" in trace) is not interrupting
    assert ("after" in trace) is (level == "sub-process" or not interrupting)


@pytest.mark.parametrize(
    "definition", [MESSAGE, SIGNAL, timer("PT1H"), timer("R2/PT1H"), condition("n = 1")]
)
def test_an_intermediate_catch_of_each_kind(definition):
    main = process(
        start(), gate("g"), catch("c", definition), catch("w2", timer("PT1H")),
        scripts("add", "after"), end(), end("e3"),
        flows("s g", "g > c > after > e", "g > w2 > add > e3"),
    )  # fmt: skip
    data = definitions(main, sender(SIGNAL if definition == SIGNAL else MESSAGE))
    expected = ("completed", ["add", "after"])
    assert trace_of(data, {"n": 0}, process="p", also_start=["q"]) == expected


@pytest.mark.parametrize(
    "definition", [MESSAGE, SIGNAL, ESCALATION, COMPENSATE, "", MESSAGE + SIGNAL]
)
def test_an_intermediate_throw_and_an_end_of_each_kind_pass(definition):
    data = model(start(), throw("t", definition), scripts("a"), end("e", definition),
                 flows("s > t > a > e"))  # fmt: skip
    assert trace_of(data) == ("completed", ["a"])


@pytest.mark.parametrize(
    "definition",
    ["", MESSAGE, SIGNAL, timer("PT1H"), timer("2026-01-05T09:00:00Z"), timer("R1/PT1H"),
     timer("2020-01-05T09:00:00Z"), condition("n = 0"), MESSAGE + SIGNAL, SIGNAL + timer("PT1H")],
)  # fmt: skip
def test_a_start_of_each_kind(definition):
    data = model(start("s", definition), scripts("a"), end(), flows("s > a > e"))
    assert trace_of(data, {"n": 0}) == ("completed", ["a"])


def test_a_conditional_start_that_does_not_hold_waits():
    data = model(start("s", condition("n = 1")), scripts("a"), end(), flows("s > a > e"))
    assert trace_of(data, {"n": 0}) == ("waiting", [])


def test_several_none_starts_are_alternatives_of_which_one_begins():
    data = model(
        start(), start("s2"), scripts("a", "b"), end(), end("e2"), flows("s > a > e", "s2 > b > e2")
    )
    assert trace_of(data) == ("completed", ["a"])


def test_a_plain_start_is_taken_before_one_that_waits():
    data = model(
        start("s2", SIGNAL), start(), scripts("a", "b"), end(), end("e2"),
        flows("s > a > e", "s2 > b > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a"])


def test_a_signal_starts_another_case_of_the_same_process():
    data = model(
        start("s2", SIGNAL), start(), throw("t", SIGNAL), scripts("a", "b"), end(), end("e2"),
        flows("s > t > a > e", "s2 > b > e2"),
    )  # fmt: skip
    result, trace = played(data)
    assert (sorted(trace), len(result.cases)) == (["a", "b"], 2)


def test_a_signal_may_end_a_process_and_start_another():
    one = process(start(), scripts("a"), end("e", SIGNAL), flows("s > a > e"))
    two = process(start("s2", SIGNAL), scripts("b"), end("e2"), flows("s2 > b > e2"), id="q")
    assert trace_of(definitions(two, one)) == ("completed", ["a", "b"])


def test_a_signal_end_is_heard_by_a_handler_of_its_own_scope():
    data = model(start(), scripts("a"), end("e", SIGNAL), flows("s > a > e"), es("es", SIGNAL))
    assert trace_of(data) == ("completed", ["a", "es-a"])


def test_a_signal_inside_is_heard_on_the_border_and_by_a_branch():
    body = sub("u", start("s1"), end("e1", SIGNAL), flows("s1 e1"))
    data = model(
        start(), gate("g"), body, boundary("b", "u", SIGNAL), catch("c", SIGNAL),
        scripts("out", "heard", "after"), end(), end("e2"), end("e3"),
        flows("s g", "g > u > after > e", "b > out > e2", "g > c > heard > e3"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["heard", "out"])


def test_a_signal_that_nobody_hears_is_gone():
    data = model(
        start(), throw("t", SIGNAL), catch("c", SIGNAL), scripts("a"), end(), flows("s > t > c > a > e")
    )  # fmt: skip
    assert trace_of(data) == ("waiting", [])


def test_who_listens_after_a_script_still_hears_the_signal():
    data = model(
        start(), gate("g"), scripts("a", "b", "c", "d"), throw("t", SIGNAL), catch("x", SIGNAL),
        end(), end("e2"), flows("s g", "g > a > t > e", "g > b > c > x > d > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b", "c", "d"])


def test_a_message_within_a_case_reaches_a_parallel_branch():
    data = model(
        start(), gate("g"), throw("t", MESSAGE), catch("c", MESSAGE), scripts("a", "b"),
        end(), end("e2"), flows("s g", "g > t > a > e", "g > c > b > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b"])


def test_links_join_several_throws_and_make_loops():
    data = model(
        start(), gate("g"), throw("t1", link("L")), throw("t2", link("L")), catch("c", link("L")),
        scripts("a"), end(), flows("s g", "g t1", "g t2", "c > a > e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "a"])
    data = model(
        start(), throw("t1", link("L")), catch("c", link("L")), scripts("add"),
        gate("x", "exclusive", default="x-e"), throw("t2", link("L")), end(),
        flows("s t1", "c > add > x", "x t2 n < 3", "x e"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0}) == ("completed", ["add"] * 3)


def test_links_form_chains_and_live_in_sub_processes():
    body = sub("u", start("s1"), throw("t1", link("L")), catch("c1", link("L")), scripts("a"),
               throw("t2", link("K")), catch("c2", link("K")), scripts("b"), end("e1"),
               flows("s1 t1", "c1 > a > t2", "c2 > b > e1"))  # fmt: skip
    assert trace_of(model(start(), body, end(), flows("s > u > e"))) == ("completed", ["a", "b"])


@pytest.mark.parametrize("interrupting", [True, False])
def test_a_parallel_multiple_boundary_needs_all_its_triggers(interrupting):
    flag = "" if interrupting else ' cancelActivity="false"'
    both = f'<boundaryEvent id="b" attachedToRef="u" parallelMultiple="true"{flag}>'
    main = process(
        start(), WAITING, both + SIGNAL + timer("PT2H") + "</boundaryEvent>",
        scripts("out", "after"), end(), end("e2"), flows("s > u > after > e", "b > out > e2"),
    )  # fmt: skip
    expected = ["out"] if interrupting else ["after", "in", "out"]
    data = definitions(main, sender(SIGNAL))
    assert trace_of(data, process="p", also_start=["q"]) == ("completed", expected)
    assert trace_of(data, process="p") == ("completed", ["after", "in"])


def test_a_parallel_multiple_event_sub_process_needs_all_its_triggers():
    main = process(
        start(), WAITING, scripts("after"), end(), flows("s > u > after > e"),
        es("es", SIGNAL + timer("PT2H"), parallelMultiple="true"),
    )  # fmt: skip
    data = definitions(main, sender(SIGNAL))
    assert trace_of(data, process="p", also_start=["q"]) == ("completed", ["es-a"])
    assert trace_of(data, process="p") == ("completed", ["after", "in"])


def test_an_interrupting_event_sub_process_ends_one_that_runs_beside():
    slow = es("es", timer("PT1M"), catch("w9", timer("PT9H")), scripts("never"), end("e9"),
              flows("es-s > w9 > never > e9"), interrupting=False)  # fmt: skip
    data = model(start(), WAITING, end(), flows("s > u > e"), slow, es("et", timer("PT1H")))
    assert trace_of(data) == ("completed", ["et-a"])


def test_a_scope_waits_for_what_runs_beside_it():
    slow = es("es", timer("PT1M"), catch("w9", timer("PT9H")), scripts("late"), end("e9"),
              flows("es-s > w9 > late > e9"), interrupting=False)  # fmt: skip
    body = sub("u", start("s1"), catch("w", timer("PT5H")), scripts("in"), end("e1"),
               flows("s1 > w > in > e1"), slow)  # fmt: skip
    data = model(start(), body, scripts("after"), end(), flows("s > u > after > e"))
    assert played(data)[1] == ["in", "late", "after"]


def test_a_non_interrupting_timer_cycle_of_an_event_sub_process():
    data = model(start(), WAITING, end(), flows("s > u > e"),
                 es("es", timer("R3/PT1H"), interrupting=False))  # fmt: skip
    assert trace_of(data) == ("completed", ["es-a"] * 3 + ["in"])
    data = model(start(), WAITING, end(), flows("s > u > e"),
                 es("es", timer("R/PT1H"), interrupting=False))  # fmt: skip
    assert trace_of(data)[1].count("es-a") in (4, 5)


def test_a_timer_may_be_an_expression():
    data = model(
        start(), catch("c", timer("P").replace(">P<", '>wait<')), scripts("a"), end(),
        flows("s > c > a > e"),
    )  # fmt: skip
    result, trace = played(data, {"wait": "PT2H"})
    assert (result.time - result.entries[0].time, trace) == (timedelta(hours=2), ["a"])


UNREADABLE = '<timerEventDefinition><timeDuration xsi:type="tFormalExpression">wait</timeDuration></timerEventDefinition>'


def test_a_timer_that_cannot_be_read_is_an_incident_wherever_it_stands():
    models = [
        model(start(), catch("c", UNREADABLE), end(), flows("s > c > e")),
        model(start(), WAITING, boundary("b", "u", UNREADABLE), end(), end("e2"),
              flows("s > u > e", "b e2")),
        model(start(), WAITING, end(), flows("s > u > e"), es("es", UNREADABLE)),
        model(start(), sub("v", start("s1"), WAITING.replace('"s1"', '"s3"').replace('"s1-', '"s3-')
                           .replace('"e1"', '"e3"').replace('-e1"', '-e3"'), end("e1"),
                           flows("s1 > u > e1"), es("es", UNREADABLE)),
              end(), flows("s > v > e")),
        model(start(), element("eventBasedGateway", "g"), catch("c1", UNREADABLE),
              catch("c2", SIGNAL), end(), end("e2"), flows("s g", "g > c1 > e", "g > c2 > e2")),
        model(start(), script("u", many("2")), boundary("b", "u", UNREADABLE), end(), end("e2"),
              flows("s > u > e", "b e2")),
    ]  # fmt: skip
    for data in models:
        result, _ = played(data, {"wait": "soon"})
        assert result.outcome == "stuck"
        assert result.incidents[0].code == "timer-unreadable"


def test_a_start_timer_that_cannot_be_read_waits():
    data = model(start("s", UNREADABLE), scripts("a"), end(), flows("s > a > e"))
    assert trace_of(data, {"wait": "soon"})[1] in ([], ["a"])


def test_a_condition_over_data_that_is_not_there_waits():
    data = model(start(), catch("c", condition("missing = 1")), end(), flows("s > c > e"))
    assert trace_of(data) == ("waiting", [])


def test_a_condition_that_comes_true_again_happens_again():
    data = model(
        start(), WAITING, boundary("b", "u", condition("odd(n)").replace("odd(n)", "modulo(n, 2) = 1"),
                                   False),
        gate("g"), catch("w1", timer("PT1H")), catch("w2", timer("PT1H")), catch("w3", timer("PT1H")),
        scripts("add1", "add2", "add3", "out"), end(), end("e2"), end("e3"),
        flows("s g", "g > u > e", "b > out > e2",
              "g > w1 > add1 > w2 > add2 > w3 > add3 > e3"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0})[1].count("out") == 2


def test_an_event_gateway_takes_each_kind_of_event():
    for definition in (MESSAGE, SIGNAL, condition("n = 1"), timer("PT1H")):
        main = process(
            start(), gate("g"), element("eventBasedGateway", "x"), catch("c", definition),
            catch("late", timer("PT2H")), catch("w", timer("PT1H")), scripts("add", "a", "b"),
            end(), end("e2"), end("e3"),
            flows("s g", "g x", "x > c > a > e", "x > late > b > e2", "g > w > add > e3"),
        )  # fmt: skip
        data = definitions(main, sender(SIGNAL if definition == SIGNAL else MESSAGE))
        expected = ("completed", ["a", "add"])
        assert trace_of(data, {"n": 0}, process="p", also_start=["q"]) == expected


def test_an_event_gateway_takes_a_receive_task():
    main = process(
        start(), element("eventBasedGateway", "x"), element("receiveTask", "r", messageRef="M"),
        catch("late", timer("PT2H")), scripts("a", "b"), end(), end("e2"),
        flows("s x", "x > r > a > e", "x > late > b > e2"),
    )  # fmt: skip
    data = definitions(main, sender(MESSAGE))
    assert trace_of(data, process="p", also_start=["q"]) == ("completed", ["a"])
    assert trace_of(data, process="p") == ("completed", ["b"])


def test_an_event_gateway_in_a_loop_listens_anew():
    data = model(
        start(), gate("m", "exclusive"), element("eventBasedGateway", "x"), catch("c", timer("PT1H")),
        catch("d", SIGNAL), scripts("add", "b"), gate("y", "exclusive", default="y-e"), end(),
        end("e2"), flows("s m", "m x", "x > c > add > y", "x > d > b > e2", "y m n < 3", "y e"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0}) == ("completed", ["add"] * 3)


def test_a_none_end_and_a_none_intermediate_event_only_pass():
    data = model(start(), throw("t"), scripts("a"), end(), flows("s > t > a > e"))
    assert trace_of(data) == ("completed", ["a"])


def test_an_event_may_split_and_merge_implicitly():
    data = model(
        start(), throw("t"), scripts("a", "b"), end(), flows("s t", "t a", "t b", "a e", "b e")
    )
    assert trace_of(data) == ("completed", ["a", "b"])
    data = model(start(), scripts("a", "b"), end(), flows("s a", "s b", "a e", "b e"))
    assert trace_of(data) == ("completed", ["a", "b"])


def test_a_boundary_event_splits_implicitly():
    data = model(
        start(), sub("u", start("s1"), end("e1", ERROR), flows("s1 e1")), boundary("b", "u", ERROR),
        scripts("a", "c"), end(), end("e2"), flows("s > u > e", "b a", "b c", "a e2", "c e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "c"])


@pytest.mark.parametrize("interrupting", [True, False])
def test_a_condition_is_looked_at_as_soon_as_data_changes(interrupting):
    body = sub("u", start("s1"), scripts("add"), end("e1"), flows("s1 > add > e1"))
    data = model(
        start(), body, boundary("b", "u", condition("n = 1"), interrupting),
        scripts("out", "after"), end(), end("e2"), flows("s > u > after > e", "b > out > e2"),
    )  # fmt: skip
    expected = ["add", "out"] if interrupting else ["add", "after", "out"]
    assert trace_of(data, {"n": 0}) == ("completed", expected)
    data = model(start(), scripts("add"), end(), flows("s > add > e"),
                 es("es", condition("n = 1"), interrupting=interrupting))  # fmt: skip
    assert trace_of(data, {"n": 0}) == ("completed", ["add", "es-a"])


def test_a_condition_that_a_task_makes_true_does_not_interrupt_that_task():
    data = model(
        start(), scripts("add"), boundary("b", "add", condition("n = 1")), scripts("out", "after"),
        end(), end("e2"), flows("s > add > after > e", "b > out > e2"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0}) == ("completed", ["add", "after"])


def test_a_parallel_multiple_catch_hears_two_signals_of_its_own_case():
    roots = '<signal id="S2" name="S2"/>'
    s2 = '<signalEventDefinition signalRef="S2"/>'
    both = f'<intermediateCatchEvent id="c" parallelMultiple="true">{SIGNAL}{s2}'
    main = process(
        start(), gate("g"), both + "</intermediateCatchEvent>", throw("t1", SIGNAL), throw("t2", s2),
        scripts("a", "b"), end(), end("e2"), flows("s g", "g > c > a > e", "g > t1 > b > t2 > e2"),
    )  # fmt: skip
    assert played(definitions(roots, main))[1] == ["b", "a"]


def test_a_process_that_is_called_is_not_taken_for_the_first():
    called = process(start("s2"), scripts("b"), end("e2"), flows("s2 > b > e2"), id="q")
    caller = process(start(), element("callActivity", "c", calledElement="q"), scripts("a"), end(),
                     flows("s > c > a > e"))  # fmt: skip
    assert played(definitions(called, caller))[1] == ["b", "a"]


def test_who_listens_already_is_reached_while_it_works():
    body = sub("u", start("s1"), scripts("a", "b", "c"), end("e1"), flows("s1 > a > b > c > e1"))
    data = model(
        start(), gate("g"), body, boundary("bo", "u", SIGNAL), scripts("x", "out"), throw("t", SIGNAL),
        end(), end("e2"), end("e3"), flows("s g", "g > u > e", "bo > out > e2", "g > x > t > e3"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "out", "x"])


@pytest.mark.parametrize("text", ["R/PT0S", "R5/PT0S"])
def test_a_cycle_without_length_is_an_incident_and_never_hangs(text):
    data = model(
        start(), WAITING, boundary("b", "u", timer(text), False), scripts("again"), end(), end("e2"),
        flows("s > u > e", "b > again > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("stuck", [])
