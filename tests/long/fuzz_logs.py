"""Mutated logs by the hundred thousand: every one must give a log or a reason, in two seconds.

    python tests/long/fuzz_logs.py --count 100000 --seed 1

Works in a child process, so that a crash of a library is a finding and not the end; findings are
printed as (format, seed, number) and the damaged log is kept under --keep.
"""

import argparse
import multiprocessing
import random
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.journal import mutants  # noqa: E402

from guiju import journal  # noqa: E402

SLOWEST = 2.0
HUNG = 30.0


def mutants_of(name: str, good: bytes, seed: int, first: int, last: int):
    """Mutants first to last of a format; each has dice of its own, so that one can be remade."""
    for number in range(first, last):
        yield number, mutants.mutant(good, random.Random(f"{name} {seed} {number}"))


def work(pipe: Connection, name: str, good: bytes, seed: int, first: int, last: int) -> None:
    """Read the mutants, telling each number before and each finding after."""
    for number, wounded in mutants_of(name, good, seed, first, last):
        pipe.send(("begin", number, ""))
        began = time.process_time()
        try:
            log = journal.read_log(wounded, case_notion="order")
            if isinstance(log, journal.Log):
                log.variants()
            elif not isinstance(log, journal.Unreadable):
                pipe.send(("finding", number, f"gave {type(log)}"))
        except BaseException as error:
            pipe.send(("finding", number, f"raised {type(error).__name__}: {error}"[:300]))
        took = time.process_time() - began
        if took > SLOWEST:
            pipe.send(("finding", number, f"took {took:.1f} s"))
    pipe.send(("end", last, ""))


def run(name: str, good: bytes, seed: int, count: int) -> list[tuple[int, str]]:
    """All findings of one format; a dead or hung child is one, and the next goes on behind it."""
    findings: list[tuple[int, str]] = []
    first = 0
    while first < count:
        ours, theirs = multiprocessing.Pipe(False)
        child = multiprocessing.Process(
            target=work, args=(theirs, name, good, seed, first, count), daemon=True
        )
        child.start()
        theirs.close()
        first = follow(ours, child, first, findings)
    return findings


def follow(
    pipe: Connection, child: multiprocessing.Process, at: int, findings: list[tuple[int, str]]
) -> int:
    """Listen to a child to its end; the number to go on from."""
    try:
        while pipe.poll(HUNG):
            what, number, text = pipe.recv()
            at = number
            if what == "finding":
                findings.append((number, text))
            elif what == "end":
                child.join()
                return number
        findings.append((at, f"hung for {HUNG:.0f} s"))
    except EOFError:
        child.join()
        findings.append((at, f"crashed with {child.exitcode}"))
    child.kill()
    child.join()
    return at + 1


def main() -> int:
    """Print what was found; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="mutants in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one format")
    parser.add_argument("--keep", type=Path, help="folder for logs with findings")
    told = parser.parse_args()
    seeds = {k: v for k, v in mutants.seeds().items() if told.only in (None, k)}
    total = 0
    for name, good in seeds.items():
        count = told.count // len(seeds)
        findings = run(name, good, told.seed, count)
        print(f"{name}: {count} mutants, {len(findings)} findings", flush=True)
        for number, text in findings:
            print(f"  ({name}, {told.seed}, {number}) {text}", flush=True)
            if told.keep:
                told.keep.mkdir(parents=True, exist_ok=True)
                wounded = next(mutants_of(name, good, told.seed, number, number + 1))[1]
                (told.keep / f"{name}-{told.seed}-{number}").write_bytes(wounded)
        total += len(findings)
    print(f"{total} findings")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
