"""A migration is a plan first, then a result for each case."""

import pytest

from guiju.journal.store import unpack
from guiju.run.commands import Actor, CompleteTask
from guiju.run.engine import Engine
from guiju.run.moving import MigrationPlan, carry_out, plan_migration, read_plan, write_plan
from guiju.run.standards import Deployed
from tests.run.models import END, START, line
from tests.run.walking import ANN, open_tasks

ONE = line(START, '<userTask id="a"/>', '<userTask id="b"/>', END)
TWO = line(START, '<userTask id="a"/>', '<userTask id="c"/>', END)
BOSS = Actor("eve")


def deploy(engine: Engine, data: bytes) -> Deployed:
    deployed, problems = engine.deploy(data)
    assert deployed is not None, problems
    return deployed


def three_cases(engine: Engine) -> Deployed:
    """Two cases at a, one at b, one ended; the version without b."""
    deploy(engine, ONE)
    for name in ("at-a", "also-a", "at-b", "ended"):
        engine.start("p", {}, case=name)
    for name, steps in (("at-b", 1), ("ended", 2)):
        for _ in range(steps):
            [task] = open_tasks(engine, name).values()
            engine.do(CompleteTask(case=name, task=task, actor=ANN))
    return deploy(engine, TWO)


def test_a_plan_says_of_each_running_case_what_maps_and_what_cannot(engine: Engine) -> None:
    there = three_cases(engine)
    made = plan_migration(engine, there)
    assert {each.case for each in made.cases} == {"at-a", "also-a", "at-b"}
    assert [dict(each.maps) for each in made.fit] == [{"a": "a"}, {"a": "a"}]
    [unfit] = made.unfit
    assert (unfit.case, [each.element for each in unfit.problems]) == ("at-b", ["b"])
    assert engine.entries("at-a")[-1].kind == "CaseStarted", "a plan changes nothing"


def test_a_plan_is_carried_out_with_a_result_for_each_case(engine: Engine) -> None:
    there = three_cases(engine)
    told: list[tuple[int, int]] = []
    made = plan_migration(engine, there, mapping={"b": "c"})
    moved = list(carry_out(engine, made, BOSS, lambda done, total: told.append((done, total))))
    assert [each.ok for each in moved] == [True, True, True]
    assert told == [(3, 3)]
    assert list(open_tasks(engine, "at-b")) == ["c"]
    assert engine.entries("at-b")[-1].actor == "eve"
    assert all(engine.replayed(each.case) == engine.record(each.case) for each in moved)


def test_a_plan_carried_out_again_changes_nothing_more(engine: Engine) -> None:
    made = plan_migration(engine, three_cases(engine))
    assert all(each.ok for each in carry_out(engine, made))
    before = len(engine.entries("at-a"))
    assert all(each.ok for each in carry_out(engine, made))
    assert len(engine.entries("at-a")) == before


def test_a_case_that_has_moved_on_since_is_checked_again(engine: Engine) -> None:
    made = plan_migration(engine, three_cases(engine))
    [task] = open_tasks(engine, "at-a").values()
    engine.do(CompleteTask(case="at-a", task=task, actor=ANN))
    results = {each.case: each.ok for each in carry_out(engine, made)}
    assert results == {"at-a": False, "also-a": True}


def test_named_cases_that_cannot_go_say_why(engine: Engine) -> None:
    there = three_cases(engine)
    made = plan_migration(engine, there, ["ended", "nobody"])
    [only] = made.cases
    assert [str(each) for each in only.problems] == ["The case has ended."]


def test_a_plan_is_the_same_after_a_file(engine: Engine) -> None:
    made = plan_migration(engine, three_cases(engine))
    assert read_plan(unpack(write_plan(made))) == made


@pytest.mark.parametrize("wrong", [None, [], {}, {"to": "x", "mapping": {}, "cases": [1]}])
def test_what_is_no_plan_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="expected a plan"):
        read_plan(wrong)


def test_an_empty_plan_does_nothing(engine: Engine) -> None:
    assert list(carry_out(engine, MigrationPlan("x", {}, ()))) == []
