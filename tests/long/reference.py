"""Walks random models against the plain reference interpreter; failing seeds are kept.

python tests/long/reference.py [--count 20000] [--from 1000]
"""

import argparse
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.laws.test_reference import SEEDS  # noqa: E402
from tests.laws.walking import walk  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--from", type=int, default=1000, dest="first")
    options = parser.parse_args()
    begun, steps, different = time.monotonic(), 0, []
    for seed in range(options.first, options.first + options.count):
        try:
            steps += walk(seed)
        except Exception:
            traceback.print_exc(limit=-2)
            different.append(seed)
        if sys.stderr.isatty() and seed % 100 == 0:
            print(f"\r{seed - options.first} models", end="", file=sys.stderr)
    if different:
        known = SEEDS.read_text("utf-8").split()
        SEEDS.write_text("\n".join([*known, *map(str, different)]) + "\n", "utf-8")
    spent = time.monotonic() - begun
    print(f"{options.count} models, {steps} steps, {len(different)} different, {spent:.0f} s")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
