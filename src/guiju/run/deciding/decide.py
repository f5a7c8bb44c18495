"""The table behind `decide`: what each command leads to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from guiju.run import commands as ask
from guiju.run.beside import NOTHING, Beside
from guiju.run.deciding import cases, events, jobs, marks, tasks
from guiju.run.record import NO_RULES, Decision, Record, Rules, Situation
from guiju.run.refusal import Refusal, expected
from guiju.standard import Standard

Outcome = Decision | Refusal

DECIDE: Final[dict[type[ask.Command], Callable[[Situation, Any], Outcome]]] = {
    ask.StartCase: cases.start,
    ask.Suspend: cases.suspend,
    ask.Resume: cases.resume,
    ask.Cancel: cases.cancel,
    ask.SetVariables: cases.set_variables,
    ask.MoveToken: cases.move,
    ask.Migrate: cases.migrate,
    ask.PauseClock: marks.pause_clock,
    ask.ResumeClock: marks.resume_clock,
    ask.FireDeadline: marks.fire_deadline,
    ask.Claim: tasks.claim,
    ask.Unclaim: tasks.unclaim,
    ask.Assign: tasks.assign,
    ask.Delegate: tasks.delegate,
    ask.Forward: tasks.forward,
    ask.AddSigner: tasks.add_signer,
    ask.SaveDraft: tasks.save_draft,
    ask.Return: tasks.send_back,
    ask.CompleteTask: tasks.complete,
    ask.CompleteJob: jobs.complete,
    ask.FailJob: jobs.fail,
    ask.ThrowError: jobs.throw,
    ask.ResolveIncident: jobs.retry,
    ask.Retry: jobs.retry,
    ask.Deliver: events.deliver,
    ask.FireTimer: events.fire_timer,
    ask.Begin: events.begin,
    ask.LeaveAdHoc: events.leave,
}

WHILE_SUSPENDED: Final = frozenset(
    {ask.Resume, ask.Cancel, ask.Migrate, ask.MoveToken, ask.SetVariables, ask.Assign}
)
"""What may be done to a suspended case."""


def decide(
    standard: Standard,
    record: Record,
    command: ask.Command,
    now: datetime,
    rules: Rules = NO_RULES,
    tries: int = 0,
    fence: int = 0,
    target: Standard | None = None,
    beside: Beside = NOTHING,
) -> Outcome:
    """What a command leads to. Pure: the same arguments give the same outcome.

    Args:
        standard: the version the case runs on.
        record: the case; its state is "new" before its start.
        command: what is asked; its values must be exact (see `journal.store.exact`).
        now: the moment, UTC.
        rules: who answers about certificates and forms.
        tries: how often the command's job may still be tried.
        fence: number of the job's last lease.
        target: the standard a migration goes to.
        beside: forms and timing of the version; of a migration, of that it goes to.

    Returns:
        A decision (which may itself note an audited refusal), or a refusal.
    """
    kind = type(command)
    status = record.state.status
    if kind is ask.StartCase:
        if status != "new":
            return expected("case-exists", "a case id that is free", record.id)
    elif status != "active":
        return expected("case-not-active", "an active case", status)
    elif record.facts.get("suspended") and kind not in WHILE_SUSPENDED:
        return expected("case-suspended", "a case that is not suspended", "a suspended one")
    situation = Situation(standard, record, now, rules, tries, fence, target, beside)
    return DECIDE[kind](situation, command)
