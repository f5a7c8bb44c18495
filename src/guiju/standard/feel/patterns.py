"""Regular expressions of XPath (XPath functions 3.1, 5.6), bounded in size and time.

They are translated to the ``regex`` package, whose matcher can be given a time; what one
evaluation may spend on them altogether is in ``Limits.regex_seconds``. The stopwatch here only
measures that; no value depends on it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from time import perf_counter
from typing import TypeVar

import regex

from .limits import LimitExceeded
from .run import Refused, Run
from .xpath import PatternProblem, translated

T = TypeVar("T")
_PATTERN_MAX = 1_000


@lru_cache(maxsize=512)
def _compiled(pattern: str, flags: str) -> regex.Pattern[str] | str:
    """The compiled pattern, or why there is none."""
    if len(pattern) > _PATTERN_MAX:
        return f"a pattern has at most {_PATTERN_MAX} characters"
    try:
        source, options = translated(pattern, flags)
        return regex.compile(source, options | regex.VERSION1)
    except PatternProblem as problem:
        return str(problem)
    except (regex.error, OverflowError, RecursionError, ValueError) as problem:
        return f"the pattern cannot be read: {problem}"


def _pattern(pattern: str, flags: str) -> regex.Pattern[str]:
    found = _compiled(pattern, flags)
    if isinstance(found, str):
        raise Refused("{reason}", reason=found)
    return found


def _timed(r: Run, work: Callable[[float], T]) -> T:
    """Do the work within what time is left; raises LimitExceeded when it is not enough."""
    r.burn(20)
    began = perf_counter()
    try:
        return work(max(r.regex_left, 0.001))
    except TimeoutError:
        raise LimitExceeded("regex_seconds") from None
    finally:
        r.regex_left -= perf_counter() - began


def matches(r: Run, text: str, pattern: str, flags: str) -> bool:
    """Whether the pattern occurs in the text."""
    compiled = _pattern(pattern, flags)
    return _timed(r, lambda left: compiled.search(text, timeout=left) is not None)


def split(r: Run, text: str, pattern: str) -> list[str]:
    """The pieces between the matches."""
    compiled = _pattern(pattern, "")
    return _timed(r, lambda left: _pieces(compiled, text, left))


def _pieces(compiled: regex.Pattern[str], text: str, left: float) -> list[str]:
    pieces = []
    begin = 0
    for match in compiled.finditer(text, timeout=left):
        if match.end() > match.start():
            pieces.append(text[begin : match.start()])
            begin = match.end()
    return [*pieces, text[begin:]]


def replace(r: Run, text: str, pattern: str, replacement: str, flags: str) -> str:
    """Every match replaced."""
    compiled = _pattern(pattern, flags)
    parts = _parts(replacement, compiled.groups)
    return _timed(r, lambda left: _replaced(r, compiled, text, parts, left))


def _replaced(
    r: Run, compiled: regex.Pattern[str], text: str, parts: list[str | int], left: float
) -> str:
    pieces: list[str] = []
    begin = size = 0
    for match in compiled.finditer(text, timeout=left):
        made = "".join(part if isinstance(part, str) else match[part] or "" for part in parts)
        pieces += (text[begin : match.start()], made)
        begin = match.end()
        size += len(made)
        if size > r.limits.string_size:
            raise LimitExceeded("string_size")
    return "".join(pieces) + text[begin:]


def _parts(replacement: str, groups: int) -> list[str | int]:
    """A replacement as strings and numbers of groups: ``$12`` is group 12 where there is one."""
    parts: list[str | int] = []
    at = 0
    while at < len(replacement):
        character = replacement[at]
        at += 1
        if character == "\\":
            parts.append(replacement[at : at + 1] or "\\")
            at += 1
        elif character == "$" and replacement[at : at + 1].isdecimal():
            group, at = _group(replacement, at, groups)
            parts.append(group if group <= groups else "")
        else:
            parts.append(character)
    return parts


def _group(replacement: str, at: int, groups: int) -> tuple[int, int]:
    end = at + 1
    while replacement[end : end + 1].isdecimal() and int(replacement[at : end + 1]) <= groups:
        end += 1
    return int(replacement[at:end]), end
