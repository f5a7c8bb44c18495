"""DMN 1.1 to 1.6: models read, checked, compiled, evaluated, traced, tested and written.

The door of the room: ``load`` reads a model, ``decide`` determines a decision.
"""

from guiju.standard.dmn.decide import decide
from guiju.standard.dmn.load import load
from guiju.standard.dmn.model import Decided, Loaded, Model
from guiju.standard.dmn.run import Matched

__all__ = ["Decided", "Loaded", "Matched", "Model", "decide", "load"]
