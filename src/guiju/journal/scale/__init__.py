"""Logs beyond the memory of one process: variants by one query, on DuckDB or Spark.

Needs the extra ``guiju[scale]`` (Ibis and DuckDB), for a cluster ``guiju[spark]``.
"""

from guiju.journal.scale.encoded import read_encoded, write_encoded
from guiju.journal.scale.engines import Engine, EngineMissing, engine_at
from guiju.journal.scale.scaled import ScaledLog, scaled_log

__all__ = [
    "Engine",
    "EngineMissing",
    "ScaledLog",
    "engine_at",
    "read_encoded",
    "scaled_log",
    "write_encoded",
]
