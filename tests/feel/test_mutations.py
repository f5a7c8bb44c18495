"""Broken texts: a value, null with a warning, a limit or a problem; nothing else, and soon."""

import random
import time

import pytest

from guiju.standard import feel
from guiju.standard.model.problem import Problem

from .test_facts import NOW, VARIABLES, facts

TEXTS = [fact.values[0] for fact in facts()]
_PIECES = (
    "( ) [ ] { } .. . , : ? - + * / ** = != < > <= >= \" @ ' and or not in between if then else"
    " for return some every satisfies function instance of list< > null true 1e6144 -1 999999999"
    " item partial a b \\u \\ // /* */ ( ( [ [ 0 P1D ${ \x00 \ud800 规 \u202e"
)
PIECES = _PIECES.split(" ")


def mutated(dice):
    text = dice.choice(TEXTS)
    for _ in range(dice.randint(1, 4)):
        start, end = sorted((dice.randint(0, len(text)), dice.randint(0, len(text))))
        kind = dice.randrange(5)
        if kind == 0:
            text = text[:start] + text[min(end, start + 3) :]
        elif kind == 1:
            text = text[:start] + dice.choice(PIECES) + text[start:]
        elif kind == 2:
            text = text[:start] + text[start:end] * dice.randint(1, 3) + text[end:]
        elif kind == 3:
            other = dice.choice(TEXTS)
            text = text[:start] + other + text[end:]
        else:
            text = text[:start] + dice.choice(PIECES) + text[start + 1 :]
    return text


def try_one(text, unary):
    compiled = feel.compile_expression(text, names=VARIABLES, unary=unary)
    if isinstance(compiled, Problem):
        str(compiled)
        return "problem"
    result = compiled.evaluate(VARIABLES | {"?": 5}, now=NOW)
    assert result.limit is None or result.value is None
    for warning in result.warnings:
        str(warning)
    feel.to_json(result.value)
    assert feel.parse(feel.print_tree(compiled.tree), names=VARIABLES, unary=unary) is not None
    return "limit" if result.limit else "value"


def try_many(count, seed):
    dice = random.Random(seed)
    seen = {"problem": 0, "limit": 0, "value": 0}
    for _ in range(count):
        text, unary = mutated(dice), dice.random() < 0.2
        began = time.process_time()
        seen[try_one(text, unary)] += 1
        assert time.process_time() - began < 2, text
    return seen


def test_some_thousand_broken_texts_are_answered():
    seen = try_many(3_000, seed=7)
    assert seen["problem"] > 500
    assert seen["value"] > 500


@pytest.mark.long
@pytest.mark.timeout(0)
def test_a_million_broken_texts_are_answered():
    assert sum(try_many(1_000_000, seed=11).values()) == 1_000_000
