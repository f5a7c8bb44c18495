"""What was asked of the systems with a key is done once."""

from guiju.systems.once.doing import once

__all__ = ["once"]
