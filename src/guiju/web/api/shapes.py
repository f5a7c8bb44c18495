"""What is sent and answered, as typed shapes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints, WithJsonSchema

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Values = dict[str, Any]
Exact = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""A number that is written as the decimal it is."""


class Closed(Schema):
    """What is sent has no other members than these."""

    model_config = ConfigDict(extra="forbid")


# -- answers ------------------------------------------------------------------------------------


class Accepted(Schema):
    """A command was carried out and is on disk."""

    case: str
    number: int
    kind: str
    status: str
    repeated: bool


class CaseRow(Schema):
    """A case in a list."""

    id: str
    standard: str
    title: str
    status: str
    started: datetime
    ended: datetime | None
    tasks: int


class Cases(Schema):
    """A page of cases; `next` is the cursor of the page after it."""

    items: list[CaseRow]
    next: str | None


class Incident(Schema):
    """What is stuck in a case."""

    case: str
    instance: int
    element: str
    code: str
    text: str
    retry_helps: bool


class Case(Schema):
    """A case as it stands; `variables` is null for whoever may not see them."""

    id: str
    process: str
    standard: str
    title: str
    status: str
    suspended: bool
    started: datetime
    ended: datetime | None
    number: int
    variables: Values | None
    tasks: list[str]
    incidents: list[Incident]


class Entry(Schema):
    """An entry of a case; `values` is null for whoever may not see them."""

    case: str
    number: int
    kind: str
    time: datetime
    element: str | None
    actor: str | None
    values: Values | None


class Entries(Schema):
    """A page of entries."""

    items: list[Entry]
    next: str | None


class Startable(Schema):
    """A process that may be started; `form` is null where any values will do."""

    process: str
    name: str
    about: str
    standard: str
    form: Values | None


class StepReached(Schema):
    """A step of a case: how often it was reached, is open now, and was completed last."""

    element: str
    name: str
    times: int
    open: int
    last: datetime | None
    stuck: bool


class Deadline(Schema):
    """A deadline of a case at this moment; seconds are of working time."""

    instance: int
    element: str
    deadline: str
    state: str
    due: datetime | None
    used_seconds: float
    left_seconds: float
    overdue_seconds: float
    told: list[str]


class TaskRow(Schema):
    """An open task in a list."""

    id: str
    case: str
    task: int
    element: str
    name: str
    standard: str
    title: str
    assignee: str
    roles: list[str]
    users: list[str]
    created: datetime
    due: datetime | None
    priority: int


class Tasks(Schema):
    """A page of tasks."""

    items: list[TaskRow]
    next: str | None


class Task(TaskRow):
    """One open task with what it is done by."""

    about: str
    signers: list[str]
    draft: Values | None
    form: Values | None
    variables: Values | None
    may: list[str]
    back_to: list[str]


class Job(Schema):
    """A job under a lease."""

    case: str
    job: int
    topic: str
    element: str
    fence: int
    tries: int
    until: int
    failed: int
    key: str
    variables: Values
    headers: Values


class Incidents(Schema):
    """A page of incidents."""

    items: list[Incident]
    next: str | None


class Unreceived(Schema):
    """A message nobody has: it waits, or nobody came for it in time."""

    id: str
    name: str
    correlation: Any
    values: dict[str, Any]
    given_up: bool
    until: datetime


# -- what is sent -------------------------------------------------------------------------------


class Start(Closed):
    """Start a case of a process."""

    process: Name
    values: Values = Field(default_factory=dict)
    case: Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00-\x20/?#]*$")] = ""
    standard: str | None = None


class Reason(Closed):
    """Why; shown to everybody who looks at the case."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class Filled(Closed):
    """Values of a form, or of a step without one."""

    values: Values = Field(default_factory=dict)


class ToPerson(Closed):
    """Whom it goes to, and why."""

    to: Name
    reason: Text = ""


class ToStep(Closed):
    """Which step the case goes back to, and why."""

    to: Name
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class Message(Closed):
    """A message, or a signal where `signal` is true."""

    name: Name
    correlation: Any = None
    values: Values = Field(default_factory=dict)
    seconds: Annotated[int, Field(ge=1, le=604_800)] = 86_400
    signal: bool = False


class Wait(Closed):
    """How long a message may wait for a receiver from now on."""

    seconds: Annotated[int, Field(ge=1, le=604_800)] = 86_400


class Fetch(Closed):
    """Take jobs of some topics; waits where there is none."""

    topics: Annotated[list[Name], Field(min_length=1, max_length=100)]
    worker: Name
    seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    most: Annotated[int, Field(ge=1, le=100)] = 1
    wait_seconds: Annotated[float, Field(ge=0, le=20)] = 0


class JobDone(Closed):
    """A job is done."""

    fence: Annotated[int, Field(ge=0, le=2**31)]
    values: Values = Field(default_factory=dict)


class JobFailed(Closed):
    """A job failed for a technical reason."""

    fence: Annotated[int, Field(ge=0, le=2**31)]
    reason: Text
    again_seconds: Annotated[float, Field(ge=0, le=86_400)] = 0
    final: bool = False


class JobError(Closed):
    """A job ended in a business error."""

    fence: Annotated[int, Field(ge=0, le=2**31)]
    code: Name
    values: Values = Field(default_factory=dict)


class JobLonger(Closed):
    """Keep a job for longer."""

    fence: Annotated[int, Field(ge=0, le=2**31)]
    seconds: Annotated[int, Field(ge=1, le=3600)]


class Mended(Closed):
    """What is mended before it is tried again."""

    values: Values = Field(default_factory=dict)
    reason: Text = ""


Whose = Literal["both", "mine", "offered"]
Due = Literal["late", "today", "week", "none", ""]
Sort = Literal["due", "created", "priority"]
Status = Literal["active", "completed", "failed", "cancelled", ""]
