"""Mutated FEEL texts by the hundred thousand: each gives a value, null with a warning, or a problem.

    python tests/long/fuzz_feel.py --count 900000 --seed 12

What compiles must also print to what parses; nothing may raise and nothing may take two seconds.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.feel.test_mutations import try_many  # noqa: E402

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=900_000)
    parser.add_argument("--seed", type=int, default=12)
    told = parser.parse_args()
    print(json.dumps({"seed": told.seed, "count": told.count, **try_many(told.count, told.seed)}))
