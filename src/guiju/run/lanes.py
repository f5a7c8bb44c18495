"""Group commit: a lane takes whatever queued while the last commit was under way.

One thread a lane. Clients hand a ticket in and wait on its lock; they are answered after the
commit, first come, first served.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Any, Final

from guiju.journal.store.crash import crash_point

MOST: Final = 256
"""Commands that one transaction takes at most."""


class Ticket:
    """One command on its way through a lane.

    Attributes:
        what: the command.
        shards: which shards its transaction must hold.
        answer: once it is there; an exception is raised where it is asked for.
    """

    __slots__ = ("_done", "answer", "shards", "what")

    def __init__(self, what: Any, shards: tuple[int, ...]) -> None:
        self.what = what
        self.shards = shards
        self.answer: Any = None
        self._done = threading.Lock()
        self._done.acquire()

    def wait(self) -> Any:
        """The answer, once it is durable."""
        self._done.acquire()
        self._done.release()
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    def answered(self) -> None:
        """Let who waits go on."""
        self._done.release()


class Lane:
    """A queue of tickets and the thread that serves it.

    Args:
        serve: carries a group out and sets each ticket's answer; it never raises.
    """

    def __init__(self, name: str, serve: Callable[[Sequence[Ticket]], None]) -> None:
        self.serve = serve
        self.queue: SimpleQueue[Ticket | None] = SimpleQueue()
        self.thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.thread.start()

    def put(self, ticket: Ticket) -> None:
        """Queue a ticket."""
        self.queue.put(ticket)

    def close(self) -> None:
        """Serve what is queued, then end the thread."""
        self.queue.put(None)
        if threading.current_thread() is not self.thread:
            self.thread.join()

    def _run(self) -> None:
        going = True
        while going:
            group: list[Ticket] = []
            ticket = self.queue.get()
            try:
                while ticket is not None:
                    group.append(ticket)
                    if len(group) >= MOST:
                        break
                    ticket = self.queue.get_nowait()
                else:
                    going = False
            except Empty:
                pass
            if group:
                crash_point("group-taken")
                self.serve(group)
                crash_point("before-answer")
                for each in group:
                    each.answered()
                crash_point("after-answer")
