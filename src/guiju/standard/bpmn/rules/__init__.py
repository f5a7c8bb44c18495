"""The constraints in the specification's text, chapter by chapter.

A rule is a small function that takes the file and yields problems; each chapter's module lists
its rules in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.file import File
from guiju.standard.bpmn.rules import (
    activities,
    causes,
    choreography,
    collaboration,
    common,
    compensation,
    data,
    diagram,
    events,
    extensions,
    flows,
    gateways,
    loops,
    process,
)
from guiju.standard.model.problem import Problem

CHAPTERS = (
    common,
    collaboration,
    choreography,
    process,
    flows,
    activities,
    loops,
    data,
    diagram,
    events,
    causes,
    gateways,
    compensation,
    extensions,
)


def check_rules(file: File) -> Iterator[Problem]:
    """All that the rules find, rule by rule."""
    for chapter in CHAPTERS:
        for rule in chapter.RULES:
            yield from rule(file)
