"""Random walks: a case driven by dice through whatever is enabled."""

from datetime import UTC, datetime, timedelta

from guiju.run import Case
from guiju.standard import Step, enabled

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def variables(dice):
    return {f"v{n}": dice.random() < 0.5 for n in range(8)}


def walk(standard, dice, most=60, process="p", watch=lambda case: None):
    """A case after at most `most` random steps; `watch` sees it after each."""
    case = Case(standard, process, "case-1", variables(dice))
    now = NOW
    while len(case.entries) < most:
        if any(each.code == "endless-loop" for each in case.state.incidents.values()):
            break  # trying again would only be slow
        steps = enabled(standard, case.state)
        if not steps:
            break
        step = dice.choice(steps)
        if step.kind == "trigger":
            due = case.state.waits[step.target].due
            now = max(now, due) if due else now
        values = variables(dice) if step.kind == "complete" and dice.random() < 0.5 else {}
        now += timedelta(minutes=dice.randrange(30))
        case.fire(Step(step.kind, step.target, step.choice, values), now)
        watch(case)
    return case
