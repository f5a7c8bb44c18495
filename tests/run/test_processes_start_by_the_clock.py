"""Timer start events: scheduled at deployment, fired once, whatever stops and starts meanwhile."""

from collections.abc import Callable

import pytest

from guiju.run.answer import Accepted
from guiju.run.commands.routing import FireStart
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from guiju.run.schedule import case_of
from guiju.run.worker import Worker
from tests.run.conftest import Clock
from tests.run.invariants import check
from tests.run.models import BEATING, END, line, model

TASK = '<userTask id="look"/>'


def at(kind: str, text: str, name: str = "look") -> bytes:
    """A process that a timer starts."""
    start = (
        f'<startEvent id="start"><timerEventDefinition><{kind}>{text}</{kind}>'
        "</timerEventDefinition></startEvent>"
    )
    return line(start, f'<userTask id="{name}"/>', END)


def cases(engine: Engine) -> list[str]:
    return [row[0] for row in engine.reader().ask("SELECT id FROM cases ORDER BY id")]  # type: ignore[attr-defined]


def timers(engine: Engine) -> int:
    return engine.reader().counts()["timers"]


def forward(engine: Engine, clock: Clock, minutes: int) -> None:
    worker = Worker(engine, "w")
    for _ in range(minutes):
        clock.forward(minutes=1)
        worker.settle()


def test_a_date_starts_one_case(engine: Engine, clock: Clock) -> None:
    deployed, _ = engine.deploy(at("timeDate", "2026-03-02T08:30:00Z"))
    assert deployed is not None
    forward(engine, clock, 29)
    assert cases(engine) == []
    forward(engine, clock, 10)
    assert cases(engine) == ["p-start-20260302T083000.000000Z"]
    assert engine.entries(cases(engine)[0])[0].element == "start"
    assert timers(engine) == 0


def test_a_duration_counts_from_the_deployment(engine: Engine, clock: Clock) -> None:
    engine.deploy(at("timeDuration", "PT10M"))
    forward(engine, clock, 30)
    assert cases(engine) == ["p-start-20260302T081000.000000Z"]


def test_a_cycle_starts_as_often_as_it_says(engine: Engine, clock: Clock) -> None:
    engine.deploy(at("timeCycle", "R3/PT10M"))
    forward(engine, clock, 60)
    assert len(cases(engine)) == 3
    assert timers(engine) == 0


def test_a_cycle_without_end_goes_on_and_misses_nothing(engine: Engine, clock: Clock) -> None:
    engine.deploy(at("timeCycle", "R/2026-03-02T09:00:00Z/PT1H"))
    clock.forward(hours=5)
    Worker(engine, "w").settle()
    assert [each.split("T")[1][:4] for each in cases(engine)] == [
        f"{n:02}00" for n in (9, 10, 11, 12, 13)
    ]  # fmt: skip
    assert timers(engine) == 1


def test_a_cycle_that_began_long_ago_goes_on_from_now(engine: Engine, clock: Clock) -> None:
    engine.deploy(at("timeCycle", "R/2001-01-01T00:00:00Z/PT1M"))
    forward(engine, clock, 3)
    assert len(cases(engine)) == 4
    engine.deploy(at("timeCycle", "R4/2001-01-01T00:00:00Z/P1M"))
    assert timers(engine) == 0


def test_only_the_newest_version_starts_cases(engine: Engine, clock: Clock) -> None:
    engine.deploy(at("timeCycle", "R/2026-03-02T09:00:00Z/PT1H"))
    newest, _ = engine.deploy(at("timeCycle", "R/2026-03-02T09:30:00Z/PT1H", "check"))
    assert newest is not None
    assert timers(engine) == 1
    clock.forward(minutes=100)
    Worker(engine, "w").settle()
    assert cases(engine) == ["p-start-20260302T093000.000000Z"]
    engine.deploy(line('<startEvent id="start"/>', TASK, END))
    assert timers(engine) == 0


