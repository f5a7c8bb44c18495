"""What can be asked of a case: imperative, plain data."""

from guiju.run.commands.cases import (
    Cancel,
    Migrate,
    MoveToken,
    PauseClock,
    Resume,
    ResumeClock,
    SetVariables,
    StartCase,
    Suspend,
)
from guiju.run.commands.command import Actor, Command
from guiju.run.commands.events import Begin, Deliver, FireTimer, LeaveAdHoc, SendMessage, SendSignal
from guiju.run.commands.jobs import CompleteJob, FailJob, ResolveIncident, Retry, ThrowError
from guiju.run.commands.tasks import (
    AddSigner,
    Assign,
    Claim,
    CompleteTask,
    Delegate,
    Forward,
    Return,
    SaveDraft,
    TaskCommand,
    Unclaim,
)

__all__ = [
    "Actor",
    "AddSigner",
    "Assign",
    "Begin",
    "Cancel",
    "Claim",
    "Command",
    "CompleteJob",
    "CompleteTask",
    "Delegate",
    "Deliver",
    "FailJob",
    "FireTimer",
    "Forward",
    "LeaveAdHoc",
    "Migrate",
    "MoveToken",
    "PauseClock",
    "ResolveIncident",
    "Resume",
    "ResumeClock",
    "Retry",
    "Return",
    "SaveDraft",
    "SendMessage",
    "SendSignal",
    "SetVariables",
    "StartCase",
    "Suspend",
    "TaskCommand",
    "ThrowError",
    "Unclaim",
]
