"""Where errors, escalations and terminations go (BPMN 2.0.2, 10.5.6, 13.5.3 to 13.5.6)."""

import pytest

from tests.steps.models import (
    ANY_ERROR,
    CANCEL,
    COMPENSATE,
    ERROR,
    ERROR2,
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
    undo,
    undo_by,
)


def around(inner, *borders, extra=""):
    """A sub-process u, each border event (name, definition, interrupting) leading to a script."""
    events = "".join(boundary(f"b-{n}", "u", d, i) for n, d, i in borders)
    ways = "".join(
        scripts(n) + end(f"e-{n}") + flows(f"b-{n} > {n} > e-{n}") for n, _, _ in borders
    )
    return model(
        start(), inner, events, ways, scripts("after"), end(), flows("s > u > after > e"), extra
    )


def throwing(definition, *extra):
    """A sub-process u that does `in` and ends by throwing."""
    return sub(
        "u", start("s1"), scripts("in"), end("e1", definition), flows("s1 > in > e1"), *extra
    )


def test_an_error_event_sub_process_comes_before_the_border():
    data = around(throwing(ERROR, es("es", ERROR)), ("out", ERROR, True))
    assert trace_of(data) == ("completed", ["after", "es-a", "in"])


def test_an_error_thrown_from_its_own_handler_goes_to_the_border():
    again = es("es", ERROR, scripts("es-a"), end("es-e", ERROR), flows("es-s > es-a > es-e"))
    data = around(throwing(ERROR, again), ("out", ERROR, True))
    assert trace_of(data) == ("completed", ["es-a", "in", "out"])


def test_an_error_of_an_interrupting_handler_passes_its_neighbours():
    first = es("es", ERROR, scripts("es-a"), end("es-e", ERROR2), flows("es-s > es-a > es-e"))
    data = around(throwing(ERROR, first, es("et", ERROR2)), ("out", ERROR2, True))
    assert trace_of(data) == ("completed", ["es-a", "in", "out"])


def test_an_error_of_a_handler_beside_is_caught_by_its_neighbour():
    beside = es(
        "es", timer("PT1M"), scripts("es-a"), end("es-e", ERROR), flows("es-s > es-a > es-e"),
        interrupting=False,
    )  # fmt: skip
    inner = sub(
        "u", start("s1"), catch("w", timer("PT1H")), scripts("in"), end("e1"),
        flows("s1 > w > in > e1"), beside, es("et", ERROR),
    )  # fmt: skip
    data = around(inner, ("out", ERROR, True))
    assert trace_of(data) == ("completed", ["after", "es-a", "et-a"])


def test_an_uncaught_error_of_a_handler_fails_the_case():
    again = es("es", ERROR, scripts("es-a"), end("es-e", ERROR), flows("es-s > es-a > es-e"))
    assert trace_of(model(start(), end("e", ERROR), flows("s e"), again)) == ("failed", ["es-a"])


def test_a_failing_script_in_a_handler_is_no_matter_for_that_handler():
    again = es("es", ANY_ERROR, scripts("fail"), end("es-e"), flows("es-s > fail > es-e"))
    result, _ = played(model(start(), end("e", ERROR), flows("s e"), again))
    assert (result.outcome, result.incidents[0].code) == ("stuck", "work-failed")


def test_a_failing_script_reaches_the_border_of_the_scope_around():
    inner = sub("u", start("s1"), scripts("fail"), end("e1"), flows("s1 > fail > e1"))
    assert trace_of(around(inner, ("out", ANY_ERROR, True))) == ("completed", ["out"])


def test_a_failing_script_reaches_an_event_sub_process():
    data = model(
        start(), scripts("fail"), end(), flows("s > fail > e"), es("es", ANY_ERROR)
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["es-a"])


NO_CODE = '<error id="E3" name="E3"/><escalation id="X3" name="X3"/>'
X3 = '<escalationEventDefinition escalationRef="X3"/>'
E3 = '<errorEventDefinition errorRef="E3"/>'
ANY_ESCALATION = "<escalationEventDefinition/>"


def with_roots(data, roots):
    return data.replace(b"<message id", roots.encode() + b"<message id", 1)


def test_a_catch_whose_error_has_no_code_catches_every_code():
    data = around(throwing(ERROR), ("out", E3, True))
    assert trace_of(with_roots(data, NO_CODE)) == ("completed", ["in", "out"])
    data = around(throwing(ERROR), ("any", E3, True), ("exact", ERROR, True))
    assert trace_of(with_roots(data, NO_CODE)) == ("completed", ["exact", "in"])
    data = around(throwing(ESCALATION), ("out", X3, True))
    assert trace_of(with_roots(data, NO_CODE)) == ("completed", ["in", "out"])


def test_a_failing_script_is_caught_by_an_error_without_code():
    data = model(
        start(), scripts("fail"), boundary("b", "fail", E3), scripts("out"), end(), end("e1"),
        flows("s > fail > e", "b > out > e1"),
    )  # fmt: skip
    assert trace_of(with_roots(data, NO_CODE)) == ("completed", ["out"])


