"""The rows of the engine's tables, and the tables themselves as data.

Times are whole microseconds since 1970-01-01 UTC. `case_no` is a case's number, whose upper bits
are its shard, so that every key leads with the shard. Binary columns hold exact JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple


class CaseRow(NamedTuple):
    """The hot row of a case: all that the next command needs.

    Attributes:
        no: number of the case; `id` is the name the world knows it by.
        standard: number of the standard it runs on.
        status: 0 active, 1 completed, 2 failed, 3 cancelled.
        number: of its last entry.
        started, ended: times; `ended` is 0 while it runs.
        state: packed state without the variables; empty once it has ended.
        variables: packed variables; empty once it has ended (the journal tells them).
    """

    no: int
    id: str
    standard: int
    status: int
    number: int
    started: int
    ended: int
    state: bytes
    variables: bytes


class EntryRow(NamedTuple):
    """One row of the journal: one command.

    Attributes:
        shard, seq: its place in the shard's chain, from 1 without gaps.
        case_no, number: whose entry it is, and which one, from 1 without gaps.
        shape: digest of what its structure has in common with others (see `ShapeRow`).
        time: when.
        actor: who; None for the clock or the engine.
        data: packed [ids, values, answers, facts], short of what is empty at its end.
        key: digest of the command's idempotency key, unique in the case.
        body: digest of the command itself, to tell a repetition from another command.
        link: first bytes of the chain's hash at this entry, so that a break is named exactly.
    """

    shard: int
    seq: int
    case_no: int
    number: int
    shape: int
    time: int
    actor: str | None
    data: bytes
    key: int
    body: int
    link: int


class TaskRow(NamedTuple):
    """A task that is open for people.

    Attributes:
        case_no, task: whose, and which instance.
        element, standard: which task of which standard.
        pool: number of the set of candidates it is offered to (see `PoolRow`).
        assignee: who has it; "" while nobody has.
        created, due: times; `due` is 0 where none is set.
        priority: higher is more urgent.
    """

    case_no: int
    task: int
    element: str
    standard: int
    pool: int
    assignee: str
    created: int
    due: int
    priority: int


class TimerRow(NamedTuple):
    """A moment something is due.

    Attributes:
        case_no, wait: whose: a wait or the deadline of an instance. Below zero, `case_no` is minus
            the number of a standard and `wait` that of its start event.
        kind: "wait", "deadline", or "start" and how many starts follow this one.
    """

    shard: int
    due: int
    case_no: int
    wait: int
    kind: str


class JobRow(NamedTuple):
    """Work for a program.

    Attributes:
        topic: what kind of work.
        ready: when it may be taken: at once, after a back-off, or when its lease ends.
        fence: rises each time it is taken; only who holds the last one may report.
        worker: who has it; "" while nobody has.
        tries: how often it may still be tried.
    """

    shard: int
    case_no: int
    job: int
    topic: str
    element: str
    ready: int
    fence: int
    worker: str
    tries: int


class WaitRow(NamedTuple):
    """A subscription: a case waits for a message or signal; `key` is its packed correlation."""

    shard: int
    kind: str
    name: str
    key: str
    case_no: int
    wait: int


class IncidentRow(NamedTuple):
    """Something a person has to look at."""

    case_no: int
    instance: int
    code: str
    element: str
    since: int


NOBODY_YET: Final = 0
"""In place of a receiver: the message waits for one."""
FOR_ALL: Final = -1
"""In place of a receiver: it was a signal, for nobody in particular."""
GIVEN_UP: Final = -2
"""In place of a receiver: nobody came for the message in time."""


class MessageRow(NamedTuple):
    """A message that was handed in; kept after delivery, so that its key is known again.

    Attributes:
        shard, id: the shard of its id; the id is made from its idempotency key.
        body: digest of the command.
        delivered: number of the case it went to; else `NOBODY_YET`, `GIVEN_UP`, `FOR_ALL`.
        expires: when it is given up where nobody had it, and else forgotten.
    """

    shard: int
    id: str
    body: int
    name: str
    key: str
    payload: bytes
    delivered: int
    expires: int


class OutboxRow(NamedTuple):
    """Something to be brought to the outside or to other cases, at least once.

    Attributes:
        shard, no: its place; `no` is the seq of the entry that sent it times 1000 plus its index.
        key: stable idempotency key for the receiver.
        kind: "message", "signal", or the scheme of a delivery outside.
        ready: when it is to be tried next.
    """

    shard: int
    no: int
    key: str
    kind: str
    body: bytes
    ready: int
    tries: int


class ShapeRow(NamedTuple):
    """What entries have in common: kind, element, step and path with instance ids made local."""

    id: int
    body: bytes


class PoolRow(NamedTuple):
    """A set of candidates: packed {"roles": [...], "users": [...]}."""

    id: int
    body: bytes


class ShardRow(NamedTuple):
    """Where a shard stands: last case serial, last seq, hash of its chain there."""

    shard: int
    serial: int
    seq: int
    chain: bytes


class StandardRow(NamedTuple):
    """A deployed standard: the text it is compiled from, for ever.

    Attributes:
        no: small number other rows name it by.
        digest: SHA-256 of the text, in hex.
        numbering: digest of the element numbers it compiles to, which stored states speak of.
        files: packed {"bpmn": base64, "tables": {name: base64}}, and what was deployed beside:
            "beside" and "forms" like the tables, "timing" in base64. The exact bytes.
    """

    no: int
    digest: str
    name: str
    deployed: int
    numbering: str
    files: bytes


class HeadRow(NamedTuple):
    """A signed tree head over the first `size` entries of a shard (RFC 6962, 2.1 and 3.5)."""

    shard: int
    size: int
    time: int
    root: bytes
    chain: bytes
    key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its row type and which of its columns are the key."""

    name: str
    row: Any
    key: tuple[str, ...]
    types: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, in the order of the row."""
        fields: tuple[str, ...] = self.row._fields
        return fields


# One letter a column: i integer, t text, b bytes. The order is the order of writing.
TABLES: Final = (
    Table("shapes", ShapeRow, ("id",), "ib"),
    Table("pools", PoolRow, ("id",), "ib"),
    Table("cases", CaseRow, ("no",), "itiiiiibb"),
    Table("tasks", TaskRow, ("case_no", "task"), "iitiitiii"),
    Table("timers", TimerRow, ("shard", "due", "case_no", "wait"), "iiiit"),
    Table("jobs", JobRow, ("case_no", "job"), "iiittiiti"),
    Table("waits", WaitRow, ("shard", "kind", "name", "key", "case_no", "wait"), "itttii"),
    Table("incidents", IncidentRow, ("case_no", "instance"), "iitti"),
    Table("messages", MessageRow, ("shard", "id"), "itittbii"),
    Table("outbox", OutboxRow, ("shard", "no"), "iittbii"),
    Table("shards", ShardRow, ("shard",), "iiib"),
    Table("standards", StandardRow, ("no",), "ittitb"),
    Table("heads", HeadRow, ("shard", "size"), "iiibbbb"),
    Table("entries", EntryRow, ("shard", "seq"), "iiiiiitbiii"),
)
BY_NAME: Final = {table.name: table for table in TABLES}
