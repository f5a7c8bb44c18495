"""Lives of the working process: begun, killed, and what they acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.run.invariants import check

ROOT = Path(__file__).resolve().parents[2]
Ack = tuple[str, str, int]


def busy() -> float:
    """How much longer things take because others use the machine too; 1 where nobody does."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Nursery:
    """The process that forks lives, and the reading end of its pipe."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.run.crashing"], cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.acks: list[Ack] = []
        self.ready = threading.Event()
        self.born = threading.Event()
        self.dead = threading.Event()
        self.child = self.status = 0
        self.ready_at = 0.0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            word, *rest = line.split() or [""]
            if word == "ack" and len(rest) == 3 and line.endswith("\n"):
                self.acks.append((rest[0], rest[1], int(rest[2])))
            elif word == "born":
                self.child = int(rest[0])
                self.born.set()
            elif word == "ready":
                self.ready_at = time.monotonic()
                self.ready.set()
            elif word == "dead":
                self.status = int(rest[0])
                self.dead.set()

    def life(
        self, address: str, round_: int, point: str, seconds: float, work: bool = False
    ) -> float:
        """One life, killed so long after it was ready; returns how long that took to be.

        Args:
            work: let it acknowledge something first.
        """
        for event in (self.ready, self.born, self.dead):
            event.clear()
        assert self.process.stdin is not None
        begun = time.monotonic()
        self.process.stdin.write(f"{address} {round_} {point}\n")
        self.process.stdin.flush()
        assert self.born.wait(20 * busy())
        while not self.ready.wait(0.05) and not self.dead.is_set():
            assert time.monotonic() - begun < 20 * busy()
        known = len(self.acks)
        while work and len(self.acks) == known and not self.dead.wait(0.01):
            assert time.monotonic() - begun < 20 * busy()
        if not self.dead.wait(seconds):
            os.kill(self.child, signal.SIGKILL)
        assert self.dead.wait(20 * busy())
        return self.ready_at - begun if self.ready.is_set() else 0.0

    def close(self) -> None:
        """End the process that forks."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(20)


def lives(nursery: Nursery, address: str, rounds: int, seed: int) -> tuple[int, int]:
    """Kill a process so many times at random; returns acknowledgements and cases.

    The invariants are checked after the last life, and after every tenth.
    """
    dice = random.Random(seed)
    cases = 0
    for round_ in range(rounds):
        # Every other life does something for certain, however busy the machine is.
        slowest = nursery.life(address, round_, "", dice.uniform(0.005, 0.15), round_ % 2 == 0)
        assert slowest <= 10 * busy(), "it must be ready again within ten seconds"
        if round_ % 25 == 24 or round_ == rounds - 1:
            cases = check(address, nursery.acks)
    return len(nursery.acks), cases
