"""Where cases are kept: one small protocol, SQLite and PostgreSQL behind it."""

from guiju.journal.store.batch import Batch
from guiju.journal.store.exact import Inexact, exact, kept_exact, pack, unpack
from guiju.journal.store.opening import file_of, open_store
from guiju.journal.store.protocol import (
    Failed,
    Moved,
    Reader,
    Repeated,
    Store,
    Transaction,
)
from guiju.journal.store.restoring import check_backup, restore
from guiju.journal.store.rows import (
    FOR_ALL,
    GIVEN_UP,
    NOBODY_YET,
    CaseRow,
    EntryRow,
    HeadRow,
    IncidentRow,
    JobRow,
    MessageRow,
    OutboxRow,
    ShardRow,
    StandardRow,
    TaskRow,
    TimerRow,
    WaitRow,
)
from guiju.journal.store.shards import case_number, shard_of, shard_of_number

__all__ = [
    "FOR_ALL",
    "GIVEN_UP",
    "NOBODY_YET",
    "Batch",
    "CaseRow",
    "EntryRow",
    "Failed",
    "HeadRow",
    "IncidentRow",
    "Inexact",
    "JobRow",
    "MessageRow",
    "Moved",
    "OutboxRow",
    "Reader",
    "Repeated",
    "ShardRow",
    "StandardRow",
    "Store",
    "TaskRow",
    "TimerRow",
    "Transaction",
    "WaitRow",
    "case_number",
    "check_backup",
    "exact",
    "file_of",
    "kept_exact",
    "open_store",
    "pack",
    "restore",
    "shard_of",
    "shard_of_number",
    "unpack",
]
