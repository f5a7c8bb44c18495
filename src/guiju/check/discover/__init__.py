"""Help for who has no model yet, and for who has two: discovery and comparison.

`discover(log)` drafts a standard, `follows_map(log)` counts and times what follows what,
`compare_logs` and `compare_versions` tell in words what is different.
"""

from guiju.check.discover.compare_logs import compare_logs
from guiju.check.discover.compare_versions import compare_versions
from guiju.check.discover.difference import Difference
from guiju.check.discover.discover import discover
from guiju.check.discover.follows import ActivityUse, Follow, FollowsMap, follows_map

__all__ = [
    "ActivityUse",
    "Difference",
    "Follow",
    "FollowsMap",
    "compare_logs",
    "compare_versions",
    "discover",
    "follows_map",
]
