"""Every question to a store, in the SQL that both databases understand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guiju.journal.store.rows import (
    GIVEN_UP,
    NOBODY_YET,
    TABLES,
    CaseRow,
    EntryRow,
    HeadRow,
    JobRow,
    MessageRow,
    OutboxRow,
    ShardRow,
    StandardRow,
    TaskRow,
    TimerRow,
    WaitRow,
)


def columns(row: Any, table: str = "") -> str:
    """The columns of a row type, for a select."""
    prefix = f"{table}." if table else ""
    return ", ".join(f"{prefix}{name}" for name in row._fields)


def marks(values: Sequence[Any]) -> str:
    """As many placeholders as there are values, at least one."""
    return ",".join("?" * len(values)) or "NULL"


CASE = f"SELECT {columns(CaseRow)} FROM cases WHERE id = ?"
HISTORY = (
    f"SELECT {columns(EntryRow, 'e')}, s.body FROM entries e JOIN shapes s ON s.id = e.shape"
    " WHERE e.case_no = ? ORDER BY e.number"
)
CHAIN = (
    f"SELECT {columns(EntryRow, 'e')}, s.body, c.id FROM entries e"
    " LEFT JOIN shapes s ON s.id = e.shape LEFT JOIN cases c ON c.no = e.case_no"
    " WHERE e.shard = ? AND e.seq > ? ORDER BY e.seq LIMIT ?"
)
BY_KEY = f"SELECT {columns(EntryRow)} FROM entries WHERE case_no = ? AND key = ?"


class Queries:
    """The questions of `Reader`; a store says only how a statement is asked."""

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement.

        Raises:
            Failed: the store cannot read.
        """
        raise NotImplementedError

    def one(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of one statement."""
        rows = self.ask(sql, values)
        return rows[0] if rows else None

    def case(self, id_: str) -> CaseRow | None:
        """The case of that name."""
        found = self.one(CASE, (id_,))
        return CaseRow(*found) if found else None

    def cases(self, ids: Iterable[str]) -> Mapping[str, CaseRow]:
        """Cases by name; names that are unknown are left out."""
        found = {}
        for id_ in ids:
            row = self.case(id_)
            if row is not None:
                found[id_] = row
        return found

    def case_id(self, no: int) -> str | None:
        """The name of the case with that number."""
        found = self.one("SELECT id FROM cases WHERE no = ?", (no,))
        return found[0] if found else None

    def running(self, standards: Sequence[int], after: int, limit: int) -> list[tuple[int, str]]:
        """A page of (number, name) of running cases of some standards, behind a number."""
        sql = (
            f"SELECT no, id FROM cases WHERE status = 0 AND standard IN ({marks(standards)})"
            " AND no > ? ORDER BY no LIMIT ?"
        )
        return [(row[0], row[1]) for row in self.ask(sql, (*standards, after, limit))]

    def history(self, case_no: int) -> Sequence[tuple[EntryRow, bytes]]:
        """All entries of a case, oldest first, each with the body of its shape."""
        return [(EntryRow(*row[:-1]), row[-1]) for row in self.ask(HISTORY, (case_no,))]

    def chain(self, shard: int, after: int, limit: int) -> Sequence[tuple[EntryRow, bytes, str]]:
        """Entries of a shard after a seq, each with the body of its shape and its case's name."""
        rows = self.ask(CHAIN, (shard, after, limit))
        return [(EntryRow(*row[:-2]), row[-2] or b"", row[-1] or "") for row in rows]

    def entry_by_key(self, case_no: int, key: int) -> EntryRow | None:
        """The entry a command with that key made."""
        found = self.one(BY_KEY, (case_no, key))
        return EntryRow(*found) if found else None

    def tasks(
        self, assignee: str, pools: Sequence[int], start: int, limit: int
    ) -> Sequence[tuple[TaskRow, str]]:
        """A page of tasks of an assignee, or of those offered to one of the pools."""
        offered = f" AND t.pool IN ({marks(pools)})" if not assignee else ""
        sql = (
            f"SELECT {columns(TaskRow, 't')}, c.id FROM tasks t JOIN cases c ON c.no = t.case_no"
            f" WHERE t.assignee = ?{offered} ORDER BY t.due, t.created LIMIT ? OFFSET ?"
        )
        values = (assignee, *(() if assignee else pools), limit, start)
        return [(TaskRow(*row[:-1]), row[-1]) for row in self.ask(sql, values)]

    def tasks_of(self, case_no: int) -> Sequence[TaskRow]:
        """Open tasks of a case."""
        sql = f"SELECT {columns(TaskRow)} FROM tasks WHERE case_no = ? ORDER BY task"
        return [TaskRow(*row) for row in self.ask(sql, (case_no,))]

    def task(self, case_no: int, task: int) -> TaskRow | None:
        """One open task."""
        sql = f"SELECT {columns(TaskRow)} FROM tasks WHERE case_no = ? AND task = ?"
        found = self.one(sql, (case_no, task))
        return TaskRow(*found) if found else None

    def pools(self) -> Sequence[tuple[int, bytes]]:
        """Every set of candidates."""
        return [(row[0], row[1]) for row in self.ask("SELECT id, body FROM pools")]

    def due(self, shards: Sequence[int], now: int, limit: int) -> Sequence[TimerRow]:
        """Timers that are due, the earliest first."""
        sql = (
            f"SELECT {columns(TimerRow)} FROM timers WHERE shard IN ({marks(shards)})"
            " AND due <= ? ORDER BY due LIMIT ?"
        )
        return [TimerRow(*row) for row in self.ask(sql, (*shards, now, limit))]

    def next_due(self, shards: Sequence[int]) -> int | None:
        """When the next timer is due."""
        sql = f"SELECT min(due) FROM timers WHERE shard IN ({marks(shards)})"
        found = self.one(sql, tuple(shards))
        return found[0] if found else None

    def timer(self, shard: int, due: int, case_no: int, wait: int) -> TimerRow | None:
        """One timer."""
        sql = (
            f"SELECT {columns(TimerRow)} FROM timers WHERE shard = ? AND due = ?"
            " AND case_no = ? AND wait = ?"
        )
        found = self.one(sql, (shard, due, case_no, wait))
        return TimerRow(*found) if found else None

    def schedules(self, shard: int) -> Sequence[TimerRow]:
        """The timers of processes, which start cases."""
        sql = (
            f"SELECT {columns(TimerRow)} FROM timers WHERE shard = ? AND case_no < 0"
            " ORDER BY due, case_no, wait"
        )
        return [TimerRow(*row) for row in self.ask(sql, (shard,))]

    def expired(self, shards: Sequence[int], now: int, limit: int) -> Sequence[tuple[int, str]]:
        """(shard, id) of messages whose time is over, delivered or not."""
        sql = (
            f"SELECT shard, id FROM messages WHERE shard IN ({marks(shards)}) AND expires <= ?"
            " ORDER BY shard, expires LIMIT ?"
        )
        return [(row[0], row[1]) for row in self.ask(sql, (*shards, now, limit))]

    def job(self, case_no: int, job: int) -> JobRow | None:
        """One job."""
        sql = f"SELECT {columns(JobRow)} FROM jobs WHERE case_no = ? AND job = ?"
        found = self.one(sql, (case_no, job))
        return JobRow(*found) if found else None

    def jobs_of(self, case_no: int) -> Sequence[JobRow]:
        """Open jobs of a case."""
        sql = f"SELECT {columns(JobRow)} FROM jobs WHERE case_no = ? ORDER BY job"
        return [JobRow(*row) for row in self.ask(sql, (case_no,))]

    def waiting(self, kind: str, name: str, key: str | None) -> Sequence[WaitRow]:
        """Who waits for a message or signal, oldest first; with a key, for it or for any."""
        keyed = "" if key is None else " AND key IN (?, '')"
        sql = (
            f"SELECT {columns(WaitRow)} FROM waits WHERE shard IN (SELECT shard FROM shards)"
            f" AND kind = ? AND name = ?{keyed} ORDER BY case_no, wait"
        )
        values = (kind, name) if key is None else (kind, name, key)
        return [WaitRow(*row) for row in self.ask(sql, values)]

    def message(self, shard: int, id_: str) -> MessageRow | None:
        """A message that was handed in."""
        sql = f"SELECT {columns(MessageRow)} FROM messages WHERE shard = ? AND id = ?"
        found = self.one(sql, (shard, id_))
        return MessageRow(*found) if found else None

    def messages_for(self, name: str, key: str, limit: int) -> Sequence[MessageRow]:
        """Messages without a receiver yet; with key "" whatever their key is."""
        keyed = " AND key IN (?, '')" if key else ""
        sql = (
            f"SELECT {columns(MessageRow)} FROM messages WHERE shard IN (SELECT shard FROM shards)"
            f" AND delivered = 0 AND name = ?{keyed} ORDER BY expires, id LIMIT ?"
        )
        values = (name, key, limit) if key else (name, limit)
        return [MessageRow(*row) for row in self.ask(sql, values)]

    def kept_messages(self, limit: int) -> Sequence[MessageRow]:
        """Messages without a receiver, for names that somebody waits for by now."""
        sql = (
            f"SELECT {columns(MessageRow, 'm')} FROM messages m"
            " WHERE m.shard IN (SELECT shard FROM shards) AND m.delivered = 0 AND EXISTS ("
            " SELECT 1 FROM waits w WHERE w.shard IN (SELECT shard FROM shards)"
            " AND w.kind = 'message' AND w.name = m.name"
            " AND (w.key = m.key OR w.key = '' OR m.key = '')) LIMIT ?"
        )
        return [MessageRow(*row) for row in self.ask(sql, (limit,))]

    def messages_without(self, given_up: bool, limit: int) -> Sequence[MessageRow]:
        """Messages nobody has: those that were given up, the last first, or those that wait, the
        first to be given up first."""
        which, way = (GIVEN_UP, "DESC") if given_up else (NOBODY_YET, "ASC")
        sql = (
            f"SELECT {columns(MessageRow)} FROM messages WHERE delivered = {which}"
            f" ORDER BY expires {way}, id LIMIT ?"
        )
        return [MessageRow(*row) for row in self.ask(sql, (limit,))]

    def has_jobs(self, shards: Sequence[int], topics: Sequence[str], now: int) -> bool:
        """Whether there is anything to lease."""
        sql = (
            f"SELECT 1 FROM jobs WHERE shard IN ({marks(shards)}) AND topic IN ({marks(topics)})"
            " AND ready <= ? AND tries > 0 LIMIT 1"
        )
        return self.one(sql, (*shards, *topics, now)) is not None

    def next_ready(self, shards: Sequence[int], topics: Sequence[str]) -> int | None:
        """When the next job may be taken; those to come wait for a back-off or are held."""
        sql = (
            f"SELECT min(ready) FROM jobs WHERE shard IN ({marks(shards)})"
            f" AND topic IN ({marks(topics)}) AND tries > 0"
        )
        found = self.one(sql, (*shards, *topics))
        return found[0] if found else None

    def outbox_row(self, shard: int, no: int) -> OutboxRow | None:
        """One row of the outbox."""
        sql = f"SELECT {columns(OutboxRow)} FROM outbox WHERE shard = ? AND no = ?"
        found = self.one(sql, (shard, no))
        return OutboxRow(*found) if found else None

    def outbox(
        self, shards: Sequence[int], now: int, limit: int, kinds: Sequence[str] = ()
    ) -> Sequence[OutboxRow]:
        """What is to be delivered now, of some kinds or of all."""
        only = f" AND kind IN ({marks(kinds)})" if kinds else ""
        sql = (
            f"SELECT {columns(OutboxRow)} FROM outbox WHERE shard IN ({marks(shards)})"
            f" AND ready <= ?{only} ORDER BY ready, no LIMIT ?"
        )
        return [OutboxRow(*row) for row in self.ask(sql, (*shards, now, *kinds, limit))]

    def shard_rows(self) -> Sequence[ShardRow]:
        """Where each shard stands."""
        sql = f"SELECT {columns(ShardRow)} FROM shards ORDER BY shard"
        return [ShardRow(*row) for row in self.ask(sql)]

    def standards(self) -> Sequence[StandardRow]:
        """Every deployed standard, in the order of deployment."""
        return self.standards_after(0)

    def standards_after(self, no: int) -> Sequence[StandardRow]:
        """The standards with a higher number."""
        sql = f"SELECT {columns(StandardRow)} FROM standards WHERE no > ? ORDER BY no"
        return [StandardRow(*row) for row in self.ask(sql, (no,))]

    def heads(self, shard: int) -> Sequence[HeadRow]:
        """Signed tree heads, the smallest first."""
        sql = f"SELECT {columns(HeadRow)} FROM heads WHERE shard = ? ORDER BY size"
        return [HeadRow(*row) for row in self.ask(sql, (shard,))]

    def counts(self) -> Mapping[str, int]:
        """Rows in each table, for health pages and tests."""
        return {
            table.name: self.ask(f"SELECT count(*) FROM {table.name}")[0][0] for table in TABLES
        }
