"""Precision, generalisation and simplicity on cases small enough to count by hand."""

import pytest
from models import FINE, order

from guiju.check import check_log, sequences
from guiju.check.quality import generalisation, simplicity


def precision_of(*cases):
    return check_log(order(), sequences(cases)).precision


def test_precision_is_one_when_all_that_is_allowed_is_done():
    other = ("Receive", "Approve", "Bill", "Pack", "Archive")
    assert precision_of(FINE, other, ("Receive", "Refuse", "Archive")) == 1


def test_precision_counts_what_nobody_does():
    # after receive 1 of 2, after approve 1 of 2, elsewhere 1 of 1: 5 done of 7 allowed
    assert precision_of(FINE) == pytest.approx(5 / 7)


def test_precision_weighs_prefixes_by_cases():
    # shared prefixes weigh 4, the tail of the approved 3 and of the refused 1
    refused = ("Receive", "Refuse", "Archive")
    done = 4 + 4 * 2 + 3 + 3 + 3 + 1
    allowed = 4 + 4 * 2 + 3 * 2 + 3 + 3 + 1
    assert precision_of(FINE, FINE, FINE, refused) == pytest.approx(done / allowed)


def test_generalisation_rises_with_use():
    assert generalisation([4, 16]) == pytest.approx(1 - (0.5 + 0.25) / 2)
    assert generalisation([0, 1]) == 0
    assert generalisation([]) is None


def test_a_chain_is_simple_and_every_further_flow_costs():
    assert simplicity([("a", "b"), ("b", "c")]) == 1
    crossing = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "d"), ("b", "c")]
    assert simplicity(crossing) == pytest.approx(1 / (1 + (3 - 2)))
    assert simplicity([]) is None
