"""A standard is deployed with its forms and its timing, and kept with them."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from guiju.run.answer import Accepted
from guiju.run.commands import CompleteTask
from guiju.run.engine import Engine
from guiju.run.record import Rules
from guiju.run.refusal import Refusal
from tests.run.models import END, START, in_line, line, model
from tests.run.walking import ANN, open_tasks

WEIGH = '<userTask id="weigh" guiju:form="scale" guiju:deadline="quick"/>'
MODEL = line(START, WEIGH, END)
TIMING = b"""
calendars: {always: {zone: UTC, always: true}}
deadlines: {quick: {calendar: always, amount: 1 h}}
"""


def form(least: int = 0) -> dict[str, bytes]:
    """One form with one number; `least` is the smallest that will do."""
    weight = {"type": "number", "key": "weight", "validate": {"required": True, "min": least}}
    unit = {"type": "textfield", "key": "unit", "conditional": {"hide": "=weight < 10"}}
    schema = {"type": "default", "id": "scale", "components": [weight, unit]}
    return {"scale": json.dumps(schema).encode()}


def weigh(engine: Engine, case: str, values: dict[str, Any]) -> Any:
    task = open_tasks(engine, case)["weigh"]
    return engine.do(CompleteTask(case=case, task=task, values=values, actor=ANN))


def deploy(engine: Engine, least: int = 0) -> str:
    deployed, problems = engine.deploy(MODEL, forms=form(least), timing=TIMING)
    assert deployed is not None, problems
    assert [each for each in problems if each.severity == "error"] == []
    return deployed.standard.digest


def test_a_task_is_checked_against_the_form_of_its_version(engine: Engine) -> None:
    deploy(engine)
    engine.start("p", {}, case="old")
    deploy(engine, least=5)
    engine.start("p", {}, case="new")
    refused = weigh(engine, "new", {"weight": 3})
    assert isinstance(refused, Refusal)
    assert (refused.code, list(refused.values["errors"])) == ("form-invalid", ["weight"])
    assert isinstance(weigh(engine, "old", {"weight": 3}), Accepted)
    assert isinstance(weigh(engine, "new", {"weight": Decimal("7.5")}), Accepted)


def test_what_a_hidden_field_brought_is_not_kept(engine: Engine) -> None:
    deploy(engine)
    engine.start("p", {}, case="c")
    assert isinstance(weigh(engine, "c", {"weight": 3, "unit": "kg"}), Accepted)
    record = engine.record("c")
    assert record is not None
    assert record.state.variables == {"weight": 3}
    assert engine.replayed("c") == record


def test_a_key_that_is_not_on_the_form_is_refused(engine: Engine) -> None:
    deploy(engine)
    engine.start("p", {}, case="c")
    answer = weigh(engine, "c", {"weight": 3, "price": 1})
    assert isinstance(answer, Refusal)
    assert "price" in answer.values["errors"]


def test_the_digest_covers_forms_and_timing(engine: Engine) -> None:
    plain, _ = engine.deploy(MODEL)
    assert plain is not None
    digests = {plain.standard.digest, deploy(engine), deploy(engine, 1), deploy(engine, 2)}
    timed, _ = engine.deploy(MODEL, timing=TIMING)
    assert timed is not None
    digests.add(timed.standard.digest)
    later, _ = engine.deploy(MODEL, timing=TIMING.replace(b"1 h", b"2 h"))
    assert later is not None
    digests.add(later.standard.digest)
    assert len(digests) == 6
    assert deploy(engine, 1) in digests
    assert len(engine.reader().standards()) == 6


def test_forms_and_timing_are_read_again_by_another_engine(
    make_engine: Callable[..., Engine],
) -> None:
    first = make_engine()
    digest = deploy(first, 5)
    first.start("p", {}, case="c")
    second = make_engine()
    found = second.standards.by_digest(digest)
    assert found is not None
    assert found.beside.timing is not None
    assert list(found.beside.timing.deadlines) == ["quick"]
    assert isinstance(weigh(second, "c", {"weight": 1}), Refusal)


def test_other_rules_may_stand_in_for_the_forms(make_engine: Callable[..., Engine]) -> None:
    engine = make_engine(Rules(forms=lambda standard, form, values: ()))
    deploy(engine, 5)
    engine.start("p", {}, case="c")
    assert isinstance(weigh(engine, "c", {"anything": 1}), Accepted)


def codes(engine: Engine, data: bytes, **beside: Any) -> list[tuple[str, str | None]]:
    deployed, problems = engine.deploy(data, **beside)
    assert deployed is None
    return [(each.code, each.element) for each in problems if each.severity == "error"]


def test_whatever_is_wrong_beside_the_model_refuses_the_deployment(engine: Engine) -> None:
    assert codes(engine, MODEL, forms={}) == [("form-unknown", "weigh")]
    assert codes(engine, MODEL, forms={"scale": b"{"}) == [("form-malformed", "scale")]
    wrong = b'{"type": "default", "components": [{"type": "dial", "id": "d"}]}'
    assert codes(engine, MODEL, forms={"scale": wrong}) == [("form-type-unknown", "scale.d")]
    assert codes(engine, MODEL, timing=b"deadlines: {}") == [("deadline-unknown", "weigh")]
    assert codes(engine, MODEL, timing=b"\xff\xfe\x00") != []
    assert codes(engine, MODEL, timing=TIMING.replace(b"1 h", b"1 x")) == [
        ("amount-unreadable", "deadlines.quick.amount"), ("deadline-unknown", "weigh")
    ]  # fmt: skip
    assert engine.reader().standards() == []


def test_a_deadline_without_timing_is_a_warning(engine: Engine) -> None:
    deployed, problems = engine.deploy(MODEL)
    assert deployed is not None
    assert ("deadline-without-timing", "warning") in [(e.code, e.severity) for e in problems]


def test_a_clock_at_what_is_passed_at_once_is_a_warning(engine: Engine) -> None:
    _, problems = engine.deploy(
        line('<startEvent id="start" guiju:deadline="quick"/>', WEIGH, END), timing=TIMING
    )
    assert ("deadline-at-a-moment", "start") in [(each.code, each.element) for each in problems]


def test_imported_files_are_kept_and_others_are_not(engine: Engine) -> None:
    roots = (
        '<import namespace="t" location="other.xsd" importType="http://www.w3.org/2001/XMLSchema"/>'
    )
    data = model(in_line(START, END), roots)
    assert "import-not-found" in [code for code, _ in codes(engine, data, beside={"x.bpmn": b""})]
    schema = b'<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="t"/>'
    files = {"other.xsd": schema, "unrelated.bpmn": b"<nothing/>"}
    first, problems = engine.deploy(data, beside=files)
    assert first is not None, problems
    again, _ = engine.deploy(data, beside={"other.xsd": schema})
    assert again is not None
    assert first.no == again.no


def test_what_others_deploy_is_seen_without_opening_anew(
    make_engine: Callable[..., Engine],
) -> None:
    first, second = make_engine(), make_engine()
    deploy(first)
    second.standards._looked = 0.0
    answer = second.start("p", {}, case="c")
    assert isinstance(answer, Accepted)


def test_versions_of_two_engines_in_turn_are_known_to_both(
    make_engine: Callable[..., Engine],
) -> None:
    first, second = make_engine(), make_engine()
    numbers = []
    for least, engine in enumerate((first, second, first, second)):
        deployed, _ = engine.deploy(MODEL, forms=form(least), timing=TIMING)
        assert deployed is not None
        numbers.append(deployed.no)
    assert numbers == [1, 2, 3, 4]
    for engine in (first, second):
        assert [engine.standards.by_no(no).no for no in numbers] == numbers
