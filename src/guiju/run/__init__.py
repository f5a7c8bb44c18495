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
    from guiju.run.connections import Connections, read_connections
    from guiju.run.engine import Engine
    from guiju.run.hooks import Hooks
    from guiju.run.incoming import take_events
    from guiju.run.jobs import BusinessError, GivenUp, Job, installed_handlers
    from guiju.run.leasing import fetch_jobs, lease_jobs
    from guiju.run.moving import MigrationPlan, carry_out, plan_migration
    from guiju.run.readings import DeadlineReading
    from guiju.run.record import Certificates, FormCheck, Record, Rules
    from guiju.run.refusal import Refusal
    from guiju.run.worker import Worker

_HOME = {
    "Accepted": "answer",
    "Answer": "answer",
    "BusinessError": "jobs",
    "Certificates": "record",
    "Connections": "connections",
    "DeadlineReading": "readings",
    "Engine": "engine",
    "FormCheck": "record",
    "GivenUp": "jobs",
    "Hooks": "hooks",
    "Job": "jobs",
    "MigrationPlan": "moving",
    "Record": "record",
    "Refusal": "refusal",
    "Rules": "record",
    "Worker": "worker",
    "carry_out": "moving",
    "fetch_jobs": "leasing",
    "installed_handlers": "jobs",
    "lease_jobs": "leasing",
    "plan_migration": "moving",
    "read_connections": "connections",
    "take_events": "incoming",
}

__all__ = [
    "Accepted",
    "Answer",
    "BusinessError",
    "Case",
    "Certificates",
    "Connections",
    "DeadlineReading",
    "Engine",
    "FormCheck",
    "GivenUp",
    "Hooks",
    "Job",
    "MigrationPlan",
    "Played",
    "Record",
    "Refusal",
    "Rules",
    "Work",
    "Worker",
    "carry_out",
    "fetch_jobs",
    "installed_handlers",
    "lease_jobs",
    "plan_migration",
    "play",
    "read_connections",
    "replay",
    "take_events",
]


def __getattr__(name: str) -> Any:
    """A public name, from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
