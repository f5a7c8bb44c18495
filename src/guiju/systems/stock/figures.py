"""Figures of the stock: pure.

Source of the warning line: the reorder point with variable demand and lead time, as in Silver,
Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th edition, 6.10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist, fmean, pstdev

SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Terms:
    """What a warning line is computed for.

    Attributes:
        lead_time: days from order to arrival.
        lead_time_deviation: its standard deviation, days.
        service_level: per cent of cycles without shortage, above 0 and under 100.
        promotion: factor of the demand that is expected.
        least_days: days of history without which nothing is computed.
    """

    lead_time: float
    lead_time_deviation: float
    service_level: float
    promotion: float
    least_days: int


@dataclass(frozen=True, slots=True)
class Line:
    """A warning line, units, with what it was computed from."""

    value: int
    method: str
    reason: str
    mean: float
    deviation: float
    days: int


def warning_line(demand: Sequence[int], terms: Terms, fixed: int) -> Line:
    """The warning line over daily demand, or the fixed one where there is little history.

    Args:
        demand: units a day, one figure a day, days without demand as 0.
        fixed: the line without history.
    """
    days = len(demand)
    mean = fmean(demand) if demand else 0.0
    deviation = pstdev(demand) if days > 1 else 0.0
    if days < terms.least_days:
        return Line(fixed, "fixed", "little-history", mean, deviation, days)
    expected = terms.promotion * mean
    spread = sqrt(terms.lead_time * deviation**2 + (expected * terms.lead_time_deviation) ** 2)
    z = NormalDist().inv_cdf(terms.service_level / 100)
    # Rounding noise of the floating point must not add a unit.
    value = ceil(round(expected * terms.lead_time + z * spread, 6))
    return Line(max(0, value), "computed", "", mean, deviation, days)


def margin(mean: float, lag: int, factor: float, least: int, available: int) -> int:
    """Units that are not sold while a source lags.

    Args:
        mean: units a day.
        lag: seconds.
        least: units at least.
        available: units at most.
    """
    wanted = ceil(round(mean * lag / SECONDS_PER_DAY * factor, 6))
    return max(0, min(available, max(least, wanted)))


def order_quantity(line: int, mean: float, cover_days: float, position: int, pack: int) -> int:
    """Units to order: up to the line and some days of demand, in whole packs, one at least."""
    wanted = line + ceil(round(mean * cover_days, 6)) - position
    return max(1, ceil(wanted / pack)) * pack
