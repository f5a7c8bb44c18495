"""Compensation in every shape (BPMN 2.0.2, 10.7 and 13.5.5)."""

import pytest

from tests.steps.models import (
    CANCEL,
    COMPENSATE,
    ERROR,
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
    undo,
    undo_by,
)


def compensate(activity, wait=True):
    flag = "" if wait else ' waitForCompletion="false"'
    return f'<compensateEventDefinition activityRef="{activity}"{flag}/>'


def inner(*more, id_="u", **attributes):
    """A sub-process that does `a`, which `undo-a` undoes."""
    return sub(
        id_, start("s1"), scripts("a"), undo("a", "undo-a"), end("e1"), flows("s1 > a > e1"),
        *more, **attributes,
    )  # fmt: skip


def then_undone(body, definition=COMPENSATE):
    return model(
        start(), body, throw("t", definition), scripts("after"), end(),
        flows("s > u > t > after > e"),
    )  # fmt: skip


def test_an_end_event_compensates_before_the_scope_ends():
    data = model(
        start(), scripts("a"), undo("a", "undo-a"), end("e", COMPENSATE), flows("s > a > e")
    )
    assert played(data)[1] == ["a", "undo-a"]


def test_compensation_of_a_sub_process_by_name():
    assert played(then_undone(inner(), compensate("u")))[1] == ["a", "undo-a", "after"]


