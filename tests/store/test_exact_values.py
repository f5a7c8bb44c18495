"""Values that are exact already are told without being copied."""

import math
from collections import OrderedDict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.journal.store import Inexact, exact, kept_exact
from guiju.journal.store.exact import is_exact

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text() | st.floats() | st.decimals() | st.dates()
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner)
)


@given(VALUES)
def test_what_is_told_to_be_exact_is_what_making_it_exact_gives(value):
    if is_exact(value):
        assert repr(exact(value)) == repr(value)
    else:
        try:
            assert repr(exact(value)) != repr(value)
        except Inexact:
            return


@given(st.dictionaries(st.text(), VALUES))
def test_what_is_kept_is_equal_to_what_is_copied(values):
    try:
        wanted = exact(values)
    except Inexact:
        with pytest.raises(Inexact):
            kept_exact(values)
        return
    kept = kept_exact(values)
    assert repr(kept) == repr(wanted)
    assert kept is values or not is_exact(values)


@pytest.mark.parametrize(
    "value",
    [
        {"訂單": "採購", "金額": Decimal("12.50"), "行": [{"sku": "s-1", "數": 2}]},
        [], {}, "", 0, True, None, ["文"], {"a": {"b": [None, False]}},
    ],
)  # fmt: skip
def test_plain_values_are_exact_in_any_script(value):
    assert is_exact(value)


@pytest.mark.parametrize(
    "value",
    [
        1.5, math.nan, (1,), date(2026, 1, 5), OrderedDict(a=1), {1: 2}, {"$sealed": 1}, "\0",
        {"a\0": 1}, "\ud800", {"\ud800": 1}, [{"a": 0.5}], Decimal("NaN"),
    ],
)  # fmt: skip
def test_others_are_not(value):
    assert not is_exact(value)
