"""Whatever is done to a log, reading gives a log with a report, or the reason there is none."""

import random
import time

import pytest

from guiju import journal

from . import mutants

EACH = 220


@pytest.mark.parametrize("name", list(mutants.seeds()))
def test_a_damaged_log_gives_a_log_or_a_reason(name: str) -> None:
    good = mutants.seeds()[name]
    dice = random.Random(name)
    for number in range(EACH):
        wounded = mutants.mutant(good, dice)
        began = time.process_time()
        log = journal.read_log(wounded, case_notion="order")
        took = time.process_time() - began
        assert isinstance(log, journal.Log | journal.Unreadable), (name, number)
        assert took < 2, (name, number, took)
        assert str(log if isinstance(log, journal.Unreadable) else log.report)
        if isinstance(log, journal.Log):
            assert int(log.variants().counts.sum()) == log.cases
            assert log.table().num_rows == len(log)


@pytest.mark.parametrize("name", list(mutants.seeds()))
def test_the_undamaged_log_is_read_to_its_end(name: str) -> None:
    log = journal.read_log(mutants.seeds()[name], case_notion="order")
    assert isinstance(log, journal.Log), str(log)
    assert log.report.stopped is None
    assert len(log) > 0
