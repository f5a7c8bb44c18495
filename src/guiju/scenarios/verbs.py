"""What a step of a scenario does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from guiju.run import BusinessError, Refusal
from guiju.run.commands import (
    AddSigner,
    Assign,
    Cancel,
    Claim,
    Command,
    CompleteTask,
    Delegate,
    Forward,
    PauseClock,
    ResolveIncident,
    Resume,
    ResumeClock,
    Retry,
    Return,
    SaveDraft,
    SendMessage,
    SendSignal,
    SetVariables,
    StartCase,
    Suspend,
    Unclaim,
)
from guiju.scenarios.failure import Unmet, Unreadable
from guiju.scenarios.stage import Stage

Step = Mapping[str, Any]

_WAIT: Final = re.compile(r"^(\d+)\s*(s|min|h|d)$")
_UNITS: Final = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}

BESIDE: Final = frozenset(
    (
        "values", "as", "key", "by", "nth", "to", "reason", "id", "case", "refused", "field",
        "error", "expect_values", "note",
    )
)  # fmt: skip
"""Keys that stand beside a verb."""


def play_step(stage: Stage, step: Step) -> None:
    """Do one step, then everything that is due.

    Raises:
        Unmet: what happened is not what the step says.
        Unreadable: nobody can play it.
    """
    verbs = [key for key in step if key not in BESIDE]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise Unreadable(f"expected one of {', '.join(VERBS)}, found {', '.join(verbs) or 'none'}")
    VERBS[verbs[0]](stage, step, step[verbs[0]])
    stage.settle()


def filled(stage: Stage, data: Any) -> Any:
    """Data of a step with `$name` and `$name.a.b` replaced by what a system answered before."""
    if isinstance(data, Mapping):
        return {key: filled(stage, value) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(stage, each) for each in data]
    if isinstance(data, str) and data.startswith("$"):
        name, *path = data[1:].split(".")
        found: Any = stage.kept.get(name, stage.names.get(name))
        if found is None and name in ("now", "case"):
            found = stage.clock.now.isoformat() if name == "now" else stage.last
        for part in path:
            found = found[int(part)] if isinstance(found, list) else found[part]
        return found
    if isinstance(data, datetime):
        return data.isoformat()
    return data


def _give(stage: Stage, step: Step, command: Command) -> Any:
    """Carry a command out and hold the answer against what the step says."""
    answer = stage.engine.do(command)
    wanted = step.get("refused")
    if isinstance(answer, Refusal):
        if wanted is None:
            raise Unmet(f"{type(command).__name__}", "acceptance", f"{answer.code}: {answer}")
        if answer.code != wanted:
            raise Unmet("refusal", wanted, f"{answer.code}: {answer}")
        field = step.get("field")
        if field is not None and str(field) not in str(answer):
            raise Unmet("field that is named", field, str(answer))
    elif wanted is not None:
        raise Unmet(f"{type(command).__name__}", f"refusal {wanted}", answer.kind)
    return answer


def _start(stage: Stage, step: Step, process: Any) -> None:
    command = StartCase(
        case="",
        process=str(process),
        values=filled(stage, step.get("values") or {}),
        key=str(step.get("key") or stage.engine.new_id()),
        actor=stage.actor(step.get("by")),
    )
    answer = _give(stage, step, command)
    if not isinstance(answer, Refusal):
        stage.last = answer.case
        stage.names[str(step.get("as") or process)] = answer.case


def _task(stage: Stage, step: Step, element: Any) -> tuple[str, int]:
    case = stage.case(step.get("case"))
    open_ = [each for each in stage.tasks(case) if each.element == element]
    nth = int(step.get("nth", 1))
    if len(open_) < nth:
        found = sorted(each.element for each in stage.tasks(case))
        raise Unmet("open task", element, f"{found} {stage.stuck(case)}")
    return case, open_[nth - 1].task


def _of_task(kind: type[Any], **named: str) -> Callable[[Stage, Step, Any], None]:
    """A verb that gives a command about an open task; `named` are fields taken from the step."""

    def play(stage: Stage, step: Step, element: Any) -> None:
        case, task = _task(stage, step, element)
        more = {
            field: filled(stage, step.get(key) or ({} if key == "values" else ""))
            for field, key in named.items()
        }
        command = kind(
            case=case,
            task=task,
            actor=stage.actor(step.get("by")),
            key=str(step.get("key") or ""),
            **more,
        )
        _give(stage, step, command)

    return play


def _message(stage: Stage, step: Step, name: Any) -> None:
    key = step.get("key")
    command = SendMessage(
        name=str(name),
        correlation=filled(stage, key),
        values=filled(stage, step.get("values") or {}),
        key=str(step.get("id") or ""),
    )
    before = set(stage.cases())
    _give(stage, step, command)
    stage.settle()
    _began(stage, step, before)


def _began(stage: Stage, step: Step, before: set[str]) -> None:
    """A case that a message or signal started is the last one now, and has its name."""
    new = [each for each in stage.cases() if each not in before]
    if new:
        stage.last = new[-1]
        stage.names[str(step.get("as") or stage.process(new[-1]))] = new[-1]


def _signal(stage: Stage, step: Step, name: Any) -> None:
    before = set(stage.cases())
    _give(stage, step, SendSignal(name=str(name), values=filled(stage, step.get("values") or {})))
    stage.settle()
    _began(stage, step, before)


def _set(stage: Stage, step: Step, values: Any) -> None:
    case = stage.case(step.get("case"))
    actor = stage.actor(step.get("by"))
    _give(stage, step, SetVariables(case=case, values=filled(stage, values), actor=actor))


def _clock(kind: type[Any]) -> Callable[[Stage, Step, Any], None]:
    def play(stage: Stage, step: Step, deadline: Any) -> None:
        command = kind(
            case=stage.case(step.get("case")),
            clock=str(deadline),
            reason=str(step.get("reason") or ""),
            actor=stage.actor(step.get("by")),
        )
        _give(stage, step, command)

    return play


def _of_case(kind: type[Any], reasoned: bool) -> Callable[[Stage, Step, Any], None]:
    def play(stage: Stage, step: Step, name: Any) -> None:
        more = {"reason": str(step.get("reason") or "")} if reasoned else {}
        case = stage.case(None if name in (None, True) else name)
        _give(stage, step, kind(case=case, actor=stage.actor(step.get("by")), **more))

    return play


def _incident(kind: type[Any]) -> Callable[[Stage, Step, Any], None]:
    def play(stage: Stage, step: Step, element: Any) -> None:
        case = stage.case(step.get("case"))
        stuck = [
            iid for iid, one in stage.record(case).state.incidents.items() if one.element == element
        ]
        if not stuck:
            raise Unmet("incident", element, "none")
        more = {}
        if kind is ResolveIncident:
            more = {"values": filled(stage, step.get("values") or {})}
        command = kind(case=case, instance=stuck[0], actor=stage.actor(step.get("by")), **more)
        _give(stage, step, command)

    return play


def _wait(stage: Stage, step: Step, text: Any) -> None:
    found = _WAIT.match(str(text))
    if found is None:
        raise Unreadable(f"expected a time such as 20 min, 4 h or 3 d, found {text}")
    stage.jump(stage.clock.now + timedelta(**{_UNITS[found[2]]: int(found[1])}))


def _until(stage: Stage, step: Step, text: Any) -> None:
    stage.jump(read_moment(text))


def read_moment(text: Any) -> datetime:
    """A moment of a scenario, with its offset.

    Raises:
        Unreadable: it is none.
    """
    try:
        found = text if isinstance(text, datetime) else datetime.fromisoformat(str(text))
    except ValueError:
        raise Unreadable(f"expected a moment (ISO 8601 with an offset), found {text}") from None
    if found.tzinfo is None:
        raise Unreadable(f"expected a moment with an offset, found {text}")
    return found


def _system(stage: Stage, step: Step, topic: Any) -> None:
    case = stage.case(step["case"]) if "case" in step else ""
    before = set(stage.cases())
    try:
        answer = stage.ask(str(topic), filled(stage, step.get("values") or {}), case)
    except BusinessError as error:
        if step.get("error") != error.code:
            raise Unmet(str(topic), step.get("error") or "an answer", error.code) from None
        return
    if "error" in step:
        raise Unmet(str(topic), f"error {step['error']}", dict(answer))
    from guiju.scenarios.expectations import fits

    fits(str(topic), filled(stage, step.get("expect_values") or {}), answer)
    if "as" in step:
        stage.kept[str(step["as"])] = dict(answer)
    stage.settle()
    new = [each for each in stage.cases() if each not in before]
    if new:
        stage.last = new[-1]
        stage.names.setdefault(stage.process(new[-1]), new[-1])


def _given(stage: Stage, step: Step, world: Any) -> None:
    try:
        stage.systems.give(filled(stage, world))
    except ValueError as error:
        raise Unreadable(str(error)) from None


def _settings(stage: Stage, step: Step, settings: Any) -> None:
    stage.wire(settings)


def _expect(stage: Stage, step: Step, wanted: Any) -> None:
    from guiju.scenarios.expectations import check_expectations

    check_expectations(stage, stage.case(step["case"]) if "case" in step else None, wanted)


VERBS: Final[Mapping[str, Callable[[Stage, Step, Any], None]]] = {
    "start": _start,
    "do": _of_task(CompleteTask, values="values"),
    "claim": _of_task(Claim),
    "unclaim": _of_task(Unclaim),
    "delegate": _of_task(Delegate, to="to"),
    "forward": _of_task(Forward, to="to", reason="reason"),
    "add_signer": _of_task(AddSigner, signer="to"),
    "assign": _of_task(Assign, to="to"),
    "return": _of_task(Return, to="to", reason="reason"),
    "draft": _of_task(SaveDraft, values="values"),
    "message": _message,
    "signal": _signal,
    "set": _set,
    "pause": _clock(PauseClock),
    "resume": _clock(ResumeClock),
    "cancel": _of_case(Cancel, True),
    "suspend": _of_case(Suspend, True),
    "activate": _of_case(Resume, False),
    "retry": _incident(Retry),
    "resolve": _incident(ResolveIncident),
    "wait": _wait,
    "until": _until,
    "system": _system,
    "given": _given,
    "settings": _settings,
    "expect": _expect,
}
