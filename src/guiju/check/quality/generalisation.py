"""Generalisation by frequency of use: parts of a standard that are seldom used are seldom proven.

Source: Buijs, van Dongen, van der Aalst, "Quality dimensions in process discovery: the importance
of fitness, precision, generalization and simplicity", International Journal of Cooperative
Information Systems 23 (2014), section 3.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterable


def generalisation(executions: Iterable[int]) -> float | None:
    """``1 - mean of 1 / sqrt(executions)`` over the elements; one never used counts as 1.

    Args:
        executions: how often each visible element ran in the aligned runs.

    Returns:
        0 to 1; None for a standard without visible elements.
    """
    counts = list(executions)
    if not counts:
        return None
    return 1 - sum(1 / math.sqrt(max(n, 1)) for n in counts) / len(counts)
