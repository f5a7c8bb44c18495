"""Compare practice with the standard: (standard, entries) to deviations.

from guiju.check import check_log
result = check_log(behaviour, log)
result.fitness_mean, result.deviations, result.cases
"""

from guiju.check.automaton import Automaton, automaton_of
from guiju.check.cache import AUTOMATA, Automata
from guiju.check.causes import Association, associations
from guiju.check.check_log import check_log
from guiju.check.conformance import (
    AlignedMove,
    Conformance,
    Deviation,
    ElementUse,
    OutsideActivity,
    Undecided,
)
from guiju.check.costs import Costs
from guiju.check.ladder import Limits
from guiju.check.naming import Naming, Suggestion, match_names, suggest
from guiju.check.practice import Practice, Sequences, sequences
from guiju.check.ties import TiePolicy, TieReport
from guiju.check.versions import by_version, versions_followed
from guiju.check.watch import Ended, Warned, Watch

__all__ = [
    "AUTOMATA",
    "AlignedMove",
    "Association",
    "Automata",
    "Automaton",
    "Conformance",
    "Costs",
    "Deviation",
    "ElementUse",
    "Ended",
    "Limits",
    "Naming",
    "OutsideActivity",
    "Practice",
    "Sequences",
    "Suggestion",
    "TiePolicy",
    "TieReport",
    "Undecided",
    "Warned",
    "Watch",
    "associations",
    "automaton_of",
    "by_version",
    "check_log",
    "match_names",
    "sequences",
    "suggest",
    "versions_followed",
]
