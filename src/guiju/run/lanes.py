"""Group commit: whoever comes first carries out what has queued, for all who wait.

A lane has one writer at a time and no thread of its own. Who waits for an answer while nobody
writes leads: takes the queue, first come first served, carries it out in one transaction, answers
everybody after the commit, and passes the lead to whoever is first in the queue then. A single
client never waits for another thread; many clients share each commit.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

from guiju.journal.store.crash import crash_point

MOST: Final = 256
"""Commands that one transaction takes at most."""

PAUSE: Final = 0.0001
STILL: Final = 2
PATIENCE: Final = 0.005
"""How long (seconds) a leader pauses for those who were here lately, after how many pauses in which
nobody came it begins without them, and how long it waits in all. Who carries a group out while
others still prepare their commands shares the interpreter with them, to the loss of both; and two
halves of a crowd that take turns pay for twice as many commits."""


Statement = tuple[str, Sequence[Any]]
"""SQL with question marks, and its values."""


class Ticket:
    """One command on its way through a lane.

    Attributes:
        what: the command.
        shards: which shards its transaction must hold.
        also: statements that commit with the command where it is accepted.
        after: who is woken by whoever takes this answer.
        answer: once it is there; an exception is raised where it is asked for.
        lane: the lane it queues in; None once it is answered.
    """

    __slots__ = ("_signal", "after", "also", "answer", "lane", "shards", "taken", "waited", "what")

    def __init__(self, what: Any, shards: tuple[int, ...], also: Sequence[Statement] = ()) -> None:
        self.what = what
        self.shards = shards
        self.also = also
        self.answer: Any = None
        self.lane: Lane | None = None
        self.waited = self.taken = False
        self.after: Ticket | None = None
        self._signal = threading.Lock()
        self._signal.acquire()

    def wait(self) -> Any:
        """The answer, once it is durable."""
        lane = self.lane
        while lane is not None:
            self.waited = True
            if not lane.lead(self):
                self._signal.acquire()
            lane = self.lane
        self.hand_on()
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    def hand_on(self) -> None:
        """Wake who comes after."""
        self.taken = True
        after, self.after = self.after, None
        if after is not None:
            after.signal()

    def signal(self) -> None:
        """Wake who waits: to take the answer, or to lead."""
        try:
            self._signal.release()
        except RuntimeError:
            # It was woken already, by who answered it or by who passed the lead on.
            return


class Lane:
    """A queue of tickets, and the right to carry it out.

    Args:
        serve: carries a group out and sets each ticket's answer; it never raises.
    """

    def __init__(self, serve: Callable[[Sequence[Ticket]], None]) -> None:
        self.serve = serve
        self.queue: deque[Ticket] = deque()
        self._lead = threading.Lock()
        self._crowd = 1
        self._tail: Ticket | None = None

    def put(self, ticket: Ticket) -> None:
        """Queue a ticket; it is carried out when somebody waits for it, or on `kick`."""
        ticket.lane = self
        self.queue.append(ticket)

    def lead(self, ticket: Ticket | None) -> bool:
        """Carry the queue out unless somebody else does.

        Args:
            ticket: who asks; leads until it is answered and nobody unattended is next. None
                leads for those nobody waits for.

        Returns:
            Whether this thread led; False: who leads will answer or pass the lead on.
        """
        if not self._lead.acquire(blocking=False):
            return False
        try:
            while self.queue and (
                (ticket is not None and ticket.lane is not None) or self._alone()
            ):
                self._group()
                if ticket is not None and ticket.lane is None:
                    ticket.hand_on()
        finally:
            self._lead.release()
        self._pass_on()
        return True

    def kick(self) -> None:
        """Carry out what nobody waits for, unless somebody leads already."""
        if self.queue:
            self.lead(None)

    def _alone(self) -> bool:
        """Whether nobody waits for the first of the queue."""
        try:
            return not self.queue[0].waited
        except IndexError:
            return False

    def _pass_on(self) -> None:
        """Let the first of the queue lead."""
        if self.queue:
            with suppress(IndexError):
                self.queue[0].signal()

    def _gather(self) -> None:
        """Let those come who were here lately, as long as some do."""
        queue, here, still = self.queue, len(self.queue), 0
        if here >= self._crowd:
            return
        until = time.monotonic() + PATIENCE
        while here < self._crowd and still < STILL and time.monotonic() < until:
            time.sleep(PAUSE)
            before, here = here, len(queue)
            answered = self._tail is None or self._tail.taken
            still = still + 1 if here == before and answered else 0

    def _group(self) -> None:
        self._gather()
        group: list[Ticket] = []
        queue = self.queue
        while queue and len(group) < MOST:
            group.append(queue.popleft())
        crash_point("group-taken")
        self.serve(group)
        # Whoever has queued meanwhile was not in this group; a crowd that goes is soon forgotten.
        self._crowd = max(len(group) + len(queue), self._crowd * 7 // 8)
        crash_point("before-answer")
        self._tail = _wake(group)
        crash_point("after-answer")

    def close(self) -> None:
        """Carry out what is queued."""
        while self.queue:
            if not self.lead(None):
                time.sleep(PAUSE)


def _wake(group: Sequence[Ticket]) -> Ticket | None:
    """Answer a group: who waits wakes the next of those who wait; gives back the last of them.

    All at once they would only stand in each other's way: one thread runs at a time.
    """
    first = last = None
    alone = []
    for each in group:
        if not each.waited:
            # Should somebody begin to wait just now, this one is woken by itself all the same.
            alone.append(each)
        elif last is None:
            first = last = each
        else:
            last.after = each
            last = each
    for each in group:
        each.lane = None
    for each in alone:
        each.signal()
    if first is not None:
        first.signal()
    return last
