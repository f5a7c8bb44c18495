"""Gateways: what they wait for and what they send on (BPMN 2.0.2, 13.4)."""

from tests.steps.models import (
    catch,
    element,
    end,
    flows,
    model,
    played,
    scripts,
    start,
    timer,
    trace_of,
)


def test_a_null_condition_is_an_incident_with_its_warnings_never_false():
    data = model(
        start(), element("exclusiveGateway", "g", default="g-b"), scripts("a", "b"), end("e1"),
        end("e2"), flows("s g", "g a missing > 3", "g b", "a e1", "b e2"),
    )  # fmt: skip
    result, trace = played(data)
    assert (result.outcome, trace) == ("stuck", [])
    incident = result.incidents[0]
    assert incident.code == "not-a-boolean"
    assert "missing" in str(incident.values["warnings"])


def test_no_true_condition_and_no_default_is_an_incident():
    data = model(
        start(), element("inclusiveGateway", "g"), scripts("a", "b"), end("e1"), end("e2"),
        flows("s g", "g a n > 3", "g b n > 4", "a e1", "b e2"),
    )  # fmt: skip
    result, _ = played(data, {"n": 0})
    assert result.incidents[0].code == "no-path"


def test_a_parallel_join_that_lacks_a_token_waits():
    data = model(
        start(), element("exclusiveGateway", "x", default="x-b"), scripts("a", "b", "c"),
        element("parallelGateway", "j"), end(),
        flows("s x", "x a false", "x b", "a j", "b j", "j > c > e"),
    )  # fmt: skip
    assert trace_of(data) == ("waiting", ["b"])


def inclusive(*extra):
    return model(
        start(), element("inclusiveGateway", "g"), scripts("a", "b", "c", "d"),
        element("inclusiveGateway", "j"), end(),
        flows("s g", "g a n > 0", "g b n > 1", "g c n > 2", "a j", "b j", "c j", "j > d > e"),
        *extra,
    )  # fmt: skip


def test_an_inclusive_join_waits_for_just_those_that_can_come():
    assert trace_of(inclusive(), {"n": 1})[1] == ["a", "d"]
    assert trace_of(inclusive(), {"n": 2})[1] == ["a", "b", "d"]
    assert trace_of(inclusive(), {"n": 3})[1] == ["a", "b", "c", "d"]


def test_an_inclusive_join_waits_for_a_slow_branch():
    data = model(
        start(), element("parallelGateway", "g"), scripts("a", "b", "d"), catch("w", timer("PT1H")),
        element("inclusiveGateway", "j"), end(), flows("s g", "g a", "g > w > b", "a j", "b j", "j > d > e"),
    )  # fmt: skip
    assert played(data)[1] == ["a", "b", "d"]


def test_an_inclusive_join_inside_a_loop():
    data = model(
        start(), element("exclusiveGateway", "m"), element("inclusiveGateway", "g"),
        scripts("add1", "add2", "done"), element("inclusiveGateway", "j"),
        element("exclusiveGateway", "x", default="x-m"), end(),
        flows("s m", "m g", "g add1 true", "g add2 n < 2", "add1 j", "add2 j", "j x",
              "x done n >= 4", "x m", "done e"),
    )  # fmt: skip
    outcome, trace = trace_of(data, {"n": 0})
    assert (outcome, trace) == ("completed", ["add1", "add1", "add1", "add2", "done"])


def test_two_inclusive_joins_do_not_block_each_other():
    data = model(
        start(), element("parallelGateway", "g"), scripts("a", "b", "c"),
        element("inclusiveGateway", "j1"), element("inclusiveGateway", "j2"), end(),
        flows("s g", "g a", "g b", "a j1", "b j1", "j1 j2", "g c", "c j2", "j2 e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b", "c"])


def discriminator(condition):
    return model(
        start(), element("parallelGateway", "g"), scripts("a", "b", "c", "d"),
        catch("w", timer("PT1H")),
        element("complexGateway", "j", '<activationCondition xsi:type="tFormalExpression">'
                f"{condition}</activationCondition>"),
        end(), flows("s g", "g a", "g b", "g > w > c", "a j", "b j", "c j", "j > d > e"),
    )  # fmt: skip


def test_a_complex_gateway_goes_on_at_its_condition_and_once():
    for condition in ("activationCount &gt;= 1", "activationCount &gt;= 2"):
        result, trace = played(discriminator(condition))
        assert result.outcome == "completed"
        assert sorted(trace) == ["a", "b", "c", "d"]
        assert trace.index("d") < trace.index("c")


def test_an_exclusive_merge_passes_every_token():
    data = model(
        start(), element("parallelGateway", "g"), scripts("a", "b", "c"),
        element("exclusiveGateway", "m"), end(), flows("s g", "g a", "g b", "a m", "b m", "m > c > e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "b", "c", "c"])


def test_conditions_may_read_the_virtual_time():
    data = model(
        start(), element("exclusiveGateway", "g", default="g-b"), scripts("a", "b"), end("e1"),
        end("e2"), flows("s g", "g a now() > date and time(\"2020-01-01T00:00:00Z\")", "g b",
                         "a e1", "b e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a"])
