"""Mutated DMN files by the hundred thousand: each gives values, nulls with a reason, or problems.

    python tests/long/fuzz_dmn.py --count 100000 --seed 1

Every decision of what can be read is decided, its tables are looked through, and it is written
and read again as the same. Nothing may raise and nothing may take two seconds. Findings are
printed with seed and number, from which the mutant can be made anew, and the exit code is 1.
"""

import argparse
import random
import re
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.dmn.test_dmn_problems import SEED  # noqa: E402

from guiju.standard import dmn  # noqa: E402
from guiju.standard.lint.tables import check_tables  # noqa: E402

SLOWEST = 2.0
MEMORY = 2_000_000_000
VALUES = [None, 0, 1, -1, 10**40, 0.5, "", "a", True, [], [1], {"a": 1}, "2026-01-01"]
PIECES = [
    b"<", b">", b"&lt;", b'"', b"'", b"-", b"not(", b")", b"[", b"]", b"..", b"null", b"1", b"9" * 40,
    b"UNIQUE", b"FIRST", b"PRIORITY", b"COLLECT", b"number", b"string", b"decision", b"#", b"\xc3",
    b"for i in 1..1000000 return i", b"(", b"{", b"}", b"function(x) x", b"**9999999",
]  # fmt: skip

PLACE = re.compile(rb'>([^<>]*[^<>\s][^<>]*)<|="([^"<>]*)"')
ELEMENT = re.compile(rb"<(\w+)[^<>]*?(?:/>|>[^<>]*</\1>)")


def seeds() -> list[bytes]:
    kit = ROOT.parent / "shared" / "dmn-tck"
    files = sorted(kit.glob("*/*/*.dmn")) if kit.is_dir() else []
    return [SEED, *(data for path in files if len(data := path.read_bytes()) < 60_000)]


def mutant(data: bytes, dice: random.Random) -> bytes:
    """One to four changes; most leave the XML whole and change texts, attributes and elements."""
    whole = dice.random() < 0.9
    for _ in range(dice.randint(1, 4)):
        if whole:
            data = within(data, dice)
            continue
        at = dice.randrange(len(data) + 1)
        length = min(dice.choice([0, 1, 5, 40, 400]), len(data) - at)
        kind = dice.randrange(4)
        if kind == 0:
            data = data[:at] + data[at + length :]
        elif kind == 1:
            data = data[:at] + dice.choice(PIECES) + data[at + length :]
        elif kind == 2:
            data = data[:at] + data[at : at + length] * dice.choice([2, 3, 20]) + data[at:]
        else:
            other = dice.randrange(len(data) + 1)
            data = data[:at] + data[other : other + length] + data[at:]
    return data


def within(data: bytes, dice: random.Random) -> bytes:
    """Change one text or attribute, or put one element in the place of another or beside it."""
    if dice.random() < 0.3:
        found = list(ELEMENT.finditer(data))
        one, other = dice.choice(found), dice.choice(found)
        return data[: one.start()] + other[0] + data[dice.choice([one.start(), one.end()]) :]
    one = dice.choice(list(PLACE.finditer(data)))
    text = one[1] or one[2] or b""
    at = dice.randrange(len(text) + 1)
    safe = [piece for piece in PIECES if piece not in (b"<", b'"', b"\xc3")]
    other = dice.choice([*safe, dice.choice(list(PLACE.finditer(data)))[1] or b""])
    changed = dice.choice(
        [text[:at] + other + text[at:], text[:at], other, text[:at] + text[at + 1 :]]
    )
    start, end = one.span(1 if one[1] is not None else 2)
    return data[:start] + changed.replace(b"<", b"&lt;").replace(b'"', b"&quot;") + data[end:]


def try_one(data: bytes, dice: random.Random) -> str:
    loaded = dmn.load(data)
    for problem in loaded.problems:
        str(problem)
    if loaded.model is None:
        return "refused"
    definitions = loaded.model.definitions
    inputs = {
        one.name: dice.choice(VALUES) for one in (*definitions.inputs, *definitions.decisions)
    }
    for one in (*definitions.decisions, *definitions.services)[:10]:
        decided, _ = dmn.trace(loaded.model, one.id or one.name, inputs)
        for warning in decided.warnings:
            str(warning)
    check_tables(loaded.model, steps=20_000)
    assert dmn.load(dmn.to_xml(loaded.model)).model == loaded.model, "written as another model"
    return "problems" if loaded.problems else "clean"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    told = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    texts = seeds()
    answers: dict[str, int] = {}
    findings = 0
    for number in range(told.first, told.first + told.count):
        dice = random.Random(f"{told.seed} {number}")
        data = mutant(dice.choice(texts), dice)
        began = time.process_time()
        try:
            answer = try_one(data, dice)
        except BaseException as error:
            answer = "raised"
            print(f"{number}: {type(error).__name__}: {error}"[:400], flush=True)
        took = time.process_time() - began
        if took > SLOWEST:
            print(f"{number}: took {took:.1f} s", flush=True)
        findings += answer == "raised" or took > SLOWEST
        answers[answer] = answers.get(answer, 0) + 1
    print(f"{told.count} mutants of seed {told.seed}: {answers}, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
