"""What should happen: text (BPMN, DMN, FEEL, forms, clauses) to one immutable Standard."""

from guiju.standard.compile import Loaded, compile_standard
from guiju.standard.model.problem import Problem
from guiju.standard.steps import (
    ROOT,
    Fired,
    Incident,
    Instance,
    Sent,
    Standard,
    State,
    Step,
    enabled,
    fire,
    initial,
)

__all__ = [
    "ROOT",
    "Fired",
    "Incident",
    "Instance",
    "Loaded",
    "Problem",
    "Sent",
    "Standard",
    "State",
    "Step",
    "compile_standard",
    "enabled",
    "fire",
    "initial",
]
