"""The pack cooperation-and-approval: COL-01 to COL-05, APR-01 to APR-11."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from guiju.packs import files_of
from guiju.run import Refusal
from guiju.run.commands import Actor, CompleteTask
from guiju.scenarios.laws import deviating
from guiju.scenarios.stage import Stage, stage
from guiju.standard.pack import change, read_pack
from tests.packs.service_and_cooperation import played, told, whole

NAME = "cooperation-and-approval"
FORM = {
    "title": "Label printers",
    "business_goal": "Half as many parcels with unreadable labels.",
    "starts_on": "2026-03-09",
    "ends_on": "2026-04-10",
    "support": "Purchasing orders and IT connects.",
    "subject": "budget",
    "amount": 40000,
    "partners": ["purchasing", "it"],
    "goal_link": "Parcels arrive where they should",
    "goal_effect": "direct",
}
WHO = {"applicant": "ann", "leader": "gus", "language": "en"}


def test_the_pack_has_no_problem_and_speaks_three_languages() -> None:
    pack, problems = whole(NAME)
    assert problems == ()
    assert set(pack.manuals) == {"en", "zh-Hans", "zh-Hant"}


@pytest.mark.parametrize(
    ("file", "scenario"), [pytest.param(f, s, id=s["name"]) for f, s in told(NAME)]
)
def test_every_scenario_is_as_it_says(file: str, scenario: Mapping[str, Any]) -> None:
    report = played(NAME, file, scenario)
    assert report.passed, report.failure


def world() -> Mapping[str, Any]:
    given: Mapping[str, Any] = whole(NAME)[0].scenarios["scenarios/approval.yaml"]["given"]
    return given


def test_apr_01_a_later_step_called_directly_is_refused_and_nothing_happens() -> None:
    """APR-01."""
    with stage(whole(NAME)[0], {}, dice=random.Random(1)) as made:
        made.systems.give(world())
        case = made.engine.start("approval", WHO).case
        made.settle()
        (first,) = made.tasks(case)
        record = made.record(case)
        for number in range(first.task + 1, first.task + 60):
            command = CompleteTask(case=case, task=number, actor=Actor("gus", frozenset()))
            answer = made.engine.do(command)
            assert isinstance(answer, Refusal)
            assert answer.code
        assert [each.element for each in made.tasks(case)] == ["apply"]
        assert made.record(case).state == record.state


def test_apr_07_a_deadline_past_the_known_calendar_is_provisional() -> None:
    """APR-07."""
    late = datetime(2031, 3, 3, 2, tzinfo=UTC)
    with stage(whole(NAME)[0], {}, late, random.Random(1)) as made:
        made.systems.give(world())
        case = made.engine.start("approval", WHO).case
        apply(made, case)
        readings = {each.deadline: each.reading for each in made.engine.deadlines(case)}
        assert readings["routine-approval"].provisional
    with stage(whole(NAME)[0], {}, dice=random.Random(1)) as made:
        made.systems.give(world())
        case = made.engine.start("approval", WHO).case
        apply(made, case)
        readings = {each.deadline: each.reading for each in made.engine.deadlines(case)}
        assert not readings["routine-approval"].provisional


def apply(made: Stage, case: str) -> None:
    made.settle()
    (task,) = made.tasks(case)
    actor = Actor("ann", frozenset({"applicant"}))
    answer = made.engine.do(CompleteTask(case=case, task=task.task, actor=actor, values=FORM))
    assert not isinstance(answer, Refusal), answer
    made.settle()


def test_apr_09_a_step_without_a_responsible_person_is_not_published() -> None:
    """APR-09: every step of the flow chart names who is responsible."""
    files = dict(files_of(NAME))
    path = "processes/approval.bpmn"
    assert b' gj:role="risk-control"' in files[path]
    files[path] = files[path].replace(b' gj:role="risk-control"', b"")
    pack, problems = read_pack(files)
    assert pack is None
    assert "nobody-responsible" in {each.code for each in problems}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"P-09": 0}, "timer-of-nothing"),
        ({"P-09": -1}, "timer-of-nothing"),
        ({"P-09": 31}, "out-of-bounds"),
        ({"P-53": 101}, "out-of-bounds"),
        ({"P-07": "soon"}, "not-a-number"),
    ],
)
def test_a_parameter_out_of_its_bounds_is_refused_by_name(
    values: Mapping[str, Any], code: str
) -> None:
    changed, problems = change(whole(NAME)[0], values)
    assert changed is None
    assert code in {each.code for each in problems}
    assert any(next(iter(values)) in str(each) for each in problems)


def answer(dice: random.Random, made: Stage, element: str) -> Mapping[str, Any]:
    """Something people may fill in, right or wrong."""
    opinion = {
        "verdict": dice.choice(["agree", "agree", "condition", "return", "reject"]),
        "opinion": dice.choice(["Clause 4.2 allows 12000 CNY.", "As soon as possible."]),
    }
    if element == "apply":
        return {
            **FORM,
            "subject": dice.choice(["budget", "contract", "policy", "information"]),
            "amount": dice.choice([10, 60000, 600000]),
            "urgent": (urgent := dice.random() < 0.3),
            **({"urgent_reason": "The hall stands still since today."} if urgent else {}),
        }
    return {
        "compile_set": {"attachments": [{"name": "a.txt", "text": "Offer 17"}]},
        "review_channel": {"justified": "yes", "justified_reason": "The hall stood still."},
        "state_need": {
            "subject": "Printers",
            "need": "Forty label printers.",
            "background": "The old ones fail twice a day.",
            "wanted_by": "2026-04-01",
            "partners": dice.choice([["it"], ["it", "legal"], ["finance", "it"]]),
        },
        "name_stand_in": {"stand_in": "gus"},
        "answer": {
            "feasible": dice.choice(["yes", "no"]),
            "reason": "It is so.",
            "possible_on": "2026-03-30",
        },
        "propose_meeting": {
            "meeting_starts": "2027-03-03T10:00:00+08:00",
            "meeting_minutes": 60,
            "meeting_link": "Room 3",
            "agenda": "Dates",
        },
        "write_minutes": {
            "minutes_text": "Kim connects the printers.",
            "decisions": "Kim by 20 March.",
            "confirmers": ["kim"],
        },
        "confirm": dice.choice([{"agrees": "yes"}, {"agrees": "no", "remark": "Not so."}]),
        "wait_or_go_on": dice.choice(
            [
                {"going_on": "wait"},
                {"going_on": "go on", "going_on_reason": "The order goes out today."},
            ]
        ),
        "work": {"progress": "Two halls are done.", "finished": dice.choice(["yes", "no"])},
        "report_result": {"result_text": "All printers work.", "goal_met": "yes"},
    }.get(element, opinion)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_people_do_the_checker_finds_no_deviation(seed: int) -> None:
    dice = random.Random(seed)
    with stage(whole(NAME)[0], {}, dice=dice) as made:
        made.systems.give(world())
        made.engine.start("approval", WHO)
        made.engine.start("cooperation", {"initiator": "ann"})
        made.settle()
        done = as_assigned(made, dice, 60)
        assert done > 5
        assert not [
            one for case in made.cases() for one in made.record(case).state.incidents.values()
        ]
        deviating(made.engine, made.cases())


def as_assigned(made: Stage, dice: random.Random, steps: int) -> int:
    """Random steps by whoever has the task; time jumps now and then."""
    done = 0
    for _ in range(steps):
        open_ = [(case, task) for case in made.cases() for task in made.tasks(case)]
        if not open_:
            break
        if dice.random() < 0.1:
            made.jump(made.clock.now + timedelta(hours=dice.randint(1, 30)))
            continue
        case, task = dice.choice(open_)
        who = task.assignee or "rita"
        actor = Actor(who, frozenset(made.pack.roles))
        values = answer(dice, made, task.element)
        command = CompleteTask(case=case, task=task.task, actor=actor, values=values)
        done += not isinstance(made.engine.do(command), Refusal)
        made.settle()
    return done
