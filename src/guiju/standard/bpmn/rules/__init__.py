"""The constraints in the specification's text, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.file import File
from guiju.standard.model.problem import Problem


def check_rules(file: File) -> Iterator[Problem]:
    """All that the rules find, rule by rule."""
    yield from ()
