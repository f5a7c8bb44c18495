"""Move a case: (standard, state, command, now) to entries.

Names of the durable engine are imported when first used: whoever only plays cases in memory never
loads a database.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from guiju.run.case import Case, replay
from guiju.run.play import Played, Work, play

if TYPE_CHECKING:
    from guiju.run.answer import Accepted, Answer
    from guiju.run.engine import Engine
    from guiju.run.jobs import BusinessError, GivenUp, Job, installed_handlers
    from guiju.run.leasing import lease_jobs
    from guiju.run.record import Certificates, FormCheck, Record, Rules
    from guiju.run.refusal import Refusal
    from guiju.run.worker import Worker

_HOME = {
    "Accepted": "answer",
    "Answer": "answer",
    "BusinessError": "jobs",
    "Certificates": "record",
    "Engine": "engine",
    "FormCheck": "record",
    "GivenUp": "jobs",
    "Job": "jobs",
    "Record": "record",
    "Refusal": "refusal",
    "Rules": "record",
    "Worker": "worker",
    "installed_handlers": "jobs",
    "lease_jobs": "leasing",
}

__all__ = [
    "Accepted",
    "Answer",
    "BusinessError",
    "Case",
    "Certificates",
    "Engine",
    "FormCheck",
    "GivenUp",
    "Job",
    "Played",
    "Record",
    "Refusal",
    "Rules",
    "Work",
    "Worker",
    "installed_handlers",
    "lease_jobs",
    "play",
    "replay",
]


def __getattr__(name: str) -> Any:
    """A public name, from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
