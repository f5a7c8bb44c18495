"""Compensation: who undoes what (10.7, 13.5.5)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File
from guiju.standard.bpmn.rules.flows import has_cause
from guiju.standard.bpmn.tags import ACTIVITIES, SUB_PROCESSES
from guiju.standard.model.problem import Problem


def handlers(file: File) -> Iterator[Problem]:
    """A compensation boundary event is associated with one compensation activity (10.7)."""
    joined = _associated(file)
    for event in file.all("boundaryEvent"):
        if not has_cause(file, event, "compensate"):
            continue
        found = [e for e in joined.get(event.id or "", []) if e.tag in ACTIVITIES]
        if not found:
            yield wrong(
                "compensation-without-activity",
                event,
                "A compensation boundary event must have an association to an activity.",
            )
        if len(found) > 1:
            yield wrong(
                "compensation-with-several-activities",
                event,
                "A compensation boundary event must have one activity; it has {found}.",
                found=", ".join(str(e.id) for e in found),
            )
        for activity in found:
            yield from _handler(event, activity)


def _handler(event: Element, activity: Element) -> Iterator[Problem]:
    if not activity.flag("isForCompensation"):
        yield wrong(
            "compensation-activity-not-marked",
            activity,
            "What a compensation event leads to must have isForCompensation true.",
        )
    if activity.parent is not event.parent:
        yield wrong(
            "compensation-across-border",
            event,
            "A compensation event and its activity must lie in one scope; {activity} is elsewhere.",
            activity=activity.id,
        )


def _associated(file: File) -> dict[str, list[Element]]:
    """What associations join, both ways, by id."""
    joined: dict[str, list[Element]] = {}
    for association in file.all("association"):
        ends = file.follow(association, "sourceRef"), file.follow(association, "targetRef")
        for one, other in (ends, ends[::-1]):
            if one is not None and other is not None and one.id:
                joined.setdefault(one.id, []).append(other)
    return joined


def thrown_at(file: File) -> Iterator[Problem]:
    """Compensation reaches the activities of its own scope, or of the one around (13.5.5)."""
    for event in file.all("intermediateThrowEvent", "endEvent"):
        for cause in file.causes(event):
            if cause.tag != "compensateEventDefinition":
                continue
            activity = file.follow(cause, "activityRef")
            if activity is None or activity.tag not in ACTIVITIES:
                continue
            if activity.parent not in _reach(event):
                yield wrong(
                    "compensation-out-of-reach",
                    event,
                    "The activity to compensate must lie in the scope of the event; {activity} "
                    "does not.",
                    activity=activity.id,
                )
            elif not _compensable(file, activity):
                yield doubtful(
                    "nothing-to-compensate",
                    event,
                    "{activity} should have a compensation boundary event or a compensation event "
                    "sub-process.",
                    activity=activity.id,
                )


def _reach(event: Element) -> list[Element]:
    scopes = []
    for around in event.up():
        scopes.append(around)
        if around.tag not in SUB_PROCESSES or not around.flag("triggeredByEvent"):
            break
    return scopes


def _compensable(file: File, activity: Element) -> bool:
    if any(has_cause(file, event, "compensate") for event in file.attached(activity)):
        return True
    # A sub-process is compensated through what is inside it.
    return activity.tag in (*SUB_PROCESSES, "callActivity")


def orphans(file: File) -> Iterator[Problem]:
    """A compensation activity that no event leads to is never carried out."""
    joined = _associated(file)
    for activity in file.all(*ACTIVITIES):
        if not activity.flag("isForCompensation") or activity.flag("triggeredByEvent"):
            continue
        events = joined.get(activity.id or "", [])
        if not any(event.tag == "boundaryEvent" for event in events):
            yield doubtful(
                "compensation-activity-without-event",
                activity,
                "A compensation activity should be associated with a compensation boundary event.",
            )


def compensate_start(file: File) -> Iterator[Problem]:
    """A process itself is never compensated: such event sub-processes are in sub-processes."""
    for event in file.all("startEvent"):
        around = event.parent.parent if event.parent is not None else None
        if has_cause(file, event, "compensate") and around is not None and around.tag == "process":
            yield doubtful(
                "compensation-of-process",
                event,
                "A compensation event sub-process should be inside a sub-process.",
            )


RULES = (handlers, thrown_at, orphans, compensate_start)
