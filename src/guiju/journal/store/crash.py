"""Named crash points: places where a test may end the process as a power cut would."""

from __future__ import annotations

import os
import signal
from typing import Final

POINTS: Final = (
    "group-taken", "group-begun", "group-decided", "shapes-written", "rows-written",
    "shards-written", "before-commit", "after-commit", "before-answer", "after-answer",
    "before-checkpoint", "after-checkpoint", "jobs-leased", "outbox-taken", "outbox-sent",
    "timer-found", "head-signed", "migration-begun", "migration-done", "backup-written",
)  # fmt: skip
"""Every name that `crash_point` is called with."""

_wanted = ""
_left = 1


def crash_at(text: str) -> None:
    """Choose where to end: NAME, or NAME:N for the N-th time; "" for nowhere."""
    global _wanted, _left
    _wanted, _, count = text.partition(":")
    _left = int(count) if count.isdigit() else 1


crash_at(os.environ.get("GUIJU_CRASH_AT", ""))


def crash_point(name: str) -> None:
    """End the process at once when the environment asks for it: GUIJU_CRASH_AT=NAME[:N-th time].

    Nothing is flushed and no handler runs, as when the process is killed.
    """
    global _left
    if name == _wanted:
        _left -= 1
        if _left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
