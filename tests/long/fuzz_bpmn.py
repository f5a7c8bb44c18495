"""Mutated BPMN files by the hundred thousand: each gives definitions or problems, in two seconds.

    python tests/long/fuzz_bpmn.py --count 100000 --seed 1

What can be read must also be written and read again as the same. Findings are printed with seed
and number, from which the mutant can be made anew, and the exit code is 1.
"""

import argparse
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.standard.bpmn.mutants import mutant, seeds, try_one  # noqa: E402

SLOWEST = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    told = parser.parse_args()
    texts = seeds(*(folder for folder in [ROOT.parent / "shared"] if folder.is_dir()))
    answers: dict[str, int] = {}
    findings = 0
    for number in range(told.first, told.first + told.count):
        dice = random.Random(f"{told.seed} {number}")
        data = mutant(dice.choice(texts), dice)
        began = time.process_time()
        try:
            answer = try_one(data)
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