def test_compensation_of_another_activity_leaves_this_one():
    data = model(
        start(), scripts("a", "b", "after"), undo("a", "undo-a"), undo("b", "undo-b"),
        throw("t", compensate("a")), throw("t2", COMPENSATE), end(),
        flows("s > a > b > t > after > t2 > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "b", "undo-a", "after", "undo-b"]


def test_what_was_undone_is_not_undone_again():
    data = model(
        start(), scripts("a", "after"), undo("a", "undo-a"), throw("t", COMPENSATE),
        throw("t2", COMPENSATE), end(), flows("s > a > t > t2 > after > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "undo-a", "after"]


def test_an_activity_done_twice_is_undone_twice():
    data = model(
        start(), gate("m", "exclusive"), scripts("add"), undo("add", "undo"),
        gate("x", "exclusive", default="x-m"), throw("t", COMPENSATE), end(),
        flows("s m", "m > add > x", "x t n > 1", "x m", "t e"),
    )  # fmt: skip
    assert played(data, {"n": 0})[1] == ["add", "add", "undo", "undo"]


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_every_instance_is_undone(sequential):
    data = model(
        start(), script("u", many("3", isSequential=sequential)), undo("u", "undo"),
        throw("t", COMPENSATE), scripts("after"), end(), flows("s > u > t > after > e"),
    )  # fmt: skip
    assert played(data)[1] == ["u"] * 3 + ["undo"] * 3 + ["after"]


def test_every_instance_of_a_sub_process_is_undone_inside():
    assert played(then_undone(inner(many("2"))))[1] == ["a", "a", "undo-a", "undo-a", "after"]


def test_a_throw_that_does_not_wait_goes_on_at_once():
    slow = sub("h", start("sh"), catch("wh", timer("PT1H")), scripts("undo"), end("eh"),
               flows("sh > wh > undo > eh"), isForCompensation="true")  # fmt: skip
    data = model(
        start(), scripts("a", "after"), undo_by("a", slow, "h"), throw("t", compensate("a", False)),
        end(), flows("s > a > t > after > e"),
    )  # fmt: skip
    result, trace = played(data)
    assert (result.outcome, trace) == ("completed", ["a", "after", "undo"])


def test_a_throw_that_waits_waits_for_a_slow_handler():
    slow = sub("h", start("sh"), catch("wh", timer("PT1H")), scripts("undo"), end("eh"),
               flows("sh > wh > undo > eh"), isForCompensation="true")  # fmt: skip
    data = model(
        start(), scripts("a", "after"), undo_by("a", slow, "h"), throw("t", compensate("a")),
        end(), flows("s > a > t > after > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "undo", "after"]


def test_a_completed_transaction_can_be_undone_afterwards():
    assert played(then_undone(inner(kind="transaction")))[1] == ["a", "undo-a", "after"]


def test_a_cancelled_transaction_is_not_undone_again():
    body = sub("u", start("s1"), scripts("a"), undo("a", "undo-a"), end("e1", CANCEL),
               flows("s1 > a > e1"), kind="transaction")  # fmt: skip
    data = model(
        start(), body, boundary("b", "u", CANCEL), throw("t", COMPENSATE), scripts("out"),
        end(), end("e2"), flows("s > u > e", "b > t > out > e2"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "undo-a", "out"]


def test_a_sub_process_with_a_handler_on_its_border_is_undone_by_it_alone():
    data = model(
        start(), inner(), undo("u", "undo-u"), throw("t", COMPENSATE), end(), flows("s > u > t > e")
    )
    assert played(data)[1] == ["a", "undo-u"]


def test_a_compensation_event_sub_process_may_undo_what_is_inside():
    handler = es("es", COMPENSATE, scripts("first"), throw("tt", COMPENSATE), scripts("last"),
                 end("es-e"), flows("es-s > first > tt > last > es-e"))  # fmt: skip
    assert played(then_undone(inner(handler)))[1] == ["a", "first", "undo-a", "last", "after"]


def test_undoing_is_in_reverse_order_across_branches_and_scopes():
    data = model(
        start(), scripts("b", "c"), undo("b", "undo-b"), undo("c", "undo-c"), inner(),
        throw("t", COMPENSATE), end(), flows("s > b > u > c > t > e"),
    )  # fmt: skip
    assert played(data)[1] == ["b", "a", "c", "undo-c", "undo-a", "undo-b"]


def test_a_handler_sees_the_data_of_what_it_undoes():
    seen = []
    data = model(
        start(),
        element("userTask", "u", many("2", isSequential="true")),
        undo_by("u", element("userTask", "h", isForCompensation="true"), "h"),
        throw("t", COMPENSATE), end(), flows("s > u > t > e"),
    )  # fmt: skip

    def note(work):
        if work.element == "h":
            seen.append(work.variables["loopCounter"])

    played(data, on_task=note)
    assert seen == [2, 1]


def test_an_active_activity_is_not_undone():
    data = model(
        start(), gate("g"), sub("u", start("s1"), catch("w", timer("PT1H")), scripts("a"),
                                end("e1"), flows("s1 > w > a > e1")),
        undo("u", "undo-u"), throw("t", COMPENSATE), scripts("b"), end(), end("e2"),
        flows("s g", "g > u > e2", "g > t > b > e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b"])


def test_a_called_process_is_undone_too():
    caller = process(
        start(), element("callActivity", "u", calledElement="q"), throw("t", COMPENSATE),
        scripts("after"), end(), flows("s > u > t > after > e"),
    )  # fmt: skip
    called = process(
        start("s2"), scripts("a"), undo("a", "undo-a"), end("e2"), flows("s2 > a > e2"), id="q"
    )
    assert played(definitions(caller, called))[1] == ["a", "undo-a", "after"]


def test_a_called_activity_with_a_handler_of_its_own():
    caller = process(
        start(), element("callActivity", "u", calledElement="q"), undo("u", "undo-u"),
        throw("t", COMPENSATE), end(), flows("s > u > t > e"),
    )  # fmt: skip
    called = process(start("s2"), scripts("a"), end("e2"), flows("s2 > a > e2"), id="q")
    assert played(definitions(caller, called))[1] == ["a", "undo-u"]


def test_a_handler_may_be_a_called_process_or_have_several_instances():
    caller = process(
        start(), scripts("a"),
        undo_by("a", element("callActivity", "h", calledElement="q", isForCompensation="true"), "h"),
        script("b"), undo_by("b", script("h2", many("2"), isForCompensation="true"), "h2"),
        throw("t", COMPENSATE), end(), flows("s > a > b > t > e"),
    )  # fmt: skip
    called = process(start("s2"), scripts("c"), end("e2"), flows("s2 > c > e2"), id="q")
    assert played(definitions(caller, called))[1] == ["a", "b", "h2", "h2", "c"]


def test_a_boundary_event_may_throw_compensation():
    data = model(
        start(), scripts("a"), undo("a", "undo-a"),
        sub("v", start("s1"), end("e1", ERROR), flows("s1 e1")), boundary("b", "v", ERROR),
        end("t", COMPENSATE), end(), flows("s > a > v > e", "b t"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "undo-a"]


def test_a_throw_inside_a_sub_process_undoes_only_what_is_inside():
    body = sub("u", start("s1"), scripts("b"), undo("b", "undo-b"), end("e1", COMPENSATE),
               flows("s1 > b > e1"))  # fmt: skip
    data = model(start(), scripts("a"), undo("a", "undo-a"), body, end(), flows("s > a > u > e"))
    assert played(data)[1] == ["a", "b", "undo-b"]


def test_a_failing_handler_is_an_incident_or_caught_outside():
    data = model(
        start(), scripts("a"), undo("a", "fail"), throw("t", COMPENSATE), end(),
        flows("s > a > t > e"),
    )  # fmt: skip
    assert played(data)[0].outcome == "stuck"
    body = sub("u", start("s1"), scripts("a"), undo("a", "fail"), end("e1", COMPENSATE),
               flows("s1 > a > e1"))  # fmt: skip
    data = model(
        start(), body, boundary("b", "u", "<errorEventDefinition/>"), scripts("out"), end(),
        end("e2"), flows("s > u > e", "b > out > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "out"])


def test_compensation_in_a_loop_of_a_sub_process_is_kept_per_round():
    text = "n &lt; 2"
    loop = (
        '<standardLoopCharacteristics><loopCondition xsi:type="tFormalExpression">'
        f"{text}</loopCondition></standardLoopCharacteristics>"
    )
    body = sub("u", start("s1"), scripts("add"), undo("add", "undo"), end("e1"),
               flows("s1 > add > e1"), loop)  # fmt: skip
    assert played(then_undone(body), {"n": 0})[1] == ["add", "add", "undo", "undo", "after"]


def test_an_ad_hoc_sub_process_is_undone():
    body = sub("u", scripts("a"), undo("a", "undo-a"), kind="adHocSubProcess")
    assert played(then_undone(body))[1] == ["a", "undo-a", "after"]
