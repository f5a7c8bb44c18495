"""Automata kept by what they were made of, in memory and, if a folder is given, on disk."""

from __future__ import annotations

import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import BadZipFile

import numpy as np

from guiju.check.automaton import Automaton, automaton_of
from guiju.check.hidden import without
from guiju.check.ladder import Limits
from guiju.standard.steps.graph import Behaviour, Graph

_FORMAT = 2


@dataclass(slots=True)
class Automata:
    """Automata of standards, those used last.

    Attributes:
        room: how many are kept in memory.
        folder: where they are kept for other processes too, or None. Files are named by a digest
            of all they depend on; one that cannot be read is made anew.
    """

    room: int = 32
    folder: Path | None = None
    _kept: OrderedDict[str, Automaton | None] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def of(
        self,
        digest: str,
        behaviour: Behaviour,
        hidden: Collection[str] = (),
        limits: Limits | None = None,
    ) -> Automaton | None:
        """The automaton of a behaviour; None where it has too many states.

        Args:
            digest: of the standard that the behaviour is of.
            behaviour: what the standard allows.
            hidden: ids of elements that leave no trace.
            limits: how many states and subsets are looked at.
        """
        limits = limits or Limits()
        seen = without(behaviour, hidden)
        key = _key(digest, seen, limits)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._read(key) or automaton_of(seen, limits.states, limits.subsets)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self.room:
                self._kept.popitem(last=False)
        if found is not None:
            self._write(key, found)
        return found

    def _path(self, key: str) -> Path | None:
        return None if self.folder is None else self.folder / f"{key}.npz"

    def _read(self, key: str) -> Automaton | None:
        path = self._path(key)
        if path is None or not path.exists():
            return None
        try:
            with np.load(path, allow_pickle=False) as stored:
                return _automaton(stored)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def _write(self, key: str, automaton: Automaton) -> None:
        path = self._path(key)
        if path is None or path.exists():
            return
        graph = automaton.graph
        told = {
            "labels": list(automaton.labels),
            "names": dict(automaton.names),
            "deterministic": automaton.deterministic,
            "explored": automaton.explored,
        }
        beside = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                np.savez(
                    file,
                    source=graph.source,
                    label=graph.label,
                    target=graph.target,
                    final=graph.final,
                    told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
                )
            beside.replace(path)
        except OSError:  # a full or read-only folder costs time, not the result
            with suppress(OSError):
                beside.unlink()


def _key(digest: str, behaviour: Behaviour, limits: Limits) -> str:
    """A digest of all that an automaton depends on."""
    labels, names = list(behaviour.labels), sorted(behaviour.names.items())
    moves = repr(getattr(behaviour, "transitions", ""))
    bounds = (limits.states, limits.subsets)
    parts = (_FORMAT, digest, repr(behaviour.initial), moves, labels, names, bounds)
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _automaton(stored: Any) -> Automaton:
    """An automaton as it was written.

    Raises:
        KeyError: a part is missing.
        ValueError: a part is not what it should be.
    """
    told = json.loads(stored["told"].tobytes())
    final = stored["final"].astype(np.bool_)
    columns = [stored[name].astype(np.int32) for name in ("source", "label", "target")]
    lengths = {column.shape for column in columns}
    largest = max((int(c.max(initial=-1)) for c in (columns[0], columns[2])), default=-1)
    if len(lengths) != 1 or largest >= final.size or final.ndim != 1:
        raise ValueError("columns that do not belong together")
    graph = Graph(final.size, columns[0], columns[1], columns[2], final)
    labels = tuple(told["labels"])
    return Automaton(graph, labels, told["names"], told["deterministic"], told["explored"])


AUTOMATA = Automata()
"""Those of this process."""