def test_what_was_due_before_the_new_version_came_is_not_lost(engine: Engine, clock: Clock) -> None:
    engine.deploy(at("timeCycle", "R/2026-03-02T09:00:00Z/P1D"))
    clock.forward(minutes=70)
    engine.deploy(at("timeCycle", "R/2026-03-02T09:00:00Z/P1D", "check"))
    Worker(engine, "w").settle()
    assert cases(engine) == ["p-start-20260302T090000.000000Z"]
    assert timers(engine) == 1
    clock.forward(days=1)
    Worker(engine, "w").settle()
    assert len(cases(engine)) == 2


def test_a_date_that_older_versions_started_is_not_started_again(
    engine: Engine, clock: Clock
) -> None:
    engine.deploy(at("timeDate", "2026-03-02T08:30:00Z"))
    forward(engine, clock, 40)
    engine.deploy(at("timeDate", "2026-03-02T08:30:00Z", "check"))
    Worker(engine, "w").settle()
    assert (len(cases(engine)), timers(engine)) == (1, 0)


def test_several_workers_start_each_case_once(
    make_engine: Callable[..., Engine], clock: Clock
) -> None:
    first, second = make_engine(), make_engine()
    first.deploy(at("timeCycle", "R/2026-03-02T09:00:00Z/PT1H"))
    clock.forward(hours=2)
    row = first.reader().schedules(0)[0]
    standard = first.standards.by_no(-row.case_no).standard
    fire = FireStart(case=case_of(standard, row), row=row)
    tickets = [engine.submit(fire) for engine in (first, second, first, second)]
    answers = [ticket.wait() for ticket in tickets]
    assert sum(isinstance(each, Accepted) for each in answers) == 1
    assert {each.code for each in answers if isinstance(each, Refusal)} == {"timer-gone"}
    Worker(first, "a").settle()
    Worker(second, "b").settle()
    assert len(cases(first)) == 2


def test_a_schedule_outlives_a_restart(
    make_engine: Callable[..., Engine], clock: Clock, address: str
) -> None:
    first = make_engine()
    first.deploy(at("timeCycle", "R/2026-03-02T09:00:00Z/PT1H"))
    first.close()
    clock.forward(hours=2)
    second = make_engine()
    Worker(second, "w").settle()
    assert len(cases(second)) == 2
    second.close()
    assert check(address, []) == 2


def test_a_start_that_comes_too_early_is_refused(engine: Engine) -> None:
    engine.deploy(at("timeDuration", "PT10M"))
    row = engine.reader().schedules(0)[0]
    answer = engine.do(FireStart(case="x", row=row))
    assert isinstance(answer, Refusal)
    assert answer.code == "timer-early"


@pytest.mark.parametrize("text", ["soon", "=1 + 1", "P"])
def test_a_timer_that_says_no_time_refuses_the_deployment(engine: Engine, text: str) -> None:
    deployed, problems = engine.deploy(at("timeDate", text))
    assert deployed is None
    assert [each.element for each in problems if each.severity == "error"] != []


def test_a_parameter_may_say_when(engine: Engine, clock: Clock) -> None:
    constants = (
        '<extensionElements><guiju:parameters><guiju:parameter name="pause"'
        ' value="duration(&quot;PT5M&quot;)"/></guiju:parameters></extensionElements>'
    )
    data = at("timeDuration", "=pause").decode()
    inside = data.split("<process", 1)[1].split(">", 1)[1].rsplit("</process>", 1)[0]
    deployed, problems = engine.deploy(model(inside, constants))
    assert deployed is not None, problems
    forward(engine, clock, 6)
    assert cases(engine) == ["p-start-20260302T080500.000000Z"]


def test_a_process_that_only_describes_is_not_started(engine: Engine) -> None:
    other = BEATING.replace(' isExecutable="true"', "")
    data = line('<startEvent id="start"/>', TASK, END).replace(b"</process>", b"</process>X")
    deployed, problems = engine.deploy(data.replace(b"X", other.encode()))
    assert deployed is not None, problems
    assert timers(engine) == 0
    engine.deploy(data.replace(b"X", BEATING.encode()))
    assert timers(engine) == 1