def test_an_error_in_one_instance_is_caught_in_that_instance():
    inner = sub(
        "u", start("s1"), end("e1", ERROR), flows("s1 e1"), es("es", ERROR), many("3")
    )  # fmt: skip
    assert trace_of(around(inner, ("out", ERROR, True))) == ("completed", ["after", *["es-a"] * 3])


def test_a_failing_instance_leaves_by_the_border_of_all():
    data = model(
        start(), script("fail", many("3")), boundary("b", "fail", ANY_ERROR),
        scripts("out", "after"), end(), end("e1"), flows("s > fail > after > e", "b > out > e1"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["out"])


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_escalation_leaves_a_called_process(interrupting):
    caller = process(
        start(), element("callActivity", "c", calledElement="q"),
        boundary("b", "c", ESCALATION, interrupting), scripts("out", "after"), end(), end("e1"),
        flows("s > c > after > e", "b > out > e1"),
    )  # fmt: skip
    called = process(
        start("s2"), throw("t", ESCALATION), scripts("in"), end("e2"), flows("s2 > t > in > e2"),
        id="q",
    )  # fmt: skip
    expected = ["out"] if interrupting else ["after", "in", "out"]
    assert trace_of(definitions(caller, called)) == ("completed", expected)


def test_an_escalation_of_another_code_goes_further_up():
    roots = '<escalation id="X2" name="X2" escalationCode="x2"/>'
    x2 = '<escalationEventDefinition escalationRef="X2"/>'
    inner = sub("v", start("s2"), end("e2", ESCALATION), flows("s2 e2"))
    middle = sub(
        "u", start("s1"), inner, boundary("b2", "v", x2), scripts("wrong", "in"), end("e1"),
        end("e3"), flows("s1 > v > in > e1", "b2 > wrong > e3"),
    )  # fmt: skip
    data = with_roots(around(middle, ("out", ESCALATION, False)), roots)
    assert trace_of(data) == ("completed", ["after", "in", "out"])


def test_an_escalation_handler_comes_before_the_border_and_may_pass_it_on():
    data = around(throwing(ESCALATION, es("es", ESCALATION)), ("out", ESCALATION, True))
    assert trace_of(data) == ("completed", ["after", "es-a", "in"])
    again = es("es", ESCALATION, scripts("es-a"), end("es-e", ESCALATION),
               flows("es-s > es-a > es-e"), interrupting=False)  # fmt: skip
    data = around(throwing(ESCALATION, again), ("out", ESCALATION, False))
    assert trace_of(data) == ("completed", ["after", "es-a", "in", "out"])


def test_each_escalation_begins_its_handler_anew():
    inner = sub(
        "u", start("s1"), throw("t1", ESCALATION), throw("t2", ESCALATION), end("e1"),
        flows("s1 > t1 > t2 > e1"), es("es", ESCALATION, interrupting=False),
    )  # fmt: skip
    assert trace_of(around(inner)) == ("completed", ["after", "es-a", "es-a"])


def test_each_instance_escalates_for_itself():
    inner = sub("u", start("s1"), end("e1", ESCALATION), flows("s1 e1"), many("3"))
    data = around(inner, ("out", ESCALATION, False))
    assert trace_of(data) == ("completed", ["after", "out", "out", "out"])
    data = around(inner, ("out", ESCALATION, True))
    assert trace_of(data) == ("completed", ["out"])


def test_terminate_in_one_instance_ends_that_instance_only():
    inner = sub(
        "u", start("s1"), gate("g"), catch("w", timer("PT1H")), scripts("never", "in"),
        end("e1", TERMINATE), end("e9"), flows("s1 g", "g > in > e1", "g > w > never > e9"),
        many("3"),
    )  # fmt: skip
    assert trace_of(around(inner)) == ("completed", ["after", "in", "in", "in"])


def test_terminate_ends_the_whole_case_with_its_sub_processes():
    inner = sub("u", start("s1"), catch("w", timer("PT1H")), scripts("never"), end("e1"),
                flows("s1 > w > never > e1"))  # fmt: skip
    data = model(
        start(), gate("g"), inner, scripts("a"), end("e", TERMINATE), end("e2"),
        flows("s g", "g > u > e2", "g > a > e"), es("es", timer("PT2H")),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a"])


def test_terminate_in_a_called_process_ends_only_it():
    caller = process(
        start(), element("callActivity", "c", calledElement="q"), scripts("after"), end(),
        flows("s > c > after > e"),
    )  # fmt: skip
    called = process(
        start("s2"), gate("g"), catch("w", timer("PT1H")), scripts("never"), end("e2", TERMINATE),
        end("e3"), flows("s2 g", "g e2", "g > w > never > e3"), id="q",
    )  # fmt: skip
    assert trace_of(definitions(caller, called)) == ("completed", ["after"])


def test_terminate_in_an_event_sub_process_ends_only_it():
    handler = es("es", timer("PT1M"), scripts("es-a"), end("es-e", TERMINATE),
                 flows("es-s > es-a > es-e"), interrupting=False)  # fmt: skip
    data = model(
        start(), catch("w", timer("PT1H")), scripts("a"), end(), flows("s > w > a > e"), handler
    )
    assert trace_of(data) == ("completed", ["a", "es-a"])


def test_a_terminate_among_other_results_ends_the_scope():
    data = model(
        start(), gate("g"), catch("w", timer("PT1H")), scripts("never"), end("e1"),
        end("e", SIGNAL + TERMINATE), flows("s g", "g > w > never > e1", "g e"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", [])


def test_an_error_in_a_handler_of_a_cancelled_transaction_leaves_by_its_border():
    handler = sub("h", start("sh"), scripts("undoing"), end("eh", ERROR),
                  flows("sh > undoing > eh"), isForCompensation="true")  # fmt: skip
    inner = sub(
        "u", start("s1"), scripts("a"), undo_by("a", handler, "h"), end("e1", CANCEL),
        flows("s1 > a > e1"), kind="transaction",
    )  # fmt: skip
    data = around(inner, ("cancelled", CANCEL, True), ("broken", ERROR, True))
    assert trace_of(data) == ("completed", ["a", "broken", "undoing"])


def test_a_cancel_ends_what_is_active_and_undoes_what_is_done():
    inner = sub(
        "u", start("s1"), gate("g"), scripts("a"), undo("a", "undo-a"), catch("w", timer("PT1H")),
        scripts("never"), undo("never", "undo-never"), catch("w2", timer("PT1M")),
        end("e1", CANCEL), end("e2"), flows("s1 g", "g > a > w2 > e1", "g > w > never > e2"),
        kind="transaction",
    )  # fmt: skip
    data = around(inner, ("out", CANCEL, True))
    assert trace_of(data) == ("completed", ["a", "out", "undo-a"])


def test_a_cancel_from_a_sub_process_inside_leaves_the_transaction():
    nested = sub("v", start("s2"), end("e2", CANCEL), flows("s2 e2"))
    inner = sub(
        "u", start("s1"), scripts("a"), undo("a", "undo-a"), nested, end("e1"),
        flows("s1 > a > v > e1"), kind="transaction",
    )  # fmt: skip
    data = around(inner, ("out", CANCEL, True))
    assert trace_of(data)[1] in (["a", "out", "undo-a"], [])


def test_nothing_is_listened_to_while_a_transaction_is_being_cancelled():
    slow = sub("h", start("sh"), catch("wh", timer("PT1H")), scripts("undone"), end("eh"),
               flows("sh > wh > undone > eh"), isForCompensation="true")  # fmt: skip
    inner = sub(
        "u", start("s1"), scripts("a"), undo_by("a", slow, "h"), end("e1", CANCEL),
        flows("s1 > a > e1"), es("es", timer("PT10M")), kind="transaction",
    )  # fmt: skip
    data = around(inner, ("out", CANCEL, True))
    assert trace_of(data) == ("completed", ["a", "out", "undone"])


def test_a_transaction_that_nobody_cancels_goes_on():
    inner = sub("u", start("s1"), scripts("a"), end("e1"), flows("s1 > a > e1"), kind="transaction")
    assert trace_of(around(inner, ("out", CANCEL, True))) == ("completed", ["a", "after"])


def test_an_error_event_sub_process_inside_a_called_process():
    caller = process(
        start(), element("callActivity", "c", calledElement="q"), boundary("b", "c", ERROR),
        scripts("out", "after"), end(), end("e1"), flows("s > c > after > e", "b > out > e1"),
    )  # fmt: skip
    called = process(start("s2"), end("e2", ERROR), flows("s2 e2"), es("es", ERROR), id="q")
    assert trace_of(definitions(caller, called)) == ("completed", ["after", "es-a"])


def test_a_boundary_of_several_triggers_catches_the_error_too():
    data = around(throwing(ERROR), ("out", MESSAGE + ERROR + timer("PT1H"), True))
    assert trace_of(data) == ("completed", ["in", "out"])


def test_an_end_that_throws_several_things_throws_the_error_last_or_not_at_all():
    data = around(throwing(SIGNAL + ESCALATION), ("x", ESCALATION, False), ("y", SIGNAL, False))
    assert trace_of(data) == ("completed", ["after", "in", "x", "y"])


def test_an_error_takes_its_compensation_with_it():
    inner = sub("u", start("s1"), scripts("a"), undo("a", "undo-a"), end("e1", ERROR),
                flows("s1 > a > e1"))  # fmt: skip
    data = model(
        start(), inner, boundary("b", "u", ERROR), throw("t", COMPENSATE), scripts("out"),
        end(), end("e2"), flows("s > u > e", "b > t > out > e2"),
    )  # fmt: skip
    assert trace_of(data) == ("completed", ["a", "out"])


def test_an_error_handler_inside_may_compensate_what_was_done():
    handler = es("es", ERROR, throw("t", COMPENSATE), scripts("es-a"), end("es-e"),
                 flows("es-s > t > es-a > es-e"))  # fmt: skip
    inner = sub("u", start("s1"), scripts("a"), undo("a", "undo-a"), end("e1", ERROR),
                flows("s1 > a > e1"), handler)  # fmt: skip
    assert played(around(inner))[1] == ["a", "undo-a", "es-a", "after"]
