"""Words of the layout, and the letters that stand for hit policies (DMN 1.5, table 17)."""

from __future__ import annotations

from guiju.standard.dmn.expressions import Aggregation, DecisionTable, HitPolicy

DECISION = "Decision"
HIT_POLICY = "Hit policy"
KIND = "Kind"
NAME = "Name"
TYPE = "Type"
ALLOWED = "Allowed values"
DEFAULT = "Default"
LABELS = (DECISION, HIT_POLICY, KIND, NAME, TYPE, ALLOWED, DEFAULT)

INPUT, OUTPUT, ANNOTATION = "input", "output", "annotation"

LETTERS: dict[str, tuple[HitPolicy, Aggregation | None]] = {
    "U": ("UNIQUE", None),
    "A": ("ANY", None),
    "P": ("PRIORITY", None),
    "F": ("FIRST", None),
    "R": ("RULE ORDER", None),
    "O": ("OUTPUT ORDER", None),
    "C": ("COLLECT", None),
    "C+": ("COLLECT", "SUM"),
    "C#": ("COLLECT", "COUNT"),
    "C<": ("COLLECT", "MIN"),
    "C>": ("COLLECT", "MAX"),
}


def letter_of(table: DecisionTable) -> str:
    """The letter of a table's hit policy and aggregation."""
    wanted = (table.hit_policy, table.aggregation)
    return next((letter for letter, meant in LETTERS.items() if meant == wanted), "U")
