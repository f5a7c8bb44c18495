"""Deciding commands about work of programs and about what is stuck."""

from __future__ import annotations

from guiju.run.commands import CompleteJob, FailJob, ResolveIncident, Retry, ThrowError
from guiju.run.deciding.firing import fired, noted, open_work, place_of
from guiju.run.record import Decision, Situation
from guiju.run.refusal import Refusal, expected
from guiju.standard import Step
from guiju.standard.steps import PHASES, Place
from guiju.standard.steps.state import STUCK

Outcome = Decision | Refusal


def _leased(situation: Situation, command: CompleteJob | FailJob | ThrowError) -> Place | Refusal:
    """The job's element, where the lease of who reports is still the last one."""
    place = open_work(situation, command.job, person=False)
    if isinstance(place, Refusal):
        return place
    if command.fence is not None and command.fence != situation.fence:
        return expected("lease-moved", f"lease {situation.fence}", f"lease {command.fence}")
    return place


def complete(situation: Situation, command: CompleteJob) -> Outcome:
    """Report a job done."""
    place = _leased(situation, command)
    if isinstance(place, Refusal):
        return place
    name = place.node.extras.result
    values = {name: dict(command.values)} if name else command.values
    step = Step("complete", command.job, (), values)
    return fired(situation, "JobCompleted", step, place.id)


def throw(situation: Situation, command: ThrowError) -> Outcome:
    """Report that a job ended in a business error."""
    place = _leased(situation, command)
    if isinstance(place, Refusal):
        return place
    step = Step("error", command.job, (command.code, None), command.values)
    return fired(situation, "ErrorThrown", step, place.id)


def fail(situation: Situation, command: FailJob) -> Outcome:
    """Report that a job failed: it is tried again, or it is an incident."""
    place = _leased(situation, command)
    if isinstance(place, Refusal):
        return place
    left = 0 if command.final else max(0, situation.tries - 1)
    values = {"reason": command.reason}
    if left:
        decision = noted(situation, "JobFailed", element=place.id, values=values)
        return decision._replace(job=(left, command.again))
    return fired(situation, "JobGivenUp", Step("fail", command.job, (), values), place.id)


def retry(situation: Situation, command: Retry | ResolveIncident) -> Outcome:
    """Try again what is stuck, after mending its data where values are given."""
    instance = situation.record.state.live.get(command.instance)
    if instance is None or instance.phase != STUCK:
        found = "none: it has ended" if instance is None else PHASES[instance.phase]
        return expected("no-incident", f"an incident of instance {command.instance}", found)
    place = place_of(situation.standard, instance)
    values = command.values if isinstance(command, ResolveIncident) else {}
    kind = "IncidentResolved" if isinstance(command, ResolveIncident) else "IncidentRetried"
    return fired(situation, kind, Step("retry", command.instance, (), values), place.id)
