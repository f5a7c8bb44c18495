"""From moves per variant to what a reader wants to know: which deviations, how often, where."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from guiju.check.conformance import Deviation, ElementUse, OutsideActivity
from guiju.check.deviations import DeviationKind, departures
from guiju.check.ladder import Verdicts
from guiju.check.naming import Naming
from guiju.check.practice import Flat, Practice
from guiju.standard.steps.graph import Behaviour

_SAMPLE = 5


def deviations(
    behaviour: Behaviour, log: Practice, naming: Naming, flat: Flat, verdicts: Verdicts
) -> tuple[Deviation, ...]:
    """The deviations of all variants, brought together; those in most cases first."""
    found: dict[tuple[DeviationKind, int, int], dict[int, int]] = {}
    for variant in np.flatnonzero(verdicts.cost > 0).tolist():
        for d in departures(
            verdicts.moves(variant), flat.events(variant), naming.matches, verdicts.exclusive
        ):
            per_variant = found.setdefault((d.kind, d.letter, d.activity), {})
            per_variant[variant] = per_variant.get(variant, 0) + 1
    first = _first_cases(flat, {v for per_variant in found.values() for v in per_variant})
    result = []
    for (kind, letter, activity), per_variant in found.items():
        element = None if letter < 0 else behaviour.labels[letter]
        cases = sorted(c for v in per_variant for c in first[v])[:_SAMPLE]
        result.append(
            Deviation(
                kind,
                element,
                None if element is None else behaviour.names.get(element, element),
                None if activity < 0 else naming.activities[activity],
                sum(int(flat.counts[v]) for v in per_variant),
                sum(int(flat.counts[v]) * n for v, n in per_variant.items()),
                tuple(sorted(per_variant)),
                tuple(log.case_id(c) for c in cases),
            )
        )
    return tuple(sorted(result, key=lambda d: (-d.cases, d.kind, d.name or "", d.activity or "")))


def _first_cases(flat: Flat, variants: Iterable[int]) -> dict[int, list[int]]:
    """The first few cases of some variants."""
    wanted = np.zeros(flat.counts.size, dtype=np.bool_)
    wanted[list(variants)] = True
    cases = np.flatnonzero(wanted[flat.of_case])
    cases = cases[np.argsort(flat.of_case[cases], kind="stable")]
    variant, begins = np.unique(flat.of_case[cases], return_index=True)
    return {
        v: cases[b : b + min(_SAMPLE, int(flat.counts[v]))].tolist()
        for v, b in zip(variant.tolist(), begins.tolist(), strict=True)
    }


def outside_activities(naming: Naming, everything: Flat) -> tuple[OutsideActivity, ...]:
    """The activities that stand for no element, with how often they occur.

    Args:
        naming: how names were matched.
        everything: the variants with all their events, ignored ones too.
    """
    owners = np.repeat(np.arange(everything.counts.size), np.diff(everything.offsets))
    events = everything.counts[owners]
    result = []
    for code, kind in enumerate(naming.classes):
        if kind == "mapped":
            continue
        here = everything.symbols == code
        cases = int(everything.counts[np.unique(owners[here])].sum())
        total = int(events[here].sum())
        result.append(OutsideActivity(naming.activities[code], kind, total, cases))
    return tuple(result)


def element_uses(behaviour: Behaviour, verdicts: Verdicts) -> tuple[ElementUse, ...]:
    """How often each visible element was done and skipped, over all cases."""
    counts = zip(behaviour.labels, verdicts.done.tolist(), verdicts.skipped.tolist(), strict=True)
    return tuple(ElementUse(e, behaviour.names.get(e, e), d, s) for e, d, s in counts)
