"""Texts of a source in the Arrow type of their declared type."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from .columns import Attribute
from .log import NO_TIME
from .times import read_times


def typed(kind: str, coded: pa.DictionaryArray, zone: str) -> tuple[str, pa.Array]:
    """Values in the Arrow type of their XES type; a column with a misfit stays text."""
    texts = coded.dictionary
    try:
        if kind == "int":
            values = texts.cast(pa.int64())
        elif kind == "float":
            values = texts.cast(pa.float64())
        elif kind == "boolean":
            values = texts.cast(pa.bool_())
        elif kind == "date":
            values = _timestamps(texts, zone)
        else:
            return kind, coded
    except pa.ArrowInvalid:
        return "string", coded
    return kind, values.take(coded.indices)


def _timestamps(texts: pa.StringArray, zone: str) -> pa.Array:
    micros = read_times(texts, "year-month-day", zone)
    missing: npt.NDArray[np.bool_] = micros == NO_TIME
    if missing.any():
        raise pa.ArrowInvalid("not all are times")
    return pa.array(micros).cast(pa.timestamp("us", "UTC"))


def text_attribute(name: str, kind: str, rows: list[int], texts: list[str], zone: str) -> Attribute:
    """An attribute from texts; of a row given twice the last counts.

    Args:
        name: of the attribute.
        kind: its XES type.
        rows: the row of each text, in any order.
        texts: the values as the source has them.
        zone: IANA zone of times that carry none.
    """
    at = np.array(rows, np.int32)
    order = np.argsort(at, kind="stable")
    last = np.append(at[order][1:] != at[order][:-1], True)
    kept = order[last]
    coded = pa.array([texts[i] for i in kept.tolist()], pa.string()).dictionary_encode()
    kind, values = typed(kind, coded, zone)
    return Attribute((name,), kind, at[kept], values)
