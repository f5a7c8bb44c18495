"""Logs for the engines: the shared ones, and small ones that are hard to order."""

from pathlib import Path
from random import Random

from guiju.journal import Mapping, read_log

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "logs"
SHARED = sorted(DATA.glob("*.xes.gz")) if DATA.is_dir() else []


def hard_log(seed):
    """Cases that lie mixed, equal and missing times, later events first."""
    dice = Random(seed)
    lines = ["case,activity,time"]
    for _ in range(400):
        time = dice.choice(["", "2026-01-01", "2026-01-02", "2026-01-03T08:00"])
        lines.append(f"c{dice.randint(0, 60)},{dice.choice('ABC')},{time}")
    told = Mapping(case="case", activity="activity", time="time")
    return read_log("\n".join(lines).encode(), told)


def same(scaled, log):
    """Whether an engine found the very variants of the log itself."""
    ours, theirs = log.variants(), scaled.variants()
    assert theirs.sequences == ours.sequences
    assert theirs.counts.tolist() == ours.counts.tolist()
    assert theirs.of_case.tolist() == ours.of_case.tolist()
    assert scaled.activities == log.activities
    assert [scaled.case_id(c) for c in range(3)] == [log.case_id(c) for c in range(3)]
    return True
