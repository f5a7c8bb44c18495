"""Words the pages share, in the reader's language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from guiju.web.sentences import phrase

DUTIES: Final[dict[str, Any]] = {
    "administrator": _("Administrator"),
    "owner": _("Process owner"),
    "auditor": _("Auditor"),
    "engineer": _("Integration engineer"),
}
STATUS: Final[dict[str, Any]] = {
    "active": _("running"),
    "completed": _("completed"),
    "failed": _("failed"),
    "cancelled": _("cancelled"),
}
KINDS: Final[dict[str, Any]] = {
    "CaseStarted": _("Case started"),
    "WorkCompleted": _("Done"),
    "EventHappened": _("Happened"),
    "TaskCompleted": _("Task completed"),
    "TaskClaimed": _("Task taken"),
    "TaskUnclaimed": _("Task given back"),
    "TaskAssigned": _("Task assigned"),
    "TaskDelegated": _("Task delegated"),
    "TaskForwarded": _("Task forwarded"),
    "TaskReturned": _("Returned"),
    "TaskSigned": _("Signed"),
    "SignerAdded": _("Signature asked for"),
    "DraftSaved": _("Draft saved"),
    "JobCompleted": _("Done by a program"),
    "JobFailed": _("A program failed"),
    "JobGivenUp": _("A program gave up"),
    "ErrorThrown": _("Error"),
    "TimerFired": _("Time came"),
    "MessageReceived": _("Message received"),
    "SignalReceived": _("Signal received"),
    "IncidentRetried": _("Tried again"),
    "IncidentResolved": _("Mended"),
    "VariablesSet": _("Data changed"),
    "TokenMoved": _("Moved by hand"),
    "ActivityBegun": _("Begun"),
    "ActivityLeft": _("Left"),
    "CaseSuspended": _("Case suspended"),
    "CaseResumed": _("Case resumed"),
    "CaseCancelled": _("Case cancelled"),
    "InstanceCancelled": _("Step cancelled"),
    "CaseMigrated": _("Version changed"),
    "ClockPaused": _("Clock paused"),
    "ClockResumed": _("Clock goes on"),
    "CommandRefused": _("Refused"),
    "DeadlineWarned": _("Deadline warned"),
    "DeadlineBreached": _("Deadline breached"),
    "DeadlineEscalated": _("Deadline escalated"),
}
CLOCKS: Final[dict[str, Any]] = {
    "waiting": _("waiting"),
    "running": _("in time"),
    "at-risk": _("at risk"),
    "breached": _("late"),
    "paused": _("paused"),
    "stopped": _("stopped"),
}
REFUSALS: Final[dict[str, Any]] = {
    "already-claimed": _("Somebody else has taken this task."),
    "not-claimed": _("Nobody has this task."),
    "message-gone": _("The message was taken by another case."),
    "actor-missing": _("Name a person."),
    "certificate-unknown": _("This step needs a certificate that you do not hold."),
    "no-incident": _("Nothing is stuck there any more."),
    "reason-missing": _("Say why."),
    "not-open": _("This task is no longer open: somebody was quicker, or the case went on."),
    "task-not-open": _("This task is no longer open: somebody was quicker, or the case went on."),
    "not-the-assignee": _("Somebody else has this task."),
    "not-a-candidate": _("This task is not offered to you."),
    "four-eyes": _("Four eyes: somebody who did an earlier step may not do this one."),
    "certificate-missing": _("This step needs a certificate that you do not hold."),
    "signatures-missing": _("Signatures are missing."),
    "signer-is-actor": _("Name somebody else: nobody signs beside themselves."),
    "form-invalid": _("Some fields are not right yet."),
    "case-not-active": _("The case has ended."),
    "case-suspended": _("The case is suspended."),
    "case-unknown": _("There is no such case."),
    "case-exists": _("There is a case of that name already."),
    "key-reused": _(
        "This was sent twice with different content; nothing was done the second time."
    ),
    "store-degraded": _("The database cannot be written at the moment. Nothing was done."),
    "outcome-unknown": _("It is not known whether this was kept. Look before you repeat it."),
    "return-across-branches": _("There is no way back to that step from here."),
    "standard-unknown": _("No standard with this process is in force."),
    "value-unknown": _("One of the values cannot be kept."),
}


def refusal(found: Any) -> str:
    """A refusal of the engine in words; one without a translation says what was expected."""
    known = REFUSALS.get(found.code)
    if known is not None:
        return str(known)
    return gettext("Refused: expected %(expected)s, found %(found)s.") % {
        "expected": phrase(found.expected),
        "found": phrase(found.found),
    }


def until(left: timedelta) -> str:
    """How long there is, or since when it is over."""
    seconds = int(left.total_seconds())
    amount = span(abs(seconds))
    if seconds < 0:
        return gettext("%(amount)s late") % {"amount": amount}
    return gettext("in %(amount)s") % {"amount": amount}


def span(seconds: int) -> str:
    """A length of time in its largest fitting unit."""
    if seconds >= 172_800:
        return ngettext("%(count)d day", "%(count)d days", seconds // 86_400) % {
            "count": seconds // 86_400
        }
    if seconds >= 7200:
        return ngettext("%(count)d hour", "%(count)d hours", seconds // 3600) % {
            "count": seconds // 3600
        }
    return ngettext("%(count)d minute", "%(count)d minutes", seconds // 60) % {
        "count": seconds // 60
    }
