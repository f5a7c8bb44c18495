"""What happened, from the journal itself: for whoever listens, as far as they may see it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Final

from guiju.journal import Entry
from guiju.run.engine import Engine
from guiju.run.naming import is_text
from guiju.run.packing import unpack_entry
from guiju.web.cases import looking
from guiju.web.policy import Visitor, can

LOOK: Final = 0.5
"""Seconds between two looks of somebody who waits."""


def here(engine: Engine) -> tuple[int, ...]:
    """The present end of the journal, shard by shard."""
    ends = {row.shard: row.seq for row in engine.reader().shard_rows()}
    return tuple(ends.get(shard, 0) for shard in range(engine.store.shards))


@dataclass(slots=True)
class Listener:
    """Somebody who listens from a place on.

    Attributes:
        at: the last entry told, shard by shard.
        names: cases they listen to; empty for all.
    """

    engine: Engine
    who: Visitor
    at: tuple[int, ...]
    names: frozenset[str] = frozenset()
    _seen: dict[str, tuple[bool, bool]] = field(default_factory=dict)

    def next(self, limit: int) -> list[tuple[Entry, bool]]:
        """Entries since then, each with whether its values may be seen; moves on."""
        found: list[tuple[Entry, bool]] = []
        places = list(self.at)
        self._seen.clear()
        for shard, after in enumerate(self.at):
            rows = self.engine.reader().chain(shard, after, max(1, limit - len(found)))
            for row, shape, case in rows if len(found) < limit else ():
                places[shard] = row.seq
                sees, values = self._rights(case)
                if sees:
                    found.append((unpack_entry(row, shape, case, self.engine.privacy.open), values))
        self.at = tuple(places)
        return found

    def wait(self, limit: int, seconds: float) -> list[tuple[Entry, bool]]:
        """As `next`; where there is none, waits for one."""
        end = time.monotonic() + seconds
        while True:
            found = self.next(limit)
            left = end - time.monotonic()
            if found or left <= 0:
                return found
            if self.at == here(self.engine):
                time.sleep(min(LOOK, left))

    def _rights(self, case: str) -> tuple[bool, bool]:
        if self.names and case not in self.names:
            return False, False
        if case not in self._seen:
            found: Any = looking.load(self.engine, case) if is_text(case) else None
            sees = found is not None and can(self.who, "case.see", found.hands)
            values = sees and can(self.who, "case.variables", found.hands)
            self._seen[case] = (sees, values)
        return self._seen[case]
