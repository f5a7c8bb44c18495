"""Verifying the journal: offline, from the rows alone; the first bad entry is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from guiju.journal.audit.chain import EMPTY, leaf_bytes, leaf_hash, link_of, next_link
from guiju.journal.audit.heads import is_genuine
from guiju.journal.audit.tree import Frontier
from guiju.journal.store import EntryRow, HeadRow, Reader

PAGE: Final = 5000


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the journal is not what it was.

    Attributes:
        code: entry-missing, entry-changed, case-gap, head-forged, head-differs, end-missing.
        template: English sentence with the names of `values`.
        shard, seq: where.
        case: id of the case, "" where it is not one entry's.
        number: of the entry in its case.
    """

    code: str
    template: str
    shard: int
    seq: int
    case: str = ""
    number: int = 0
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        """The break in English."""
        names = {"shard": self.shard, "seq": self.seq, "case": self.case, "number": self.number}
        return self.template.format(**names, **self.values)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was verified.

    Attributes:
        entries: how many entries were read.
        heads: how many signed heads were checked.
        breaks: the first break of each shard; empty where all is well.
    """

    entries: int
    heads: int
    breaks: tuple[Break, ...]


def verify(reader: Reader, trusted: bytes | None = None) -> Verdict:
    """Read the whole journal and compare it with its chain and its signed heads.

    Args:
        trusted: public key that heads must be signed with; None takes the key each head names,
            which shows that nothing was changed by accident but not who signed.
    """
    entries = heads = 0
    breaks = []
    for standing in reader.shard_rows():
        shard = _Shard(reader, standing.shard, trusted)
        found = shard.run() or shard.end(standing.seq, standing.chain)
        entries += shard.frontier.size
        heads += shard.checked
        if found is not None:
            breaks.append(found)
    return Verdict(entries, heads, tuple(breaks))


class _Shard:
    """One walk along the chain of a shard."""

    def __init__(self, reader: Reader, shard: int, trusted: bytes | None) -> None:
        self.reader = reader
        self.shard = shard
        self.trusted = trusted
        self.chain = EMPTY
        self.frontier = Frontier()
        self.checked = 0
        self.heads = {head.size: head for head in reader.heads(shard)}
        self.numbers: dict[int, int] = {}

    def run(self) -> Break | None:
        while True:
            rows = self.reader.chain(self.shard, self.frontier.size, PAGE)
            for row, shape, case in rows:
                found = self.entry(row, shape, case)
                if found is not None:
                    return found
            if not rows:
                return None

    def entry(self, row: EntryRow, shape: bytes, case: str) -> Break | None:
        wanted = self.frontier.size + 1
        if row.seq != wanted:
            template = "Expected entry {seq} of shard {shard}, found {found}."
            return Break("entry-missing", template, self.shard, wanted, values={"found": row.seq})
        leaf = leaf_hash(leaf_bytes(row, shape, case))
        self.chain = next_link(self.chain, leaf)
        self.frontier.add(leaf)
        if link_of(self.chain) != row.link:
            template = "Entry {number} of case {case} (seq {seq}) is not what was written."
            return Break("entry-changed", template, self.shard, row.seq, case, row.number)
        before = self.numbers.get(row.case_no, 0)
        self.numbers[row.case_no] = row.number
        if row.number != before + 1:
            template = "Expected entry {wanted} of case {case}, found {number}."
            values = {"wanted": before + 1}
            return Break("case-gap", template, self.shard, row.seq, case, row.number, values)
        head = self.heads.get(row.seq)
        return None if head is None else self.head(head, case, row.number)

    def head(self, head: HeadRow, case: str, number: int) -> Break | None:
        self.checked += 1
        where = (self.shard, head.size, case, number)
        if not is_genuine(head, self.trusted):
            return Break("head-forged", "The signature of the head at {seq} is not right.", *where)
        if (head.root, head.chain) != (self.frontier.root(), self.chain):
            template = "The entries up to {seq} are not those whose head was signed."
            return Break("head-differs", template, *where)
        return None

    def end(self, seq: int, chain: bytes) -> Break | None:
        size = self.frontier.size
        last = max(self.heads, default=0)
        if size != seq or chain != self.chain or last > size:
            template = "Expected the chain to end at entry {wanted}, but it ends at {seq}."
            values = {"wanted": max(seq, last)}
            return Break("end-missing", template, self.shard, size, values=values)
        return None
