"""Cases between transactions: what one left in memory, and how the next knows that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guiju.journal.store import Batch, ShardRow
from guiju.run.known_turns import KnownTurn
from guiju.run.record import Record
from guiju.run.standards import Deployed

REMEMBERED: Final = 4000
"""Cases whose state each lane remembers at most, to save reading and unpacking it again."""

DOUBTS: Final = 100
"""Transactions that look before they decide, once another process was seen to write as well."""


class OpenCase:
    """A case in the hands of one transaction.

    Attributes:
        before: its entry number at the beginning.
        turn: the last turn it took, where that is a known one.
    """

    __slots__ = ("before", "deployed", "no", "record", "started", "turn")

    def __init__(self, no: int, deployed: Deployed, record: Record, started: int) -> None:
        self.no = no
        self.deployed = deployed
        self.record = record
        self.started = started
        self.before = record.number
        self.turn: KnownTurn | None = None


class Remembered:
    """What earlier transactions of a lane left, and how to tell that it still holds.

    Attributes:
        cases: as they were left. A case and its number name a state for ever; and while its shard
            stands at the same seq as then, nobody has changed any case of the shard.
        standing: by shard, where it stood after the last transaction.
        doubts: transactions for which that is looked up before anything else, because somebody
            else writes to these shards.
        named: ids of shapes and pools that are on disk for certain: they are never changed.
    """

    __slots__ = ("cases", "doubts", "named", "standing")

    def __init__(self) -> None:
        self.cases: dict[str, OpenCase] = {}
        self.standing: dict[int, ShardRow] = {}
        self.doubts = 0
        self.named: set[int] = set()

    def forget(self) -> None:
        """Nothing is known any more."""
        self.cases.clear()
        self.standing.clear()
        self.named.clear()

    def believed(self) -> Mapping[int, ShardRow] | None:
        """Where the shards stand, unless there is reason to doubt it."""
        if self.doubts:
            self.doubts -= 1
            return None
        return self.standing

    def doubt(self) -> None:
        """Somebody else has written to a shard of the lane, and will again."""
        self.doubts = DOUBTS

    def keep(
        self, standing: Mapping[int, ShardRow], batch: Batch, cases: Mapping[str, OpenCase]
    ) -> None:
        """Keep what a transaction has left, now that it is on disk; personal data is never kept.

        Args:
            standing: where each shard it held stands now.
            batch: what it wrote.
            cases: those it had in hand.
        """
        if len(self.cases) > REMEMBERED:
            self.cases.clear()
        if len(self.named) > 10 * REMEMBERED:
            self.named.clear()
        self.standing.update(standing)
        shapes, pools = batch.tables.get("shapes"), batch.tables.get("pools")
        if shapes:
            self.named.update(shapes)
        if pools:
            # Pools are told from shapes by their sign.
            self.named.update(~pool for pool in pools)
        for id_, case in cases.items():
            record = case.record
            if record.state.status == "active" and "personal" not in record.facts:
                self.cases[id_] = case
            else:
                self.cases.pop(id_, None)
