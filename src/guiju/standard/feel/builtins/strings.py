"""String functions (DMN 1.5, 10.3.4.3); characters are code points."""

from __future__ import annotations

from guiju.standard.feel import patterns
from guiju.standard.feel.limits import LimitExceeded
from guiju.standard.feel.numbers import Number
from guiju.standard.feel.run import Refused, Run
from guiju.standard.feel.values import Value

from .signature import built_in


@built_in("substring(string: string, start position: number, length?: number)")
def substring(string: str, start: Number, length: Number | None) -> Value:
    """From a position (1 is the first, -1 the last character), so many characters or all."""
    place = int(start)
    if place == 0 or abs(place) > len(string):
        raise Refused("the string has no position {position}", position=str(start))
    begin = place - 1 if place > 0 else len(string) + place
    if length is None:
        return string[begin:]
    if int(length) < 1:
        raise Refused("the length must be positive")
    return string[begin : begin + int(length)]


@built_in("string length(string: string)")
def string_length(string: str) -> Value:
    """How many characters it has."""
    return len(string)


@built_in("upper case(string: string)")
def upper_case(string: str) -> Value:
    """In capital letters."""
    return string.upper()


@built_in("lower case(string: string)")
def lower_case(string: str) -> Value:
    """In small letters."""
    return string.lower()


@built_in("substring before(string: string, match: string)")
def substring_before(string: str, match: str) -> Value:
    """What stands before the first match; empty where there is none."""
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@built_in("substring after(string: string, match: string)")
def substring_after(string: str, match: str) -> Value:
    """What stands behind the first match; empty where there is none."""
    return string.partition(match)[2] if match else string


@built_in("contains(string: string, match: string)")
def contains(string: str, match: str) -> Value:
    """Whether the match occurs in it."""
    return match in string


@built_in("starts with(string: string, match: string)")
def starts_with(string: str, match: str) -> Value:
    """Whether it begins with the match."""
    return string.startswith(match)


@built_in("ends with(string: string, match: string)")
def ends_with(string: str, match: str) -> Value:
    """Whether it ends with the match."""
    return string.endswith(match)


@built_in("matches(input: string, pattern: string, flags?: string|null)", takes_run=True)
def matches(r: Run, text: str, pattern: str, flags: str | None) -> Value:
    """Whether the XPath pattern occurs in it; flags s, m, i, x."""
    return patterns.matches(r, text, pattern, flags or "")


@built_in(
    "replace(input: string, pattern: string, replacement: string, flags?: string|null)",
    takes_run=True,
)
def replace(r: Run, text: str, pattern: str, replacement: str, flags: str | None) -> Value:
    """Every match replaced; ``$1`` is the first group, ``$0`` the whole match."""
    return patterns.replace(r, text, pattern, replacement, flags or "")


@built_in("split(string: string, delimiter: string)", takes_run=True)
def split(r: Run, text: str, delimiter: str) -> Value:
    """The pieces between the matches of a pattern."""
    return patterns.split(r, text, delimiter)


@built_in("string join(list: list, delimiter?: string|null)", takes_run=True)
def string_join(r: Run, items: list[Value], delimiter: str | None) -> Value:
    """The strings of a list one behind the other, nulls left out."""
    strings = [item for item in items if item is not None]
    if not all(isinstance(item, str) for item in strings):
        raise Refused("the list must hold strings")
    between = delimiter or ""
    size = sum(map(len, strings)) + len(between) * len(strings)
    if size > 2 * r.limits.string_size:
        raise LimitExceeded("string_size")
    return between.join(strings)
