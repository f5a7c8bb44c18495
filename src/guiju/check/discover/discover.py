"""A draft of a standard from what was practised."""

from __future__ import annotations

from collections import Counter

import numpy as np

from guiju.check.discover.draft import draft_of
from guiju.check.discover.miner import mine
from guiju.check.discover.tree import simple
from guiju.check.practice import Practice
from guiju.standard.model.definitions import Definitions


def discover(log: Practice, noise: float = 0.2, name: str = "") -> Definitions:
    """A block-structured BPMN draft of a log, laid out, by the inductive miner.

    Args:
        log: a journal's log, or `guiju.check.sequences`.
        noise: 0 to 1; behaviour rarer than this share of the most frequent alternative may be
            left out. At 0 every case of the log fits the draft.
        name: of the process.

    Returns:
        One process whose tasks have the names of the activities; the flows out of a choice are
        named with the share of times they were taken. `guiju.standard.bpmn.write` makes the file.

    Raises:
        ValueError: `noise` is not between 0 and 1.
    """
    if not 0 <= noise <= 1:
        raise ValueError(f"noise: expected a number from 0 to 1, found {noise!r}")
    table = log.variants()
    counts = np.bincount(table.of_case, minlength=len(table.sequences)).tolist()
    traces: Counter[tuple[int, ...]] = Counter()
    for sequence, count in zip(table.sequences, counts, strict=True):
        if count:
            traces[tuple(sequence)] += count
    return draft_of(simple(mine(traces, noise)), log.activities, name)
