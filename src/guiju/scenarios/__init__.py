"""Plays the scenarios of a pack through the real engine, worker and systems (docs/packs.md).

`run_scenarios(pack)` gives one report for each; `examine(pack)` finds what only they who run it
can see wrong: forms, deadlines, gaps in tables, dead ends.
"""

from guiju.scenarios.examine import examine
from guiju.scenarios.parameters import Changed, as_deployed, change_parameters
from guiju.scenarios.play import Report, run_scenarios
from guiju.scenarios.stage import Stage, deploy_pack
from guiju.scenarios.walks import walk

__all__ = [
    "Changed",
    "Report",
    "Stage",
    "as_deployed",
    "change_parameters",
    "deploy_pack",
    "examine",
    "run_scenarios",
    "walk",
]
