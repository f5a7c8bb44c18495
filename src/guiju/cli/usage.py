"""What people hand to a command: files, variables; and how wrong use is told."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import yaml

from guiju.cli.words import _

FINE: Final = 0
FOUND: Final = 1
"""Deviations or problems were found."""
WRONG_USE: Final = 2
BUG: Final = 3

_MOST_BYTES = 64 << 20
_DEEPEST = 50
_MOST_DIGITS = 12


class Wrong(Exception):
    """Wrong use of a command: what was expected, what was found, and what to do next."""


def file_at(text: str) -> Path:
    """The path of a file that is there.

    Raises:
        Wrong: it is not there, or it is a folder.
    """
    path = Path(text)
    if path.is_file():
        return path
    if path.is_dir():
        raise Wrong(_("{path} is a folder: name a file in it.", path=text))
    beside = [each.name for each in path.parent.glob("*")] if path.parent.is_dir() else []
    raise Wrong(_("There is no file {path}.", path=text) + meant(path.name, beside))


def bytes_of(path: Path) -> bytes:
    """The content of a file.

    Raises:
        Wrong: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise Wrong(
            _("{path} cannot be read: {reason}.", path=path, reason=error.strerror)
        ) from None


def count(text: str) -> int:
    """A number of rows or seconds, for a parser.

    Raises:
        ArgumentTypeError: it is no whole number, below one, or beyond what a database can count.
    """
    if text.isdecimal() and len(text) <= _MOST_DIGITS and int(text) > 0:
        return int(text)
    raise ArgumentTypeError(_("expected a whole number above 0, found {text}", text=text))


def meant(wrong: str, known: list[str]) -> str:
    """' Did you mean ...?', where something known is like it; else nothing."""
    close = get_close_matches(wrong, known, n=3)
    return " " + _("Did you mean {names}?", names=", ".join(close)) if close else ""


def variables(text: str | None) -> dict[str, Any]:
    """The variables of `--vars`: a JSON object, or `@FILE` with one in JSON or YAML.

    Raises:
        Wrong: it is not JSON, or no object.
    """
    if text is None:
        return {}
    if text.startswith("@"):
        value = read_data(file_at(text[1:]))
    else:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Wrong(
                _(
                    "--vars takes a JSON object such as '{example}', or @FILE; but: {reason}.",
                    example='{"amount": 5}',
                    reason=error,
                )
            ) from None
    return named(value, "--vars")


def named(value: Any, what: str) -> dict[str, Any]:
    """A mapping by names, as it was read.

    Raises:
        Wrong: it is something else.
    """
    if isinstance(value, Mapping):
        _need_shallow(value, what)
        return {str(key): each for key, each in value.items()}
    raise Wrong(
        _(
            "{what}: expected names with their values, found {found}.",
            what=what,
            found=type(value).__name__,
        )
    )


def _need_shallow(value: Mapping[Any, Any], what: str) -> None:
    """Refuse data nested deeper than an expression may look into."""
    level: list[Any] = [value]
    for _depth in range(_DEEPEST):
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, Mapping) else each)
            if isinstance(inner, Mapping | list | tuple | set)
        ]
        if not level:
            return
    raise Wrong(_("{what}: nested more than {most} deep.", what=what, most=_DEEPEST))


def read_data(path: Path) -> Any:
    """What a JSON or YAML file holds; anchors and tags that make objects are refused.

    Raises:
        Wrong: it cannot be read, is too large, or is neither.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Wrong(_("{path} is larger than 64 MiB.", path=path))
        text = path.read_text("utf-8-sig")
        if "*" in text and "&" in text and _expands(text):
            raise Wrong(_("{path}: aliases of YAML are not taken here.", path=path))
        return yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise Wrong(
            _("{path} cannot be read as JSON or YAML: {reason}.", path=path, reason=reason)
        ) from None


def _expands(text: str) -> bool:
    """Whether a YAML text has aliases: a few lines of them can stand for gigabytes."""
    return any(isinstance(each, yaml.AliasEvent) for each in yaml.parse(text, yaml.SafeLoader))
