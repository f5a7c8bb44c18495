"""How good a standard describes a log, besides fitness: precision, generalisation, simplicity."""

from guiju.check.quality.generalisation import generalisation
from guiju.check.quality.precision import precision
from guiju.check.quality.simplicity import simplicity

__all__ = ["generalisation", "precision", "simplicity"]
