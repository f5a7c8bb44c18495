"""From moves per variant to what a reader wants to know: which deviations, how often, where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from guiju.check.conformance import Deviation, ElementUse, OutsideActivity
from guiju.check.deviations import DeviationKind, Off, Told, told, told_of
from guiju.check.ladder import Verdicts
from guiju.check.naming import Naming
from guiju.check.practice import Flat, Practice
from guiju.check.walk import LOG, SYNCHRONOUS
from guiju.standard.steps.graph import Behaviour

_SAMPLE = 5


def deviations(
    behaviour: Behaviour, log: Practice, naming: Naming, flat: Flat, verdicts: Verdicts
) -> tuple[Deviation, ...]:
    """The deviations of all variants, brought together; those in most cases first."""
    found: dict[tuple[DeviationKind, int, int], dict[int, int]] = {}
    by_variant = _of_searches if verdicts.aligned is None else _of_columns
    for variant, departed in by_variant(flat, naming, verdicts):
        for _, kind, letter, activity, _ in departed:
            per_variant = found.setdefault((kind, letter, activity), {})
            per_variant[variant] = per_variant.get(variant, 0) + 1
    first = _first_cases(flat, {v for per_variant in found.values() for v in per_variant})
    counts = flat.counts.tolist()
    result = []
    for (kind, letter, activity), per_variant in found.items():
        element = None if letter < 0 else behaviour.labels[letter]
        nearest = sorted(per_variant, key=first.__getitem__)[:_SAMPLE]
        cases = sorted(c for v in nearest for c in first[v])[:_SAMPLE]
        result.append(
            Deviation(
                kind,
                element,
                None if element is None else behaviour.names.get(element, element),
                None if activity < 0 else naming.activities[activity],
                sum(counts[v] for v in per_variant),
                sum(counts[v] * n for v, n in per_variant.items()),
                tuple(sorted(per_variant)),
                tuple(log.case_id(c) for c in cases),
            )
        )
    return tuple(sorted(result, key=lambda d: (-d.cases, d.kind, d.name or "", d.activity or "")))


def _of_columns(flat: Flat, naming: Naming, verdicts: Verdicts) -> Iterator[tuple[int, list[Told]]]:
    """The deviations of each variant that has some, from alignments as columns."""
    aligned = verdicts.aligned
    assert aligned is not None
    owner = np.repeat(np.arange(flat.counts.size), np.diff(aligned.first))
    fits = aligned.kind == SYNCHRONOUS
    at = np.flatnonzero(~fits)
    variant, kind, position = owner[at], aligned.kind[at], aligned.position[at]
    fitted = np.cumsum(fits)[at]
    code = aligned.letter[at].astype(np.int64)
    logged = kind == LOG
    code[logged] = flat.symbols[flat.offsets[variant[logged]] + position[logged]]
    columns = (at.tolist(), fitted.tolist(), position.tolist(), code.tolist())
    moves = list(map(partial(tuple.__new__, Off), zip(*columns, strict=True)))
    parts = (np.where(logged, -1, 1) * (np.arange(at.size) + 1)).tolist()
    with_some, begins = np.unique(variant, return_index=True)
    did = _done(with_some, owner[fits], aligned.letter[fits], verdicts.done.size)
    ends = [*begins.tolist(), at.size][1:]
    for row, (one, begin, end) in enumerate(
        zip(with_some.tolist(), begins.tolist(), ends, strict=True)
    ):
        log_moves = [moves[-n - 1] for n in parts[begin:end] if n < 0]
        model_moves = [moves[n - 1] for n in parts[begin:end] if n > 0]
        runs = did[row].__getitem__
        yield one, told(log_moves, model_moves, runs, naming.matches, verdicts.exclusive)


def _done(
    variants: NDArray[np.int64], owner: NDArray[np.int64], letter: NDArray[np.int32], letters: int
) -> list[bytes]:
    """Per variant a byte for each letter: 1 where its alignment has a synchronous move of it."""
    row = np.full(int(owner.max(initial=-1)) + 1, -1)
    row = np.append(row, np.full(max(0, int(variants.max(initial=-1)) + 1 - row.size), -1))
    row[variants] = np.arange(variants.size)
    chosen = row[owner] >= 0
    did = np.zeros(variants.size * letters, dtype=np.uint8)
    did[row[owner[chosen]] * letters + letter[chosen]] = 1
    data = did.tobytes()
    return [data[i * letters : (i + 1) * letters] for i in range(variants.size)]


def _of_searches(
    flat: Flat, naming: Naming, verdicts: Verdicts
) -> Iterator[tuple[int, list[Told]]]:
    """The same from alignments that were found one by one."""
    for variant in np.flatnonzero(verdicts.cost > 0).tolist():
        moves, events = verdicts.moves(variant), flat.events(variant)
        yield variant, told_of(moves, events, naming.matches, verdicts.exclusive)


def _first_cases(flat: Flat, variants: Iterable[int]) -> dict[int, list[int]]:
    """The first few cases of some variants."""
    wanted = np.zeros(flat.counts.size, dtype=np.bool_)
    wanted[list(variants)] = True
    cases = np.flatnonzero(wanted[flat.of_case])
    # Sixteen bits are sorted by counting, in time that grows with the cases alone.
    narrow = np.uint16 if flat.counts.size <= 1 << 16 else np.int64
    cases = cases[np.argsort(flat.of_case[cases].astype(narrow), kind="stable")]
    chosen = np.flatnonzero(wanted)
    ends = np.cumsum(flat.counts[chosen])
    begins = ends - flat.counts[chosen]
    lasts = np.minimum(begins + _SAMPLE, ends)
    bounds = zip(chosen.tolist(), begins.tolist(), lasts.tolist(), strict=True)
    return {variant: cases[begin:last].tolist() for variant, begin, last in bounds}


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
