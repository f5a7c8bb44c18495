"""Simplicity by arc degree: how many flows a reader has to follow per node.

Source: Blum, "Metrics in process discovery", technical report, Universidad de Chile 2015, the
inverse arc degree with the usual base of two arcs per node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def simplicity(flows: Iterable[tuple[str, str]]) -> float | None:
    """``1 / (1 + max(mean degree - 2, 0))``; a plain chain of steps has 1.

    Args:
        flows: (source, target) of each sequence flow of the diagram.

    Returns:
        0 to 1; None where there is no flow.
    """
    degree: Counter[str] = Counter()
    for source, target in flows:
        degree.update((source, target))
    if not degree:
        return None
    mean = sum(degree.values()) / len(degree)
    return 1 / (1 + max(mean - 2, 0))
