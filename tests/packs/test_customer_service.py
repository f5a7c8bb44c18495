"""The pack customer-service: SVC-01 to SVC-07, CPL-01 to CPL-09, SEV-01 to SEV-05."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from guiju.run import Refusal
from guiju.run.commands import Actor, CompleteTask
from guiju.scenarios.laws import deviating
from guiju.scenarios.stage import Stage, stage
from guiju.standard.pack import change
from tests.packs.service_and_cooperation import played, told, whole

NAME = "customer-service"
WHO = {
    "customer": {"id": "c-1", "name": "Mei Lin", "mail": "mei@example.com"},
    "channel": "mail",
    "agent": "ann",
    "lead": "lea",
    "leader": "gus",
    "language": "en",
    "partners": ["quality", "logistics"],
}


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


def test_p_18_may_not_be_longer_than_p_17() -> None:
    changed, problems = change(whole(NAME)[0], {"P-17": 10})
    assert changed is None
    assert any("P-18" in str(each) for each in problems)


@pytest.mark.parametrize("value", [0, -5, 241, "soon", None])
def test_cpl_01_a_wrong_time_for_the_first_reply_is_refused_by_name(value: Any) -> None:
    changed, problems = change(whole(NAME)[0], {"P-15": value})
    assert changed is None
    assert any("P-15" in str(each) for each in problems)


def answer(dice: random.Random, element: str) -> Mapping[str, Any]:
    """Something people may fill in, right or wrong."""
    spoke = dice.choice([{}, {"spoke_at": "2026-03-02T09:00:00+08:00"}])
    promise = dice.randint(1, 30)
    return {
        "greet": {
            "greeted": True,
            "need": "The invoice is missing.",
            "need_confirmed": True,
            "response_minutes": dice.randint(1, 200),
        },
        "serve": {
            "note": dice.choice(["Sent the invoice.", "This is not our problem."]),
            "talk_ended": "2026-03-02T09:00:00+08:00",
            **(
                {"outcome": "transfer", "transfer_to": "bob", "transfer_reason": "He knows it."}
                if dice.random() < 0.4
                else {"outcome": dice.choice(["solved", "complaint"])}
            ),
        },
        "take_over": {"takes_over": dice.choice(["yes", "no"])},
        "close_talk": {"arrangements": "By mail.", "goodbye": True},
        "first_reply": {
            "first_reply_text": dice.choice(
                ["I am sorry for it. I call you by three.", "It is your own fault."]
            )
        },
        "record_facts": {
            "what": dice.choice(["It leaks.", "It burns, I go to court."]),
            "when_happened": "2026-02-27T18:00:00+08:00",
            "who": "Mei Lin",
            "complaint_kind": dice.choice(["quality", "delivery", "billing"]),
            "impact": dice.choice(["one", "many"]),
            "pressure": dice.choice(["high", "low"]),
        },
        "triage": {"class": dice.choice(["normal", "urgent", "severe"])},
        "choose_department": {"department": "quality", "choice_reason": "It is theirs."},
        "accept_complaint": dice.choice(
            [
                {"accepts": "yes"},
                {"accepts": "no", "other_department": "logistics", "other_reason": "Not ours."},
            ]
        ),
        "write_reply": {
            "reply_text": "I understand and am sorry. We will send a new one. "
            "You hear from us soon. Quy Pan, Log Wei, +86 21 5550 2001, +86 21 5550 2002.",
            "compensation": "A new one.",
            "compensation_amount": dice.choice([10, 900, 90000]),
            "measure": "Another seal.",
            "promise_hours": promise,
        },
        "approve_compensation": {
            "compensation_approved": dice.choice(["yes", "no"]),
            "compensation_reason": "It is so.",
        },
        "deliver_otherwise": {"delivered_how": "Read out on the phone."},
        "tell_progress": {"progress_text": "It is on its way.", **spoke},
        "tell_plan": {"progress_text": "It is on its way.", **spoke},
        "close_complaint": {
            "listened": True,
            "empathised": True,
            "solution_told": True,
            "satisfied": dice.choice(["yes", "no"]),
        },
        "steady": {
            "calmed": True,
            "apologised": True,
            "steady_text": "I have heard you and am sorry. You hear from me within 4 hours.",
            "steady_promise": promise,
        },
        "make_plan": {
            "resources": "Two people.",
            "plan": "Take back the lot.",
            "plan_owner": "Quy",
            "plan_by": "2026-03-03T18:00:00+08:00",
        },
        "look_back": {
            "second_wave": "no",
            "watch_note": "Nothing seen.",
            "typical": "yes",
            "story": "Mei Lin said that the kettle leaked.",
        },
        "complete_record": {
            "record_at": "2026-06-02T09:05:00+08:00",
            "record_text": "First talk.",
        },
    }.get(
        element,
        {"done_text": "It is done now."}
        if element in ("carry_out", "resolve")
        else {
            "solved": dice.choice(["yes", "no"]),
            "recommendation": dice.randint(0, 10),
            "remark": "Said so.",
        },
    )


@pytest.mark.parametrize(("seed", "process"), [(1, "contact"), (2, "complaint"), (3, "severe")])
def test_whatever_people_do_the_checker_finds_no_deviation(seed: int, process: str) -> None:
    dice = random.Random(seed)
    with stage(whole(NAME)[0], {}, dice=dice) as made:
        made.systems.give(whole(NAME)[0].scenarios["scenarios/complaint.yaml"]["given"])
        made.engine.start(process, WHO)
        made.settle()
        done = _go_on(made, dice, 60)
        assert done > 2
        assert not [
            one for case in made.cases() for one in made.record(case).state.incidents.values()
        ]
        deviating(made.engine, made.cases())


def _go_on(made: Stage, dice: random.Random, steps: int) -> int:
    """Random steps by whoever has the task; time jumps now and then."""
    done = 0
    for _ in range(steps):
        open_ = [(case, task) for case in made.cases() for task in made.tasks(case)]
        waiting = any(made.status(case) == "active" for case in made.cases())
        if not open_ and not waiting:
            break
        if not open_ or dice.random() < 0.1:
            made.jump(made.clock.now + timedelta(hours=dice.randint(1, 30)))
            continue
        case, task = dice.choice(open_)
        actor = Actor(task.assignee or "lea", frozenset(made.pack.roles))
        command = CompleteTask(
            case=case, task=task.task, actor=actor, values=answer(dice, task.element)
        )
        done += not isinstance(made.engine.do(command), Refusal)
        made.settle()
    return done
