"""Whatever a file holds, reading gives definitions or problems, and never raises."""

import random

from .mutants import mutant, seeds, try_one


def test_two_thousand_mutants_give_an_answer() -> None:
    dice = random.Random(2026)
    texts = seeds()
    answers = {try_one(mutant(dice.choice(texts), dice)) for _ in range(2000)}
    assert answers == {"read", "refused"}
