"""Human task rules: candidates, four eyes, delegation, signatures, return, certificates, forms."""

from collections.abc import Callable

import pytest

from guiju.run.answer import Accepted
from guiju.run.commands import (
    Actor,
    AddSigner,
    Assign,
    Claim,
    CompleteTask,
    Delegate,
    Forward,
    Return,
    SaveDraft,
    Unclaim,
)
from guiju.run.engine import Engine
from guiju.run.facts import task_facts
from guiju.run.record import Rules
from guiju.run.refusal import Refusal
from tests.run.models import END, START, line
from tests.run.walking import open_tasks

ANN, BOB, EVE = (Actor(name, frozenset({"clerk"})) for name in ("ann", "bob", "eve"))
ZOE = Actor("zoe", frozenset({"guest"}))

REQUEST = '<userTask id="request" camunda:candidateGroups="clerk"/>'
APPROVE = '<userTask id="approve" camunda:candidateGroups="clerk" guiju:differentFrom="request"/>'
TWO_STEPS = line(START, REQUEST, APPROVE, END)


@pytest.fixture
def task(engine: Engine) -> int:
    """The first task of a started case "c"."""
    deployed, problems = engine.deploy(TWO_STEPS)
    assert deployed is not None, problems
    assert isinstance(engine.start("p", {}, case="c"), Accepted)
    return open_tasks(engine, "c")["request"]


