"""What is undocumented fails."""

from dataclasses import fields
from pathlib import Path

import pytest

from guiju.standard import feel
from guiju.standard.feel.limits import NESTING_MAX, TEXT_MAX

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "feel.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", feel.BUILT_IN)
def test_a_built_in_function_is_documented_with_all_ways_to_call_it(name):
    for overload in feel.BUILT_IN[name].overloads:
        shown = ", ".join(
            slot.name + "?" * slot.optional + "..." * slot.variadic for slot in overload.slots
        )
        assert f"`{name}({shown})`" in PAGE


@pytest.mark.parametrize("limit", [field.name for field in fields(feel.Limits)])
def test_a_limit_is_documented_with_its_default(limit):
    default = getattr(feel.DEFAULT, limit)
    assert f"| `{limit}` | {default:,} |" in PAGE


def test_the_bounds_of_a_text_are_documented():
    assert f"{TEXT_MAX:,} characters and {NESTING_MAX} levels" in PAGE
