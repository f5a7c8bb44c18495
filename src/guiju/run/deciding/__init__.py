"""Deciding: (standard, case, command, now) to what follows, or a refusal. Pure."""

from guiju.run.deciding.decide import decide

__all__ = ["decide"]