def refusal(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.code


def accept(answer: object) -> Accepted:
    assert isinstance(answer, Accepted), str(answer)
    return answer


def test_only_one_of_two_claims_wins(engine: Engine, task: int) -> None:
    accept(engine.do(Claim(case="c", task=task, actor=ANN)))
    second = engine.do(Claim(case="c", task=task, actor=BOB))
    assert refusal(second) == "already-claimed"
    assert str(second) == "Expected a task that nobody has, but it was claimed by ann."


def test_somebody_it_is_not_offered_to_is_refused_and_that_is_journalled(
    engine: Engine, task: int
) -> None:
    assert refusal(engine.do(Claim(case="c", task=task, actor=ZOE))) == "not-a-candidate"
    last = engine.entries("c")[-1]
    assert (last.kind, last.actor, last.values["code"]) == (
        "CommandRefused", "zoe", "not-a-candidate"
    )  # fmt: skip
    assert engine.replayed("c") == engine.record("c")


def test_a_claimed_task_is_completed_by_its_assignee_alone(engine: Engine, task: int) -> None:
    accept(engine.do(Claim(case="c", task=task, actor=ANN)))
    assert refusal(engine.do(CompleteTask(case="c", task=task, actor=BOB))) == "not-the-assignee"
    accept(engine.do(CompleteTask(case="c", task=task, actor=ANN)))


def test_a_task_list_shows_what_is_offered_and_what_is_mine(engine: Engine, task: int) -> None:
    reader = engine.reader()
    pools = [id_ for id_, body in reader.pools() if b"clerk" in body]
    assert [row.task for row, _ in reader.tasks("", pools, 0, 10)] == [task]
    accept(engine.do(Claim(case="c", task=task, actor=ANN)))
    assert list(reader.tasks("", pools, 0, 10)) == []
    assert [(row.task, case) for row, case in reader.tasks("ann", (), 0, 10)] == [(task, "c")]
    accept(engine.do(Unclaim(case="c", task=task, actor=ANN)))
    assert [row.task for row, _ in reader.tasks("", pools, 0, 10)] == [task]


def test_the_approver_must_be_another_person(engine: Engine, task: int) -> None:
    accept(engine.do(CompleteTask(case="c", task=task, actor=ANN)))
    approve = open_tasks(engine, "c")["approve"]
    assert refusal(engine.do(CompleteTask(case="c", task=approve, actor=ANN))) == "four-eyes"
    accept(engine.do(CompleteTask(case="c", task=approve, actor=BOB)))


def test_four_eyes_see_through_delegation(engine: Engine, task: int) -> None:
    accept(engine.do(Claim(case="c", task=task, actor=ANN)))
    accept(engine.do(Delegate(case="c", task=task, actor=ANN, to="bob")))
    accept(engine.do(CompleteTask(case="c", task=task, actor=BOB)))
    approve = open_tasks(engine, "c")["approve"]
    for actor in (ANN, BOB, Actor("eve", EVE.roles, behalf="ann")):
        answer = engine.do(CompleteTask(case="c", task=approve, actor=actor))
        assert refusal(answer) == "four-eyes"
    accept(engine.do(CompleteTask(case="c", task=approve, actor=EVE)))


def test_forwarding_passes_the_task_on(engine: Engine, task: int) -> None:
    accept(engine.do(Forward(case="c", task=task, actor=ANN, to="bob", reason="holiday")))
    assert refusal(engine.do(CompleteTask(case="c", task=task, actor=ANN))) == "not-the-assignee"
    accept(engine.do(CompleteTask(case="c", task=task, actor=BOB)))
    assert engine.entries("c")[1].values == {"reason": "holiday"}


def test_a_signer_who_was_added_must_sign_first(engine: Engine, task: int) -> None:
    accept(engine.do(AddSigner(case="c", task=task, actor=ANN, signer="eve")))
    assert refusal(engine.do(CompleteTask(case="c", task=task, actor=ANN))) == "signatures-missing"
    signed = accept(engine.do(CompleteTask(case="c", task=task, actor=EVE)))
    assert signed.kind == "TaskSigned"
    assert accept(engine.do(CompleteTask(case="c", task=task, actor=ANN))).kind == "TaskCompleted"


def test_a_task_can_be_returned_to_an_earlier_one(engine: Engine, task: int) -> None:
    accept(engine.do(CompleteTask(case="c", task=task, actor=ANN)))
    approve = open_tasks(engine, "c")["approve"]
    accept(engine.do(Return(case="c", task=approve, actor=BOB, to="request", reason="unclear")))
    assert list(open_tasks(engine, "c")) == ["request"]
    assert engine.replayed("c") == engine.record("c")
    again = open_tasks(engine, "c")["request"]
    wrong = engine.do(Return(case="c", task=again, actor=ANN, to="approve"))
    assert refusal(wrong) == "return-across-branches"


def test_a_draft_is_kept_and_changes_nothing_else(engine: Engine, task: int) -> None:
    accept(engine.do(SaveDraft(case="c", task=task, actor=ANN, values={"note": "half"})))
    record = engine.record("c")
    assert record is not None
    assert task_facts(record.facts, task)["draft"] == '{"note":"half"}'
    assert record.state.variables == {}
    accept(engine.do(CompleteTask(case="c", task=task, actor=ANN)))
    after = engine.record("c")
    assert after is not None
    assert "tasks" not in after.facts


def test_a_lead_assigns_and_takes_back(engine: Engine, task: int) -> None:
    accept(engine.do(Assign(case="c", task=task, actor=ZOE, to="bob")))
    assert refusal(engine.do(Claim(case="c", task=task, actor=ANN))) == "already-claimed"
    accept(engine.do(Assign(case="c", task=task, actor=ZOE, to="")))
    accept(engine.do(Claim(case="c", task=task, actor=ANN)))


class _Book:
    """Certificates of one person."""

    def holds(self, person: str, certificate: str, now: object) -> bool:
        return (person, certificate) == ("bob", "forklift")


def test_a_certificate_is_asked_for_when_the_step_is_taken(
    make_engine: Callable[..., Engine],
) -> None:
    drive = '<userTask id="drive" guiju:certificate="forklift"/>'
    for rules, person, code in (
        (Rules(), BOB, "certificate-unknown"),
        (Rules(certificates=_Book()), ANN, "certificate-missing"),
        (Rules(certificates=_Book()), BOB, None),
    ):
        engine = make_engine(rules)
        engine.deploy(line(START, drive, END))
        case = engine.new_id() + str(code)
        engine.start("p", {}, case=case)
        task = open_tasks(engine, case)["drive"]
        answer = engine.do(CompleteTask(case=case, task=task, actor=person))
        assert (refusal(answer) if code else accept(answer).kind) == (code or "TaskCompleted")


def test_values_must_fit_the_form(make_engine: Callable[..., Engine]) -> None:
    def check(standard: object, form: str, values: object) -> tuple[str, ...]:
        return () if "weight" in values else ("weight is missing",)  # type: ignore[operator]

    engine = make_engine(Rules(forms=check))
    engine.deploy(line(START, '<userTask id="weigh" camunda:formKey="scale"/>', END))
    engine.start("p", {}, case="c")
    task = open_tasks(engine, "c")["weigh"]
    assert refusal(engine.do(CompleteTask(case="c", task=task, actor=ANN))) == "form-invalid"
    done = CompleteTask(case="c", task=task, actor=ANN, values={"weight": 3})
    accept(engine.do(done))


def test_the_model_may_name_the_assignee(engine: Engine) -> None:
    named = '<userTask id="one" camunda:assignee="bob"/>'
    engine.deploy(line(START, named, END))
    engine.start("p", {}, case="c")
    task = open_tasks(engine, "c")["one"]
    assert refusal(engine.do(CompleteTask(case="c", task=task, actor=ANN))) == "not-the-assignee"
    accept(engine.do(CompleteTask(case="c", task=task, actor=BOB)))
    assert engine.replayed("c") == engine.record("c")


@pytest.mark.parametrize(
    ("said", "amount", "priority"),
    [
        ("70", 0, 70),
        ("= if amount &gt; 1000 then 80 else 20", 5000, 80),
        ("= if amount &gt; 1000 then 80 else 20", 5, 20),
        ("= amount / 4", 4001, 1000),
        ("= &quot;high&quot;", 0, 50),
    ],
)
def test_the_model_says_how_urgent_a_task_is(
    engine: Engine, said: str, amount: int, priority: int
) -> None:
    engine.deploy(line(START, f'<userTask id="one" guiju:priority="{said}"/>', END))
    engine.start("p", {"amount": amount}, case="c")
    row = engine.reader().case("c")
    assert row is not None
    assert [task.priority for task in engine.reader().tasks_of(row.no)] == [priority]
    assert engine.replayed("c") == engine.record("c")
