"""Engines that carry out the query: DuckDB in this process, or a Spark cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class EngineMissing(Exception):
    """The engine, or what is needed to reach it, is not there; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A connection.

    Attributes:
        name: "duckdb" or the address of a Spark master.
        connection: an Ibis backend.
    """

    name: str
    connection: Any

    def parquet(self, path: Path) -> Any:
        """An Ibis table of a Parquet file or a folder of them, which the engine must reach."""
        if self.name != "duckdb":
            return self.connection.read_parquet(path.resolve().as_uri())
        pattern = path / "*.parquet" if path.is_dir() else path
        return self.connection.read_parquet(str(pattern))

    def arrow(self, expression: Any) -> Any:
        """The result of a query as an Arrow table."""
        return self.connection.to_pyarrow(expression)


@contextmanager
def engine_at(address: str = "duckdb", memory: str = "", **settings: str) -> Iterator[Engine]:
    """Open an engine, and close it at the end.

    Args:
        address: "duckdb", "spark://HOST:PORT", or "local[N]" for Spark in this machine.
        memory: bound of DuckDB's memory such as "2GB"; past it, it uses temporary files.
        settings: further settings of Spark, with `_` for `.`.

    Raises:
        EngineMissing: a package is not installed, or nobody answers there.
    """
    if address == "duckdb":
        connection = _duckdb(memory)
        stop = connection.disconnect
    elif address.startswith(("spark://", "local")):
        connection, stop = _spark(address, settings)
    else:
        raise EngineMissing(f"expected duckdb or spark://HOST:PORT, found {address!r}")
    try:
        yield Engine(address, connection)
    finally:
        stop()


def _duckdb(memory: str) -> Any:
    try:
        import ibis

        return ibis.duckdb.connect(**({"memory_limit": memory} if memory else {}))
    except (ImportError, AttributeError) as error:
        raise EngineMissing(f"DuckDB needs pip install guiju[scale]: {error}") from None


def _spark(address: str, settings: dict[str, str]) -> tuple[Any, Any]:
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineMissing(f"Spark needs pip install guiju[spark]: {error}") from None
    builder = SparkSession.builder.master(address).appName("guiju")
    builder = builder.config("spark.ui.enabled", "false")
    for name, value in settings.items():
        builder = builder.config(name.replace("_", "."), value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # Spark raises Java's exceptions here, of many kinds
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EngineMissing(f"Spark at {address} does not answer: {reason}") from None
    return ibis.pyspark.connect(session), session.stop
