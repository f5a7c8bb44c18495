"""The one definition of variants: case to activity sequence to variant to count.

It is written in Ibis, so every engine gets it in its own words. Events are gathered as structs and
then sorted, since engines disagree on ordered aggregates: some have none, others lose the order.
"""

from __future__ import annotations

from typing import Any, Final

NO_TIME: Final = -(1 << 63)
"""What stands for a missing time before every known one of its case."""


def sequences(events: Any, times: bool = True) -> Any:
    """One row per case: case and activities (codes in order).

    The order is (time, seq); a missing time counts as the last known one before it in its case.

    Args:
        events: Ibis table with case, activity, time (a whole number or null) and seq.
        times: whether some time is missing.
    """
    import ibis

    if times:
        events = _filled(events)
    event = ibis.struct({"time": events.time, "seq": events.seq, "activity": events.activity})
    gathered = events.group_by("case").agg(events=event.collect())
    return gathered.select(case=gathered.case, activities=gathered.events.sort().map(_activity))


def variants(of_cases: Any) -> Any:
    """One row per variant: activities, cases (how many), first (the least case code).

    Args:
        of_cases: what `sequences` gives.
    """
    return of_cases.group_by("activities").agg(cases=of_cases.count(), first=of_cases["case"].min())


def mapped(of_cases: Any, of_variants: Any) -> Any:
    """One row per case: case, and variant as its first case.

    Args:
        of_cases: what `sequences` gives.
        of_variants: what `variants` gives.
    """
    known = of_variants.select(activities=of_variants.activities, variant=of_variants["first"])
    return of_cases.join(known, "activities").select("case", "variant")


def _activity(event: Any) -> Any:
    return event.activity


def _filled(events: Any) -> Any:
    import ibis

    so_far = ibis.window(group_by="case", order_by="seq", rows=(None, 0))
    counted = events.mutate(known=events.time.count().over(so_far))
    same = ibis.window(group_by=["case", "known"])
    time = counted.time.max().over(same)
    first = ibis.literal(NO_TIME, "int64")
    return counted.mutate(time=ibis.coalesce(time, first)).drop("known")
