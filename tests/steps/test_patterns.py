"""The workflow patterns of control flow (van der Aalst et al., 2003; Russell et al., 2006)."""

from datetime import timedelta

import pytest

from tests.steps.models import (
    CANCEL,
    ERROR,
    MESSAGE,
    SIGNAL,
    TERMINATE,
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


def activation(text):
    text = text.replace("<", "&lt;").replace(">", "&gt;")
    return f'<activationCondition xsi:type="tFormalExpression">{text}</activationCondition>'


def completion(text):
    text = text.replace("<", "&lt;")
    return f'<completionCondition xsi:type="tFormalExpression">{text}</completionCondition>'


def complex_join(text, id_="j"):
    return element("complexGateway", id_, activation(text))


def test_1_sequence_and_2_parallel_split_and_3_synchronisation():
    data = model(start(), scripts("a", "b", "c", "d"), gate("g"), gate("j"), end(),
                 flows("s a", "a g", "g b", "g c", "b j", "c j", "j > d > e"))  # fmt: skip
    result, trace = played(data)
    assert (result.outcome, trace[0], sorted(trace[1:3]), trace[3]) == (
        "completed", "a", ["b", "c"], "d",
    )  # fmt: skip


def test_6_multi_choice_and_7_structured_synchronising_merge_nest():
    data = model(
        start(), gate("g", "inclusive"), gate("h", "inclusive"), scripts("a", "b", "c", "d", "x"),
        gate("k", "inclusive"), gate("j", "inclusive"), end(),
        flows("s g", "g a n > 0", "g h n > 1", "h b n > 1", "h c n > 2", "b k", "c k", "k d",
              "a j", "d j", "j > x > e"),
    )  # fmt: skip
    assert trace_of(data, {"n": 1})[1] == ["a", "x"]
    assert trace_of(data, {"n": 2})[1] == ["a", "b", "d", "x"]
    assert trace_of(data, {"n": 3})[1] == ["a", "b", "c", "d", "x"]


def test_8_multi_merge():
    data = model(start(), gate("g"), scripts("a", "b", "c"), gate("m", "exclusive"), end(),
                 flows("s g", "g a", "g b", "a m", "b m", "m > c > e"))  # fmt: skip
    assert trace_of(data)[1] == ["a", "b", "c", "c"]


def test_9_structured_discriminator_in_a_loop_is_reset_each_time():
    data = model(
        start(), gate("m", "exclusive"), gate("g"), scripts("a", "b", "add"),
        complex_join("activationCount >= 1"), gate("x", "exclusive", default="x-e"), end(),
        flows("s m", "m g", "g a", "g b", "a j", "b j", "j > add > x", "x m n < 3", "x e"),
    )  # fmt: skip
    outcome, trace = trace_of(data, {"n": 0})
    assert (outcome, trace.count("add")) == ("completed", 3)


def test_28_blocking_discriminator_waits_for_the_late_ones_before_it_begins_anew():
    data = model(
        start(), gate("m", "exclusive"), gate("g"), scripts("a", "late", "add"),
        catch("w", timer("PT1H")), complex_join("activationCount >= 1"),
        gate("x", "exclusive", default="x-e"), end(),
        flows("s m", "m g", "g a", "g > w > late", "a j", "late j", "j > add > x", "x m n < 2",
              "x e"),
    )  # fmt: skip
    result, trace = played(data, {"n": 0})
    assert result.outcome == "completed"
    assert sorted(trace) == ["a", "a", "add", "add", "late", "late"]


def test_29_cancelling_discriminator():
    body = sub(
        "u", start("s1"), gate("g"), scripts("a", "never"), catch("w", timer("PT1H")),
        complex_join("activationCount >= 1"), end("e1", TERMINATE),
        flows("s1 g", "g > a > j", "g > w > never > j", "j e1"),
    )  # fmt: skip
    data = model(start(), body, scripts("after"), end(), flows("s > u > after > e"))
    result, trace = played(data)
    assert (trace, result.time) == (["a", "after"], result.entries[0].time)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_30_partial_join_of_n_out_of_m(number):
    data = model(
        start(), gate("g"), scripts("a", "b", "c", "d"), catch("w1", timer("PT1H")),
        catch("w2", timer("PT2H")), complex_join(f"activationCount = {number}"), end(),
        flows("s g", "g > a > j", "g > w1 > b > j", "g > w2 > c > j", "j > d > e"),
    )  # fmt: skip
    result, trace = played(data)
    assert result.outcome == "completed"
    assert trace.index("d") == number and sorted(trace) == ["a", "b", "c", "d"]


def test_a_complex_join_may_name_its_flows():
    data = model(
        start(), gate("g"), scripts("a", "b", "c", "d"), catch("w1", timer("PT1H")),
        catch("w2", timer("PT2H")), complex_join("fb > 0"), end(),
        flows("s g", "g > a > j", "g > w1 > b", "g > w2 > c > j", "j > d > e")
        + '<sequenceFlow id="fb" sourceRef="b" targetRef="j"/>',
    )  # fmt: skip
    assert played(data)[1] == ["a", "b", "d", "c"]


def test_a_complex_split_takes_all_that_hold_or_the_default():
    data = model(
        start(), gate("g", "complex", default="g-c"), scripts("a", "b", "c"), end(),
        flows("s g", "g a n > 0", "g b n > 1", "g c", "a e", "b e", "c e"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0})[1] == ["c"]
    assert trace_of(data, {"n": 1})[1] == ["a"]
    assert trace_of(data, {"n": 2})[1] == ["a", "b"]


def test_a_complex_gateway_may_join_and_split_and_tell_start_from_reset():
    data = model(
        start(), gate("g"), scripts("a", "late", "first", "second"), catch("w", timer("PT1H")),
        complex_join("activationCount >= 1"), end(), end("e2"),
        flows("s g", "g > a > j", "g > w > late > j", "j first waitingForStart",
              "j second not(waitingForStart)", "first e", "second e2"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "first", "late", "second"]


def test_a_complex_gateway_without_enough_tokens_waits():
    data = model(
        start(), scripts("a", "b"), gate("x", "exclusive", default="x-a"),
        complex_join("activationCount >= 2"), end(),
        flows("s x", "x a", "x b false", "a j", "b j", "j e"),
    )  # fmt: skip
    assert trace_of(data) == ("waiting", ["a"])


def test_10_arbitrary_cycles_with_two_entries():
    data = model(
        start(), gate("x", "exclusive", default="x-m2"), gate("m1", "exclusive"),
        gate("m2", "exclusive"), scripts("add1", "add2"), gate("y", "exclusive", default="y-e"),
        end(), flows("s x", "x m1 n = 0", "x m2", "m1 > add1 > m2 > add2 > y", "y m1 n < 4", "y e"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0}) == ("completed", ["add1", "add1", "add2", "add2"])
    assert trace_of(data, {"n": 3}) == ("completed", ["add2"])


def test_11_implicit_termination():
    data = model(gate("g"), scripts("a", "b"), flows("g a", "g b"))
    assert trace_of(data) == ("completed", ["a", "b"])


def test_43_explicit_termination():
    data = model(start(), gate("g"), scripts("a", "never"), catch("w", timer("PT1H")),
                 end("e", TERMINATE), end("e2"),
                 flows("s g", "g > a > e", "g > w > never > e2"))  # fmt: skip
    assert trace_of(data) == ("completed", ["a"])


def test_12_instances_without_synchronisation():
    data = model(
        start(), gate("m", "exclusive"), scripts("add"), gate("g"), scripts("a"),
        gate("x", "exclusive", default="x-e"), end(), end("e2"),
        flows("s m", "m > add > g", "g > a > e2", "g x", "x m n < 3", "x e"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0}) == ("completed", ["a"] * 3 + ["add"] * 3)


@pytest.mark.parametrize("cardinality", ["3", "n"])
def test_13_and_14_instances_known_while_designing_or_running(cardinality):
    data = model(start(), script("a", many(cardinality)), scripts("b"), end(),
                 flows("s > a > b > e"))  # fmt: skip
    assert trace_of(data, {"n": 3})[1] == ["a", "a", "a", "b"]


def test_16_deferred_choice():
    data = model(
        start(), element("eventBasedGateway", "x"), catch("c", MESSAGE), catch("d", timer("PT1H")),
        scripts("a", "b"), gate("m", "exclusive"), scripts("after"), end(),
        flows("s x", "x > c > a > m", "x > d > b > m", "m > after > e"),
    )  # fmt: skip
    assert played(data)[1] == ["b", "after"]


def test_17_interleaved_parallel_routing():
    body = sub("u", scripts("a", "b", "c"), flows("a b"), kind="adHocSubProcess",
               ordering="Sequential")  # fmt: skip
    data = model(start(), body, scripts("after"), end(), flows("s > u > after > e"))
    trace = played(data)[1]
    assert sorted(trace) == ["a", "after", "b", "c"] and trace[-1] == "after"
    assert trace.index("a") < trace.index("b")


def test_18_milestone():
    data = model(
        start(), gate("g"), scripts("add", "inside"), catch("c", condition("n = 1")),
        catch("w", timer("PT1H")), end(), end("e2"),
        flows("s g", "g > w > add > e", "g > c > inside > e2"),
    )  # fmt: skip
    assert played(data, {"n": 0})[1] == ["add", "inside"]


def test_19_cancel_a_task_and_25_cancel_a_region():
    region = sub("u", start("s1"), gate("g"), catch("w", timer("PT2H")), scripts("never", "a"),
                 end("e1"), end("e9"), flows("s1 g", "g > a > e1", "g > w > never > e9"))  # fmt: skip
    data = model(
        start(), region, boundary("b", "u", timer("PT1H")), scripts("out", "after"), end(),
        end("e2"), flows("s > u > after > e", "b > out > e2"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "out"]


def test_20_cancel_a_case_by_an_error_or_a_cancel():
    body = sub("u", start("s1"), gate("g"), catch("w", timer("PT2H")), scripts("never"),
               catch("w2", timer("PT1H")), end("e1", CANCEL), end("e9"),
               flows("s1 g", "g > w2 > e1", "g > w > never > e9"), kind="transaction")  # fmt: skip
    data = model(
        start(), body, boundary("b", "u", CANCEL), scripts("out"), end(), end("e2", TERMINATE),
        flows("s > u > e", "b > out > e2"),
    )  # fmt: skip
    assert played(data)[1] == ["out"]


def test_21_structured_loop():
    for flag, n, times in (("true", 5, 0), ("false", 5, 1), ("true", 0, 2), ("false", 0, 2)):
        loop = (
            f'<standardLoopCharacteristics testBefore="{flag}">'
            '<loopCondition xsi:type="tFormalExpression">n &lt; 2</loopCondition>'
            "</standardLoopCharacteristics>"
        )
        data = model(start(), script("add", loop), end(), flows("s > add > e"))
        assert played(data, {"n": n})[1] == ["add"] * times


def test_22_recursion():
    one = process(
        start(), scripts("add"), gate("x", "exclusive", default="x-e"),
        element("callActivity", "c", calledElement="p"), scripts("back"), end(), end("e2"),
        flows("s > add > x", "x c n < 3", "x e", "c > back > e2"),
    )  # fmt: skip
    result, trace = played(definitions(one), {"n": 0})
    assert (trace, result.variables["n"]) == (["add"] * 3 + ["back"] * 2, 3)


def test_23_transient_trigger_is_lost_where_nobody_waits():
    main = process(start(), catch("w", timer("PT1H")), catch("c", SIGNAL), scripts("a"), end(),
                   flows("s > w > c > a > e"))  # fmt: skip
    other = process(start("s2"), throw("t", SIGNAL), end("e2"), flows("s2 > t > e2"), id="q")
    result = trace_of(definitions(main, other), process="p", also_start=["q"])
    assert result == ("waiting", [])


def test_24_persistent_trigger_is_kept():
    main = process(start(), catch("w", timer("PT1H")), catch("c", MESSAGE), scripts("a"), end(),
                   flows("s > w > c > a > e"))  # fmt: skip
    other = process(start("s2"), throw("t", MESSAGE), end("e2"), flows("s2 > t > e2"), id="q")
    result = trace_of(definitions(main, other), process="p", also_start=["q"])
    assert result == ("completed", ["a"])


def test_26_cancel_instances_and_27_complete_them():
    body = sub("u", start("s1"), catch("w", timer("PT1H")), scripts("a"), end("e1"),
               flows("s1 > w > a > e1"), many("3", completion("numberOfCompletedInstances = 1")))  # fmt: skip
    data = model(start(), body, scripts("after"), end(), flows("s > u > after > e"))
    assert played(data)[1] == ["a", "after"]


def test_31_blocking_partial_join_lets_late_tokens_pass_into_the_reset():
    data = model(
        start(), gate("g"), scripts("a", "b", "c", "d"), catch("w", timer("PT1H")),
        complex_join("activationCount >= 2"), end(),
        flows("s g", "g > a > j", "g > b > j", "g > w > c > j", "j > d > e"),
    )  # fmt: skip
    result, trace = played(data)
    assert (result.outcome, trace.count("d"), trace[-1]) == ("completed", 1, "c")


def test_33_generalised_join_of_a_parallel_gateway_keeps_what_is_left():
    data = model(
        start(), gate("g"), scripts("a", "b", "c"), gate("m", "exclusive"), gate("j"), end(),
        flows("s g", "g > a > m", "g > b > m", "m j", "g > c > j", "j e"),
    )  # fmt: skip
    assert trace_of(data)[0] == "waiting"


def test_36_dynamic_partial_join_for_instances():
    data = model(
        start(), script("add", many("5", completion("n >= 2"), isSequential="true")),
        scripts("after"), end(), flows("s > add > after > e"),
    )  # fmt: skip
    assert played(data, {"n": 0})[1] == ["add", "add", "after"]


def test_37_local_synchronising_merge_in_an_unstructured_model():
    data = model(
        start(), gate("g", "inclusive"), scripts("a", "b", "c", "d"),
        gate("x", "exclusive", default="x-y"), gate("j", "inclusive"), end(), throw("y"), end("e2"),
        flows("s g", "g a true", "g b n > 0", "a j", "b x", "x c n > 1", "x y", "y e2", "c j",
              "j > d > e"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0})[1] == ["a", "d"]
    assert trace_of(data, {"n": 1})[1] == ["a", "b", "d"]
    assert trace_of(data, {"n": 2})[1] == ["a", "b", "c", "d"]


def test_38_general_synchronising_merge_after_an_event_gateway_and_a_border():
    slow = sub("u", start("s1"), catch("w1", timer("PT3H")), end("e1"), flows("s1 > w1 > e1"))
    data = model(
        start(), gate("g"), scripts("a", "b", "c", "d"), element("eventBasedGateway", "x"),
        catch("c1", timer("PT2H")), catch("c2", timer("PT1H")), slow,
        boundary("bo", "u", timer("PT2H")), gate("j", "inclusive"), end(),
        flows("s g", "g > a > j", "g x", "x c1", "x c2", "c1 > b > j", "c2 j", "g > u > c > j",
              "bo j", "j > d > e"),
    )  # fmt: skip
    result, trace = played(data)
    assert (result.outcome, trace) == ("completed", ["a", "d"])
    assert result.time - result.entries[0].time == timedelta(hours=2)


def test_40_interleaved_routing_of_two_scopes_by_messages():
    data = model(start(), gate("g"), scripts("a", "b"), gate("j"), end(),
                 flows("s g", "g > a > j", "g > b > j", "j e"))  # fmt: skip
    assert trace_of(data)[1] == ["a", "b"]


def test_41_thread_merge_and_42_thread_split():
    data = model(
        start(), script("a", completionQuantity="3"), scripts("b"), script("c", startQuantity="3"),
        scripts("d"), end(), flows("s > a > b > c > d > e"),
    )  # fmt: skip
    assert trace_of(data)[1] == ["a", "b", "b", "b", "c", "d"]
    data = model(
        start(), script("a", completionQuantity="5"), script("c", startQuantity="2"), end(),
        flows("s > a > c > e"),
    )  # fmt: skip
    assert trace_of(data) == ("waiting", ["a", "c", "c"])


def test_quantities_count_for_every_flow():
    data = model(
        start(), script("a", completionQuantity="2"), scripts("b", "c"), end(),
        flows("s a", "a b", "a c", "b e", "c e"),
    )  # fmt: skip
    assert trace_of(data)[1] == ["a", "b", "b", "c", "c"]


def test_a_start_quantity_of_a_sub_process_and_of_several_instances():
    body = sub("u", start("s1"), scripts("b"), end("e1"), flows("s1 > b > e1"), startQuantity="2")
    data = model(start(), script("a", completionQuantity="4"), body, end(), flows("s > a > u > e"))
    assert trace_of(data) == ("completed", ["a", "b", "b"])
    data = model(start(), script("a", completionQuantity="2"),
                 script("b", many("2"), startQuantity="2"), end(), flows("s > a > b > e"))  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b", "b"])


def test_the_same_flow_may_bring_two_tokens_to_a_parallel_join():
    data = model(
        start(), gate("g"), scripts("a", "b", "c", "d", "x"), gate("m", "exclusive"),
        gate("m2", "exclusive"), gate("j"), end(),
        flows("s g", "g a", "g b", "g c", "g d", "a m", "b m", "c m2", "d m2", "m j", "m2 j",
              "j > x > e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b", "c", "d", "x", "x"])


@pytest.mark.parametrize("kind", ["parallel", "inclusive", "exclusive"])
def test_a_gateway_may_join_and_split(kind):
    data = model(
        start(), gate("g"), scripts("a", "b", "c", "d"), gate("j", kind), end(),
        flows("s g", "g a", "g b", "a j", "b j",
              *(("j c", "j d") if kind == "parallel" else ("j c true", "j d true")), "c e", "d e"),
    )  # fmt: skip
    expected = {"exclusive": ["a", "b", "c", "c"]}.get(kind, ["a", "b", "c", "d"])
    assert trace_of(data) == ("completed", expected)


def test_gateways_without_flows_in_or_out():
    data = model(gate("g"), scripts("a", "b"), gate("j"), flows("g a", "g b", "a j", "b j"))
    assert trace_of(data) == ("completed", ["a", "b"])


def test_an_inclusive_join_forgets_a_branch_that_ended():
    data = model(
        start(), gate("g", "inclusive"), scripts("a", "b", "c", "d"), gate("j", "inclusive"),
        end("e0"), gate("x", "exclusive", default="x-e0"), end(),
        flows("s g", "g a true", "g b true", "g c true", "a j", "b j", "c x", "x j false", "x e0",
              "j > d > e"),
    )  # fmt: skip
    assert trace_of(data)[1] == ["a", "b", "c", "d"]


def test_an_inclusive_join_waits_for_a_sub_process_and_for_instances():
    body = sub("u", start("s1"), catch("w", timer("PT1H")), scripts("in"), end("e1"),
               flows("s1 > w > in > e1"), many("2"))  # fmt: skip
    data = model(
        start(), gate("g"), scripts("a", "d"), body, gate("j", "inclusive"), end(),
        flows("s g", "g > a > j", "g > u > j", "j > d > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "in", "in", "d"]


def test_an_inclusive_join_waits_for_a_token_at_a_link_and_a_join():
    data = model(
        start(), gate("g"), scripts("a", "b", "c", "d"), throw("t", link("L")), catch("l", link("L")),
        catch("w", timer("PT1H")), gate("k"), catch("w2", timer("PT2H")), gate("j", "inclusive"), end(),
        flows("s g", "g > a > j", "g > w > b > t", "l j", "g k", "g > w2 > k", "k > c > j",
              "j > d > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "b", "c", "d"]


def test_an_inclusive_join_with_an_event_sub_process_beside():
    slow = es("es", timer("PT1M"), catch("w9", timer("PT9H")), scripts("late"), end("e9"),
              flows("es-s > w9 > late > e9"), interrupting=False)  # fmt: skip
    data = model(
        start(), gate("g"), scripts("a", "d"), catch("w", timer("PT1H")), gate("j", "inclusive"),
        end(), flows("s g", "g > a > j", "g > w > j", "j > d > e"), slow,
    )  # fmt: skip
    assert played(data)[1] == ["a", "d", "late"]


def test_inclusive_joins_in_each_others_way_wait_for_each_other():
    data = model(
        start(), gate("g"), gate("m1", "inclusive"), gate("m2", "inclusive"), scripts("a", "b", "add"),
        gate("x", "exclusive", default="x-e"), end(),
        flows("s g", "g > a > m1", "g > b > m2", "m1 m2", "m2 > add > x", "x m1 n < 2", "x e"),
    )  # fmt: skip
    assert trace_of(data, {"n": 0}) == ("waiting", ["a", "b"])


def test_an_error_ends_the_case_of_a_parallel_branch():
    data = model(
        start(), gate("g"), catch("w", timer("PT1H")), scripts("never", "a"), end("e1"),
        end("e", ERROR), flows("s g", "g > a > e", "g > w > never > e1"),
    )  # fmt: skip
    assert trace_of(data) == ("failed", ["a"])
