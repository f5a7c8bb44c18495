"""Move a case: (standard, state, command, now) to entries."""

from guiju.run.case import Case, replay
from guiju.run.play import Played, Work, play

__all__ = ["Case", "Played", "Work", "play", "replay"]
