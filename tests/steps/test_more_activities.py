"""Loops, instances, calls, ad-hoc sub-processes at their corners (BPMN 2.0.2, 10.3, 13.3)."""

from datetime import UTC, datetime

import pytest

import guiju
from guiju.run import Case, replay
from guiju.standard import Step
from guiju.standard.steps.state import WORK
from tests.steps.models import (
    ANY_ERROR,
    ERROR,
    ESCALATION,
    MESSAGE,
    SIGNAL,
    TERMINATE,
    boundary,
    catch,
    definitions,
    element,
    end,
    es,
    flows,
    gate,
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

SD = '<signalEventDefinition id="SD" signalRef="S"/>'


def completion(text):
    text = text.replace("<", "&lt;")
    return f'<completionCondition xsi:type="tFormalExpression">{text}</completionCondition>'


def loop(condition=None, **attributes):
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    text = "" if condition is None else (
        f'<loopCondition xsi:type="tFormalExpression">{condition.replace("<", "&lt;")}</loopCondition>'
    )  # fmt: skip
    return f"<standardLoopCharacteristics{extra}>{text}</standardLoopCharacteristics>"


def one(task, *more):
    return model(start(), task, scripts("after"), end(), flows("s add", "add > after > e"), *more)


def body(*more, **attributes):
    return sub("add", start("s1"), scripts("add1"), end("e1"), flows("s1 > add1 > e1"), *more,
               **attributes)  # fmt: skip


def times(data, n=0):
    outcome, trace = trace_of(data, {"n": n})
    return (outcome, len([each for each in trace if each.startswith("add")]), trace.count("after"))


@pytest.mark.parametrize("task", [script, lambda _, inside: body(inside)])
def test_standard_loops(task):
    assert times(one(task("add", loop("n < 3")))) == ("completed", 3, 1)
    assert times(one(task("add", loop("n < 3", testBefore="true")))) == ("completed", 3, 1)
    assert times(one(task("add", loop("n < 3", loopMaximum="2")))) == ("completed", 2, 1)
    assert times(one(task("add", loop("n < 3", loopMaximum="2", testBefore="true")))) == (
        "completed", 2, 1,
    )  # fmt: skip
    assert times(one(task("add", loop("false")))) == ("completed", 1, 1)
    assert times(one(task("add", loop("false", testBefore="true")))) == ("completed", 0, 1)
    assert times(one(task("add", loop("loopCounter < 4")))) == ("completed", 4, 1)
    assert times(one(task("add", loop(loopMaximum="3")))) == ("completed", 3, 1)
    assert times(one(task("add", loop("true", loopMaximum="3", testBefore="true")))) == (
        "completed", 3, 1,
    )  # fmt: skip


def test_a_loop_condition_that_is_null_is_an_incident():
    result, _ = played(one(script("add", loop("missing"))), {"n": 0})
    assert (result.outcome, result.incidents[0].code) == ("stuck", "not-a-boolean")


def test_a_loop_is_left_by_an_error_on_its_border():
    data = model(
        start(), script("fail", loop("true")), boundary("b", "fail", ANY_ERROR), scripts("out"),
        end(), end("e2"), flows("s > fail > e", "b > out > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["out"])


@pytest.mark.parametrize("sequential", ["true", "false"])
@pytest.mark.parametrize("number", ["0", "1", "4"])
def test_instances_of_tasks_sub_processes_and_calls(number, sequential):
    count = int(number)
    several = many(number, isSequential=sequential)
    assert times(one(script("add", several))) == ("completed", count, 1)
    assert times(one(body(several))) == ("completed", count, 1)
    assert times(one(body(several, kind="transaction"))) == ("completed", count, 1)
    caller = process(
        start(), element("callActivity", "c", several, calledElement="q"), scripts("after"), end(),
        flows("s > c > after > e"),
    )  # fmt: skip
    called = process(start("s2"), scripts("add"), end("e2"), flows("s2 > add > e2"), id="q")
    assert times(definitions(caller, called)) == ("completed", count, 1)


def test_instances_within_instances():
    inner = sub("v", start("s2"), scripts("add1"), end("e2"), flows("s2 > add1 > e2"), many("2"))
    outer = sub("add", start("s1"), inner, end("e1"), flows("s1 > v > e1"), many("3"))
    assert times(one(outer)) == ("completed", 6, 1)


def test_a_loop_of_a_sub_process_with_instances_inside():
    inner = script("add1", many("2"))
    outer = sub("add", start("s1"), inner, end("e1"), flows("s1 > add1 > e1"), loop("n < 3"))
    assert times(one(outer)) == ("completed", 4, 1)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("numberOfActiveInstances = 0", 1), ("numberOfCompletedInstances >= 2", 2), ("false", 4),
     ("numberOfInstances = 4", 1), ("numberOfTerminatedInstances > 0", 4)],
)  # fmt: skip
def test_completion_conditions_know_the_numbers(condition, expected):
    data = one(script("add", many("4", completion(condition), isSequential="true")))
    assert times(data) == ("completed", expected, 1)


def test_a_completion_condition_that_is_null_is_an_incident():
    result, _ = played(one(script("add", many("2", completion("missing")))), {"n": 0})
    assert (result.outcome, result.incidents[0].code) == ("stuck", "not-a-boolean")


def thrown(behavior, interrupting, inside="", **more):
    task = script("add", many("3", inside, isSequential="true", behavior=behavior, **more))
    return definitions(
        SD,
        process(
            start(), task, boundary("b", "add", SIGNAL, interrupting), scripts("note", "after"),
            end(), end("e2"), flows("s > add > after > e", "b > note > e2"),
        ),
    )  # fmt: skip


COMPLEX = (
    '<complexBehaviorDefinition><condition xsi:type="tFormalExpression">{}</condition>'
    '<event id="ce"><signalEventDefinition signalRef="S"/></event></complexBehaviorDefinition>'
)


@pytest.mark.parametrize("interrupting", [True, False])
def test_behaviors_throw_as_often_as_they_say(interrupting):
    def notes(data):
        outcome, trace = trace_of(data, {"n": 0})
        return outcome, trace.count("add"), trace.count("note"), trace.count("after")

    assert notes(thrown("All", interrupting)) == ("completed", 3, 0, 1)
    none = thrown("None", interrupting, noneBehaviorEventRef="SD")
    assert notes(none) == ("completed", 3, 3, 1)
    first = thrown("One", interrupting, oneBehaviorEventRef="SD")
    assert notes(first) == ("completed", 3, 1, 1)
    tail = COMPLEX.format("numberOfCompletedInstances = 2")
    assert notes(thrown("Complex", interrupting, tail)) == ("completed", 2, 1, 1)
    assert notes(thrown("Complex", interrupting, COMPLEX.format("false"))) == ("completed", 3, 0, 1)


def test_an_interrupting_boundary_timer_ends_a_sequence_of_instances():
    inner = sub("u", start("s1"), catch("w", timer("PT1H")), scripts("in"), end("e1"),
                flows("s1 > w > in > e1"), many("5", isSequential="true"))  # fmt: skip
    data = model(
        start(), inner, boundary("b", "u", timer("PT150M")), scripts("out"), end(), end("e2"),
        flows("s > u > e", "b > out > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["in", "in", "out"])


def test_receive_and_send_tasks_repeat():
    sending = process(start("s2"), element("sendTask", "t", many("3"), messageRef="M"), end("e2"),
                      flows("s2 > t > e2"), id="q")  # fmt: skip
    waiting = process(start(), element("receiveTask", "r", many("3"), messageRef="M"), scripts("a"),
                      end(), flows("s > r > a > e"))  # fmt: skip
    data = definitions(waiting, sending)
    assert trace_of(data, process="p", also_start=["q"]) == ("completed", ["a"])


GLOBALS = {
    "globalTask": "",
    "globalScriptTask": "<script>LOG g</script>",
    "globalUserTask": "",
    "globalManualTask": "",
    "globalBusinessRuleTask": "",
}


@pytest.mark.parametrize("kind", GLOBALS)
def test_a_global_task_of_each_kind_can_be_called(kind):
    called = element(kind, "g", GLOBALS[kind], name="g")
    caller = process(
        start(), element("callActivity", "c", many("2"), calledElement="g"), scripts("after"),
        end(), flows("s > c > after > e"),
    )  # fmt: skip
    trace = ["after", "g", "g"] if kind == "globalScriptTask" else ["after"]
    for data in (definitions(caller, called), definitions(called, caller)):
        assert trace_of(data) == ("completed", trace)


def test_a_failing_global_script_is_caught_by_the_caller():
    called = element("globalScriptTask", "g", "<script>LOG fail</script>")
    caller = process(
        start(), element("callActivity", "c", calledElement="g"), boundary("b", "c", ANY_ERROR),
        scripts("out"), end(), end("e2"), flows("s > c > e", "b > out > e2"),
    )  # fmt: skip
    assert trace_of(definitions(caller, called)) == ("completed", ["out"])


def test_a_call_within_a_call():
    first = process(start(), element("callActivity", "c", calledElement="q"), scripts("a"), end(),
                    flows("s > c > a > e"))  # fmt: skip
    second = process(start("s2"), element("callActivity", "c2", calledElement="z"), scripts("b"),
                     end("e2"), flows("s2 > c2 > b > e2"), id="q")  # fmt: skip
    third = process(start("s3"), scripts("c3"), end("e3"), flows("s3 > c3 > e3"), id="z")
    assert played(definitions(first, second, third))[1] == ["c3", "b", "a"]


def test_a_boundary_event_ends_a_called_process():
    caller = process(
        start(), element("callActivity", "c", calledElement="q"), boundary("b", "c", timer("PT1H")),
        scripts("out"), end(), end("e2"), flows("s > c > e", "b > out > e2"),
    )  # fmt: skip
    called = process(start("s2"), catch("w", timer("PT2H")), scripts("never"), end("e2b"),
                     flows("s2 > w > never > e2b"), id="q")  # fmt: skip
    assert trace_of(definitions(caller, called), process="p") == ("completed", ["out"])


def test_a_signal_reaches_a_called_process():
    caller = process(
        start(), gate("g"), element("callActivity", "c", calledElement="q"), throw("t", SIGNAL),
        scripts("a"), end(), flows("s g", "g > c > e", "g > t > a > e"),
    )  # fmt: skip
    called = process(start("s2"), catch("w", SIGNAL), scripts("b"), end("e2"),
                     flows("s2 > w > b > e2"), id="q")  # fmt: skip
    assert trace_of(definitions(caller, called), process="p") == ("completed", ["a", "b"])


def ad_hoc(*inside, **attributes):
    return model(
        start(), sub("u", *inside, kind="adHocSubProcess", **attributes), scripts("after"), end(),
        flows("s > u > after > e"),
    )  # fmt: skip


@pytest.mark.parametrize("ordering", ["Parallel", "Sequential"])
def test_an_ad_hoc_sub_process_with_flows_inside(ordering):
    data = ad_hoc(scripts("a", "b", "c"), flows("a b"), ordering=ordering)
    assert trace_of(data) == ("completed", ["a", "after", "b", "c"])


@pytest.mark.parametrize("ordering", ["Parallel", "Sequential"])
def test_an_ad_hoc_sub_process_with_gateways_and_waiting_tokens_inside_is_cancelled(ordering):
    data = ad_hoc(
        scripts("b", "add", "c", "d"), gate("j"), flows("b j", "d j", "j c"),
        completion("n = 1"), ordering=ordering,
    )  # fmt: skip
    assert played(data, {"n": 0})[1] == ["b", "add", "after"]


def test_what_is_left_of_an_ad_hoc_sub_process_may_be_mended():
    loaded = guiju.load(ad_hoc(scripts("a", "b"), completion("done")))
    case = Case(loaded.standard, "p", "case-1", {})
    now = datetime(2026, 1, 5, tzinfo=UTC)
    case.fire(Step("start", -1), now)
    work = [iid for iid, each in case.state.live.items() if each.phase == WORK]
    for iid in work:
        case.fire(Step("complete", iid), now)
    stuck = list(case.state.incidents)
    assert len(stuck) == 2
    case.fire(Step("retry", stuck[0], (), {"done": False}), now)
    case.fire(Step("retry", stuck[1], (), {"done": True}), now)
    assert [each.place for each in case.state.live.values()] == [
        loaded.standard.program.index["after"]
    ]
    assert replay(loaded.standard, "p", case.entries) == case.state


def test_a_loop_that_could_not_go_on_may_be_mended():
    loaded = guiju.load(one(script("add", many("3", completion("done")))))
    case = Case(loaded.standard, "p", "case-1", {})
    now = datetime(2026, 1, 5, tzinfo=UTC)
    case.fire(Step("start", -1), now)
    work = [iid for iid, each in case.state.live.items() if each.phase == WORK]
    for iid in work[:2]:
        case.fire(Step("complete", iid), now)
    first, second = case.state.incidents
    case.fire(Step("retry", first, (), {"done": False}), now)
    case.fire(Step("retry", second, (), {"done": True}), now)
    assert [each.place for each in case.state.live.values()] == [
        loaded.standard.program.index["after"]
    ]
    assert replay(loaded.standard, "p", case.entries) == case.state


def test_an_ad_hoc_sub_process_may_keep_the_remaining_instances():
    slow = sub("v", start("s1"), catch("w", timer("PT1H")), scripts("late"), end("e1"),
               flows("s1 > w > late > e1"))  # fmt: skip
    kept = ad_hoc(slow, scripts("add"), completion("n = 1"), cancelRemainingInstances="false")
    assert played(kept, {"n": 0})[1] == ["add", "late", "after"]
    ended = ad_hoc(slow, scripts("add"), completion("n = 1"))
    assert played(ended, {"n": 0})[1] == ["add", "after"]


def test_an_ad_hoc_sub_process_whose_condition_never_holds_waits():
    assert trace_of(ad_hoc(scripts("a"), completion("false"))) == ("waiting", ["a"])
    result, _ = played(ad_hoc(scripts("a"), completion("missing")))
    assert result.outcome == "stuck"


def test_an_ad_hoc_sub_process_ends_its_rest_in_sequence():
    data = ad_hoc(scripts("add1", "add2", "add3"), completion("n = 2"), ordering="Sequential")
    assert played(data, {"n": 0})[1] == ["add1", "add2", "after"]


def test_several_instances_of_an_ad_hoc_sub_process_and_in_one():
    assert trace_of(ad_hoc(scripts("a", "b"), many("2")))[1] == ["a", "a", "after", "b", "b"]
    data = ad_hoc(
        script("add", many("3")), scripts("b"), completion("n = 3"), ordering="Sequential"
    )
    assert trace_of(data, {"n": 0})[1] == ["add", "add", "add", "after"]


def test_an_ad_hoc_sub_process_with_a_border():
    slow = sub("v", start("s1"), catch("w", timer("PT2H")), scripts("late"), end("e1"),
               flows("s1 > w > late > e1"))  # fmt: skip
    data = model(
        start(), sub("u", slow, scripts("a"), kind="adHocSubProcess"),
        boundary("b", "u", timer("PT1H")), scripts("out"), end(), end("e2"),
        flows("s > u > e", "b > out > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "out"])


def test_a_sub_process_with_conditional_flows_and_a_default():
    inner = sub("u", start("s1"), scripts("in"), end("e1"), flows("s1 > in > e1"),
                default="u-b")  # fmt: skip
    data = model(start(), inner, scripts("a", "b", "c"), end(),
                 flows("s u", "u a n > 0", "u c n > 1", "u b", "a e", "b e", "c e"))  # fmt: skip
    assert trace_of(data, {"n": 0})[1] == ["b", "in"]
    assert trace_of(data, {"n": 1})[1] == ["a", "in"]
    assert trace_of(data, {"n": 2})[1] == ["a", "c", "in"]


def test_a_task_of_every_kind_passes():
    kinds = ("task", "manualTask", "userTask", "serviceTask", "businessRuleTask", "scriptTask")
    for kind in kinds:
        inside = "<script>LOG x</script>" if kind == "scriptTask" else ""
        data = model(
            start(), element(kind, "k", inside), scripts("a"), end(), flows("s > k > a > e")
        )
        assert trace_of(data)[0] == "completed", kind


def test_sub_processes_within_sub_processes():
    inner = sub("w", start("s3"), scripts("c"), end("e3"), flows("s3 > c > e3"))
    middle = sub("v", start("s2"), scripts("b"), inner, end("e2"), flows("s2 > b > w > e2"))
    outer = sub("u", start("s1"), scripts("a"), middle, end("e1"), flows("s1 > a > v > e1"))
    data = model(start(), outer, scripts("after"), end(), flows("s > u > after > e"))
    assert played(data)[1] == ["a", "b", "c", "after"]


def test_two_tokens_make_two_sub_processes():
    inner = sub("u", start("s1"), gate("g1"), scripts("a", "b"), gate("j1"), end("e1"),
                flows("s1 g1", "g1 a", "g1 b", "a j1", "b j1", "j1 e1"))  # fmt: skip
    data = model(start(), gate("g"), throw("x"), throw("y"), inner, scripts("after"), end(),
                 flows("s g", "g x", "g y", "x u", "y u", "u > after > e"))  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "a", "after", "after", "b", "b"])


def test_two_tokens_in_one_activity_are_bordered_apart():
    inner = sub("u", start("s1"), catch("w", timer("PT2H")), scripts("a"), end("e1"),
                flows("s1 > w > a > e1"))  # fmt: skip
    data = model(
        start(), gate("g"), throw("x"), catch("y", timer("PT90M")), inner,
        boundary("b", "u", timer("2026-01-05T09:00:00Z")), scripts("out"), end(), end("e2"),
        flows("s g", "g x", "g y", "x u", "y u", "u e", "b > out > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["out", "out"])


def test_every_outcome_of_one_model():
    assert trace_of(model(start(), end("e", ERROR), flows("s e")))[0] == "failed"
    assert trace_of(model(start(), end("e", ESCALATION), flows("s e")))[0] == "completed"
    assert trace_of(model(start(), end("e", TERMINATE), flows("s e")))[0] == "completed"
    assert trace_of(model(start(), catch("c", MESSAGE), end(), flows("s > c > e")))[0] == "waiting"


def test_an_error_event_sub_process_with_what_runs_beside_at_the_process():
    data = model(
        start(), gate("g"), scripts("fail", "never"), catch("w", timer("PT1H")), end(), end("e2"),
        flows("s g", "g > w > never > e", "g > fail > e2"), es("es", ANY_ERROR),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["es-a"])


def test_cancelling_one_instance_from_outside_ends_the_activity():
    loaded = guiju.load(one(script("add", many("3"))))
    case = Case(loaded.standard, "p", "case-1", {})
    now = datetime(2026, 1, 5, tzinfo=UTC)
    case.fire(Step("start", -1), now)
    work = [iid for iid, each in case.state.live.items() if each.phase == WORK]
    case.fire(Step("cancel", work[0]), now)
    assert case.state.status == "completed"
