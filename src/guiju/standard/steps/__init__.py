"""Moving a case: the run model, its state, and the pure pair `enabled` and `fire`."""

from guiju.standard.steps.behaviour import behaviour
from guiju.standard.steps.build import build
from guiju.standard.steps.fire import Fired, Step, enabled, fire, initial
from guiju.standard.steps.program import Place, Program, Standard
from guiju.standard.steps.state import PHASES, ROOT, Incident, Instance, State, Wait
from guiju.standard.steps.turn import Sent

__all__ = [
    "PHASES",
    "ROOT",
    "Fired",
    "Incident",
    "Instance",
    "Place",
    "Program",
    "Sent",
    "Standard",
    "State",
    "Step",
    "Wait",
    "behaviour",
    "build",
    "enabled",
    "fire",
    "initial",
]
