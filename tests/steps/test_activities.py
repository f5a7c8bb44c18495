"""Activities, loops, scopes, transactions and compensation (BPMN 2.0.2, 10.3, 10.7 and 13.3)."""

import pytest

from tests.steps.models import (
    ANY_ERROR,
    CANCEL,
    COMPENSATE,
    ERROR,
    SIGNAL,
    boundary,
    catch,
    definitions,
    element,
    end,
    flows,
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


def loop(condition, **attributes):
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    text = condition.replace("<", "&lt;")
    return (
        f'<standardLoopCharacteristics{extra}><loopCondition xsi:type="tFormalExpression">'
        f"{text}</loopCondition></standardLoopCharacteristics>"
    )


def many(cardinality, inside="", **attributes):
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return (
        f"<multiInstanceLoopCharacteristics{extra}>"
        f'<loopCardinality xsi:type="tFormalExpression">{cardinality}</loopCardinality>'
        f"{inside}</multiInstanceLoopCharacteristics>"
    )


def completion(text):
    text = text.replace("<", "&lt;")
    return f'<completionCondition xsi:type="tFormalExpression">{text}</completionCondition>'


def one_task(task):
    return model(start(), task, scripts("after"), end(), flows("s add", "add > after > e"))


def test_a_loop_tests_after_or_before():
    assert trace_of(one_task(script("add", loop("n < 3"))), {"n": 1})[1] == ["add", "add", "after"]
    assert trace_of(one_task(script("add", loop("n < 3"))), {"n": 9})[1] == ["add", "after"]
    before = script("add", loop("n < 3", testBefore="true"))
    assert trace_of(one_task(before), {"n": 9})[1] == ["after"]


def test_a_loop_stops_at_its_maximum():
    task = script("add", loop("true", loopMaximum="4"))
    assert trace_of(one_task(task), {"n": 0})[1].count("add") == 4


def test_a_loop_without_end_becomes_an_incident_and_never_hangs():
    forever = sub("add", start("s1"), end("e1"), flows("s1 e1"), loop("true"))
    data = model(start(), forever, end(), flows("s > add > e"))
    result, _ = played(data)
    assert result.outcome == "stuck"
    assert result.incidents[0].code == "endless-loop"


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_multi_instance_runs_as_often_as_its_cardinality(sequential):
    task = script("add", many("2 + 1", isSequential=sequential))
    result, trace = played(one_task(task), {"n": 0})
    assert sorted(trace) == ["add"] * 3 + ["after"]
    assert result.variables["n"] == 3


def test_no_instance_is_complete_at_once():
    assert trace_of(one_task(script("add", many("0"))), {"n": 0})[1] == ["after"]


@pytest.mark.parametrize("wrong", [None, "three", -1])
def test_a_cardinality_that_is_no_number_is_an_incident(wrong):
    result, _ = played(one_task(script("add", many("many"))), {"n": 0, "many": wrong})
    assert result.outcome == "stuck"


def test_a_completion_condition_ends_the_rest():
    task = script("add", many("5", completion("numberOfCompletedInstances >= 2")))
    assert trace_of(one_task(task), {"n": 0})[1] == ["add", "add", "after"]
    sequential = script("add", many("5", completion("n = 3"), isSequential="true"))
    assert trace_of(one_task(sequential), {"n": 0})[1].count("add") == 3


def test_a_boundary_event_ends_all_instances():
    inner = (start("s1"), catch("w", timer("PT2H")), scripts("late"), end("e1"))
    body = sub("u", *inner, flows("s1 > w > late > e1"), many("3"))
    data = model(
        start(), body, boundary("b", "u", timer("PT1H")), scripts("out"), end("e2"), end("e3"),
        flows("s > u > e2", "b > out > e3"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["out"])


def test_an_error_in_one_instance_leaves_by_the_border_of_all():
    inner = (start("s1"), end("e1", ERROR), flows("s1 e1"))
    data = model(
        start(), sub("u", *inner, many("3")), boundary("b", "u", ERROR), scripts("out"),
        end("e2"), end("e3"), flows("s > u > e2", "b > out > e3"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["out"])


def test_instances_see_their_own_counter():
    seen = []
    data = one_task(element("userTask", "add", many("3")))
    played(data, on_task=lambda work: seen.append(work.variables["loopCounter"]))
    assert sorted(seen) == [1, 2, 3]


def test_a_sub_process_without_start_event_begins_everywhere():
    data = model(start(), sub("u", scripts("a", "b")), scripts("c"), end(), flows("s > u > c > e"))
    assert trace_of(data) == ("completed", ["a", "b", "c"])


def test_a_process_without_events_begins_and_ends_by_itself():
    assert trace_of(model(scripts("a", "b", "c"), flows("a b"))) == ("completed", ["a", "b", "c"])


def test_an_empty_sub_process_is_passed():
    data = model(start(), sub("u"), scripts("a"), end(), flows("s > u > a > e"))
    assert trace_of(data) == ("completed", ["a"])


def test_a_called_process_has_variables_of_its_own_and_hands_them_back():
    caller = process(
        start(), element("callActivity", "c", calledElement="q"), scripts("add1"), end(),
        flows("s > c > add1 > e"),
    )  # fmt: skip
    called = process(start("s2"), scripts("add2"), end("e2"), flows("s2 > add2 > e2"), id="q")
    result, trace = played(definitions(caller, called), {"n": 0}, process="p")
    assert (trace, result.variables["n"]) == (["add2", "add1"], 2)


def test_an_error_leaves_a_called_process():
    caller = process(
        start(), element("callActivity", "c", calledElement="q"), boundary("b", "c", ERROR),
        scripts("out"), end(), end("e1"), flows("s > c > e", "b > out > e1"),
    )  # fmt: skip
    called = process(start("s2"), end("e2", ERROR), flows("s2 e2"), id="q")
    assert trace_of(definitions(caller, called)) == ("completed", ["out"])


def test_a_process_that_calls_itself_without_end_is_stuck():
    data = model(
        start(), element("callActivity", "c", calledElement="p"), end(), flows("s > c > e")
    )
    result, _ = played(data)
    assert (result.outcome, result.incidents[0].code) == ("stuck", "calls-too-deep")


def compensation(host, handler):
    return (
        boundary(f"b-{host}", host, COMPENSATE)
        + script(handler, isForCompensation="true")
        + f'<association id="association-{host}" sourceRef="b-{host}" targetRef="{handler}"/>'
    )


def test_compensation_undoes_in_reverse_order():
    data = model(
        start(), scripts("a", "b", "c"), compensation("a", "undo-a"), compensation("b", "undo-b"),
        throw("t", COMPENSATE), end(), flows("s > a > b > t > c > e"),
    )  # fmt: skip
    result, trace = played(data)
    assert (result.outcome, trace) == ("completed", ["a", "b", "undo-b", "undo-a", "c"])


def test_compensation_of_one_activity():
    data = model(
        start(), scripts("a", "b"), compensation("a", "undo-a"), compensation("b", "undo-b"),
        end("e", '<compensateEventDefinition activityRef="a"/>'), flows("s > a > b > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "b", "undo-a"]


def test_what_was_never_done_is_not_undone():
    data = model(
        start(), element("exclusiveGateway", "x", default="x-m"), scripts("a"),
        compensation("a", "undo-a"), element("exclusiveGateway", "m"), throw("t", COMPENSATE),
        scripts("b"), end(), flows("s x", "x a false", "x m", "a m", "m > t > b > e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["b"])


def test_compensating_a_sub_process_undoes_what_is_inside():
    inner = (
        start("s1"), scripts("a"), compensation("a", "undo-a"), end("e1"), flows("s1 > a > e1")
    )  # fmt: skip
    data = model(
        start(), sub("u", *inner), throw("t", COMPENSATE), scripts("c"), end(),
        flows("s > u > t > c > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "undo-a", "c"]


def test_a_compensation_event_sub_process_undoes_its_scope():
    es = sub(
        "es", start("es-s", COMPENSATE), scripts("undo"), end("es-e"),
        flows("es-s > undo > es-e"), triggeredByEvent="true",
    )  # fmt: skip
    inner = (start("s1"), scripts("a"), end("e1"), flows("s1 > a > e1"), es)
    data = model(
        start(), sub("u", *inner), throw("t", COMPENSATE), scripts("c"), end(),
        flows("s > u > t > c > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "undo", "c"]


def test_a_cancelled_transaction_undoes_and_leaves_by_its_border():
    inner = (
        start("s1"), scripts("a"), compensation("a", "undo-a"), end("e1", CANCEL),
        flows("s1 > a > e1"),
    )  # fmt: skip
    data = model(
        start(), sub("u", *inner, kind="transaction"), boundary("b", "u", CANCEL),
        scripts("out", "after"), end("e2"), end("e3"), flows("s > u > after > e2", "b > out > e3"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "undo-a", "out"]


def test_an_error_leaves_a_transaction_without_undoing():
    inner = (
        start("s1"), scripts("a"), compensation("a", "undo-a"), end("e1", ERROR),
        flows("s1 > a > e1"),
    )  # fmt: skip
    data = model(
        start(), sub("u", *inner, kind="transaction"), boundary("b", "u", ANY_ERROR),
        scripts("out"), end("e2"), end("e3"), flows("s > u > e2", "b > out > e3"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "out"]


def test_an_ad_hoc_sub_process_does_each_activity_once_in_any_order():
    for ordering in ("Parallel", "Sequential"):
        body = sub("u", scripts("a", "b"), kind="adHocSubProcess", ordering=ordering)
        data = model(start(), body, scripts("c"), end(), flows("s > u > c > e"))
        outcome, trace = played(data)
        assert sorted(trace) == ["a", "b", "c"] and trace[-1] == "c"
        assert outcome.outcome == "completed"


def test_an_ad_hoc_sub_process_is_complete_when_its_condition_holds():
    condition = '<completionCondition xsi:type="tFormalExpression">n = 1</completionCondition>'
    body = sub(
        "u", scripts("add1", "add2"), condition, kind="adHocSubProcess", ordering="Sequential"
    )
    data = model(start(), body, scripts("c"), end(), flows("s > u > c > e"))
    assert played(data, {"n": 0})[1] == ["add1", "c"]


def test_implicit_splits_and_merges():
    data = model(
        start(), scripts("a", "b", "c", "d"), end(), flows("s a", "a b", "a c", "b d", "c d", "d e")
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b", "c", "d", "d"])


def test_start_quantity_collects_tokens():
    data = model(
        start(), script("a", completionQuantity="3"), script("b", startQuantity="3"), end(),
        flows("s > a > b > e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b"])


def test_a_signal_thrown_by_each_instance_is_caught_beside():
    task = script(
        "add",
        many("3", isSequential="true", behavior="None", noneBehaviorEventRef="SD"),
    )
    data = definitions(
        '<signalEventDefinition id="SD" signalRef="S"/>',
        process(
            start(), task, boundary("b", "add", SIGNAL), scripts("note", "after"), end(), end("e2"),
            flows("s > add > after > e", "b > note > e2"),
        ),
    )  # fmt: skip
    outcome, trace = trace_of(data, {"n": 0})
    assert (outcome, trace) == ("completed", ["add"] * 3 + ["after"] + ["note"] * 3)
