"""From draft to retired: every version is a case of the approval standard (approval/).

The engine says where a version is; `Version.state` is what was last seen of it, for lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from guiju.journal.store import TaskRow
from guiju.run.answer import Accepted, Answer
from guiju.run.commands import Actor, Cancel, Claim, CompleteTask, SendMessage, StartCase
from guiju.run.engine import Engine
from guiju.run.jobs import Handler, Job
from guiju.run.refusal import expected
from guiju.standard import Problem
from guiju.standard.pack import deployments
from guiju.web.standards.library import pack_of, seal
from guiju.web.standards.models import Version
from guiju.web.standards.texts import read_version

PROCESS: Final = "standard-approval"
REPLACED: Final = "A newer version is in force"
REVIEWER: Final = "standard-reviewer"
APPROVER: Final = "standard-approver"

AT: Final[Mapping[str, str]] = {
    "submit": Version.State.DRAFT,
    "review": Version.State.REVIEW,
    "approve": Version.State.APPROVAL,
    "effective": Version.State.APPROVED,
    "put-in-force": Version.State.APPROVED,
    "replaced": Version.State.FORCE,
    "retire": Version.State.FORCE,
}
"""What a version is where its case stands at an element."""

_COMPLETED: Final = 1


@cache
def approval_text() -> bytes:
    """The approval standard as BPMN."""
    return (Path(__file__).parent / "approval" / f"{PROCESS}.bpmn").read_bytes()


def begin(engine: Engine, version: Version) -> Answer:
    """Start the case of a new draft; the approval standard is deployed where it is not there."""
    if engine.standards.newest(PROCESS) is None:
        engine.deploy(approval_text())
    case = f"{PROCESS}-{version.standard.name}-{version.number}"
    values = {
        "version": str(version.pk),
        "standard": version.standard.name,
        "label": version.label,
        "author": version.author,
    }
    answer = engine.do(
        StartCase(case=case, process=PROCESS, values=values, key="begin", actor=_actor(version))
    )
    if isinstance(answer, Accepted):
        version.case = case
        version.save(update_fields=["case"])
    return answer


def _actor(version: Version) -> Actor | None:
    return Actor(version.author) if version.author else None


def hand_in(engine: Engine, version: Version, actor: Actor) -> Answer | tuple[Problem, ...]:
    """Hand a draft in for review; with an error in its texts it stays a draft.

    Returns:
        The engine's answer, or the problems that stop it.
    """
    _, problems = read_version(version)
    errors = tuple(each for each in problems if each.severity == "error")
    if errors:
        return errors
    seal(version)
    return _complete(engine, version, "submit", actor, {"accepted": None})


def review(engine: Engine, version: Version, actor: Actor, accepted: bool, note: str) -> Answer:
    """Say whether the draft can be followed."""
    values = {"accepted": accepted, "review_note": note}
    return _complete(engine, version, "review", actor, values)


def approve(
    engine: Engine, version: Version, actor: Actor, accepted: bool, note: str, effective: datetime
) -> Answer:
    """Approve a version from a moment on, or send it back."""
    values = {"accepted": accepted, "approval_note": note, "effective": effective.isoformat()}
    return _complete(engine, version, "approve", actor, values)


def withdraw(engine: Engine, version: Version, actor: Actor) -> Answer:
    """Give a version up before it is in force."""
    answer = engine.do(Cancel(case=version.case, actor=actor))
    refresh(engine, version)
    return answer


def retire(engine: Engine, version: Version, actor: Actor) -> Answer:
    """Retire a version in force without a newer one."""
    return engine.do(_replaced(version, actor))


def _replaced(version: Version, actor: Actor | None) -> SendMessage:
    key = f"replaced-{version.pk}"
    return SendMessage(case="", name=REPLACED, correlation=str(version.pk), key=key, actor=actor)


def _complete(
    engine: Engine, version: Version, element: str, actor: Actor, values: Mapping[str, Any]
) -> Answer:
    """Complete the open task of an element in the version's case, claiming it first if need be."""
    task = open_task(engine, version, element)
    if task is None:
        refresh(engine, version)
        return _not_open(element, version)
    if task.assignee != actor.id:
        claimed = engine.do(Claim(case=version.case, task=task.task, actor=actor))
        if not isinstance(claimed, Accepted):
            return claimed
    answer = engine.do(CompleteTask(case=version.case, task=task.task, actor=actor, values=values))
    refresh(engine, version)
    return answer


def _not_open(element: str, version: Version) -> Answer:
    return expected("task-not-open", f"the open task {element}", version.get_state_display())


def open_task(engine: Engine, version: Version, element: str) -> TaskRow | None:
    """An open task in the version's case."""
    reader = engine.reader()
    row = reader.case(version.case)
    if row is None or row.status:
        return None
    for task in reader.tasks_of(row.no):
        if task.element == element:
            return task
    return None


def standing(engine: Engine, version: Version) -> str:
    """Where a version is, as its case tells it."""
    row = engine.reader().case(version.case) if version.case else None
    if row is None:
        return str(version.state)
    if row.status:
        return Version.State.RETIRED if row.status == _COMPLETED else Version.State.WITHDRAWN
    record = engine.record(version.case)
    if record is None:
        return str(version.state)
    places = engine.standards.by_no(row.standard).standard.program.places
    at = {places[each.place].id for each in record.state.live.values()}
    return next((state for element, state in AT.items() if element in at), str(version.state))


def refresh(engine: Engine, version: Version) -> None:
    """Bring `state` up to where the case is."""
    state = standing(engine, version)
    if state != version.state:
        version.state = state
        version.save(update_fields=["state"])


def handlers(engine: Engine) -> dict[str, Handler]:
    """What the approval standard calls, by job type."""

    def put_in_force(job: Job) -> dict[str, Any]:
        version = Version.objects.select_related("standard").get(pk=int(job.variables["version"]))
        return {"deployed": deploy(engine, version)}

    def retired(job: Job) -> None:
        Version.objects.filter(pk=int(job.variables["version"]), retired=None).update(
            state=Version.State.RETIRED, retired=engine.clock()
        )

    return {"standard.put-in-force": put_in_force, "standard.retire": retired}


def deploy(engine: Engine, version: Version) -> list[int]:
    """Put a version in force: new cases start on it, the one before is told that it is replaced.

    Doing it again does no harm.

    Raises:
        ValueError: its texts are no pack, or the engine refuses one of its processes.
    """
    pack = pack_of(version)
    if pack is None:
        raise ValueError(f"expected a pack without errors in {version}")
    numbers = []
    for one in deployments(pack):
        deployed, problems = engine.deploy(
            one.data, one.tables, timing=one.timing or None, forms=one.forms
        )
        if deployed is None:
            raise ValueError("; ".join(map(str, problems)))
        numbers.append(deployed.no)
    older = version.standard.versions.filter(state=Version.State.FORCE).exclude(pk=version.pk)
    for each in older:
        if each.case:
            engine.do(_replaced(each, None))
        else:
            each.state, each.retired = Version.State.RETIRED, engine.clock()
            each.save(update_fields=["state", "retired"])
    version.deployed = numbers
    version.state = Version.State.FORCE
    version.effective = version.effective or engine.clock()
    version.save(update_fields=["deployed", "state", "effective"])
    return numbers
