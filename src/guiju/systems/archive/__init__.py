"""The complete set of a case, sealed (docs/systems/archive.md).

`sets` writes and verifies a set and needs no database; `Store` in `stores` is the protocol.
"""

from guiju.systems.archive.sets import Label, verify, write_set

__all__ = ["Label", "verify", "write_set"]
