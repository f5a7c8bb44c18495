"""What the tests of customer service, cooperation and approval share."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from guiju.packs import files_of
from guiju.scenarios import Report
from guiju.scenarios.play import play_scenario
from guiju.standard import Problem
from guiju.standard.pack import Pack, read_pack


@lru_cache(maxsize=4)
def whole(name: str) -> tuple[Pack, tuple[Problem, ...]]:
    """A shipped pack and all its problems."""
    pack, problems = read_pack(files_of(name))
    assert pack is not None, problems
    return pack, problems


def told(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """File and scenario, of every scenario of a pack."""
    for file, data in whole(name)[0].scenarios.items():
        for scenario in data["scenarios"]:
            yield file, scenario


def played(name: str, file: str, scenario: Mapping[str, Any]) -> Report:
    """Plays one scenario of a pack."""
    pack = whole(name)[0]
    told_by = pack.scenarios[file]
    return play_scenario(pack, file, told_by, scenario, scenario["name"], random.Random)
