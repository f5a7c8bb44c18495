"""The library and a slow, plain interpreter of its own walk random models alike."""

import os
from pathlib import Path

import pytest

from tests.laws.walking import walk

MODELS = int(os.environ.get("GUIJU_MODELS", "500"))
SEEDS = Path(__file__).with_name("seeds.txt")
"""Seeds that differed once; each stays."""


@pytest.mark.parametrize("part", range(10))
def test_random_models_walk_as_the_plain_interpreter_says(part: int) -> None:
    size = MODELS // 10
    steps = sum(walk(seed) for seed in range(part * size, (part + 1) * size))
    assert steps > size


def test_seeds_that_differed_once_are_alike_now() -> None:
    seeds = [int(line) for line in SEEDS.read_text("utf-8").split()]
    assert len(seeds) == len(set(seeds))
    for seed in seeds:
        walk(seed)
