"""More than control flow: one rule, one small file, one page, a right and a wrong example."""

from guiju.check.rules.beyond_authority import BeyondAuthority
from guiju.check.rules.both_of_either import BothOfEither
from guiju.check.rules.breaches import Breaches, Rule, check_rules
from guiju.check.rules.by_variant import VariantsOnly, check_variants, needs_events
from guiju.check.rules.changed_hands import ChangedHands
from guiju.check.rules.condition import Condition
from guiju.check.rules.decision_differs import DecisionDiffers
from guiju.check.rules.done_again import DoneAgain
from guiju.check.rules.followed_anyway import FollowedAnyway
from guiju.check.rules.late_response import LateResponse
from guiju.check.rules.missed_deadline import Clocked, MissedDeadline
from guiju.check.rules.missing_document import MissingDocument
from guiju.check.rules.neither import Neither
from guiju.check.rules.no_response import NoResponse
from guiju.check.rules.not_exactly_one import NotExactlyOne
from guiju.check.rules.not_preceded import NotPreceded
from guiju.check.rules.one_of_a_pair import OneOfAPair
from guiju.check.rules.one_pair_of_eyes import OnePairOfEyes
from guiju.check.rules.out_of_succession import OutOfSuccession
from guiju.check.rules.reading import RULES, rules_of
from guiju.check.rules.slow_hand_over import SlowHandOver
from guiju.check.rules.too_often import TooOften
from guiju.check.rules.too_seldom import TooSeldom
from guiju.check.rules.unmatched_invoice import UnmatchedInvoice
from guiju.check.rules.unusual_gap import TemporalProfile, UnusualGap, temporal_profile
from guiju.check.rules.without_companion import WithoutCompanion
from guiju.check.rules.wrong_beginning import WrongBeginning
from guiju.check.rules.wrong_count import WrongCount
from guiju.check.rules.wrong_ending import WrongEnding
from guiju.check.rules.wrong_role import WrongRole
from guiju.check.rules.wrong_version import WrongVersion

__all__ = [
    "RULES",
    "BeyondAuthority",
    "BothOfEither",
    "Breaches",
    "ChangedHands",
    "Clocked",
    "Condition",
    "DecisionDiffers",
    "DoneAgain",
    "FollowedAnyway",
    "LateResponse",
    "MissedDeadline",
    "MissingDocument",
    "Neither",
    "NoResponse",
    "NotExactlyOne",
    "NotPreceded",
    "OneOfAPair",
    "OnePairOfEyes",
    "OutOfSuccession",
    "Rule",
    "SlowHandOver",
    "TemporalProfile",
    "TooOften",
    "TooSeldom",
    "UnmatchedInvoice",
    "UnusualGap",
    "VariantsOnly",
    "WithoutCompanion",
    "WrongBeginning",
    "WrongCount",
    "WrongEnding",
    "WrongRole",
    "WrongVersion",
    "check_rules",
    "check_variants",
    "needs_events",
    "rules_of",
    "temporal_profile",
]
