"""The deployed standards: kept as text in the store, compiled once in each process."""

from __future__ import annotations

import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from guiju.journal.store import Batch, StandardRow, Store, pack, unpack
from guiju.standard import Problem, Standard, compile_standard
from guiju.standard.steps import Program


@dataclass(frozen=True, slots=True)
class Deployed:
    """A standard in a store.

    Attributes:
        no: small number that rows name it by; later ones are higher.
    """

    no: int
    standard: Standard


class NumberingChanged(Exception):
    """A stored standard compiles to other element numbers than those its cases speak of."""


def numbering(program: Program) -> str:
    """Digest of the element and flow numbers that stored states are written in."""
    names = [[place.id for place in program.places], program.flow_ids]
    return sha256(pack(names)).hexdigest()[:32]


class Standards:
    """Every deployed standard of a store, by number, digest and process."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._by_no: dict[int, Deployed] = {}
        self._rows: dict[int, StandardRow] = {}
        self.refresh()

    def refresh(self) -> None:
        """Learn of what others have deployed."""
        for row in self.store.reader().standards():
            self._rows.setdefault(row.no, row)

    def by_no(self, no: int) -> Deployed:
        """The standard with that number.

        Raises:
            KeyError: there is none.
            NumberingChanged: this program numbers its elements otherwise.
        """
        found = self._by_no.get(no)
        return found if found is not None else self._compile(no)

    def _compile(self, no: int) -> Deployed:
        with self._lock:
            if no not in self._rows:
                self.refresh()
            row = self._rows[no]
            files = unpack(row.files)
            tables = {name: b64decode(text) for name, text in files["tables"].items()}
            standard = compile_standard(b64decode(files["bpmn"]), tables).standard
            if standard is None or numbering(standard.program) != row.numbering:
                raise NumberingChanged(f"expected numbering {row.numbering} of {row.name}")
            self._by_no[no] = Deployed(no, standard)
            return self._by_no[no]

    def by_digest(self, digest: str) -> Deployed | None:
        """The standard whose text has that digest."""
        for _ in range(2):
            for row in self._rows.values():
                if row.digest == digest:
                    return self.by_no(row.no)
            self.refresh()
        return None

    def newest(self, process: str) -> Deployed | None:
        """The newest standard that has a process."""
        return self._newest(lambda standard: process in standard.program.bodies)

    def _newest(self, wanted: Callable[[Standard], bool]) -> Deployed | None:
        for no in sorted(self._rows, reverse=True):
            found = self.by_no(no)
            if wanted(found.standard):
                return found
        return None

    def each_newest(self) -> Mapping[str, Deployed]:
        """For every process the newest standard that has it."""
        found: dict[str, Deployed] = {}
        for no in sorted(self._rows, reverse=True):
            deployed = self.by_no(no)
            for process in deployed.standard.program.bodies:
                found.setdefault(process, deployed)
        return found

    def deploy(
        self, data: bytes, tables: Mapping[str, bytes], now: int
    ) -> tuple[Deployed | None, tuple[Problem, ...]]:
        """Keep a standard for ever, unless the same text is there already.

        Returns:
            The standard, or None where the model is wrong; and all its problems.
        """
        loaded = compile_standard(data, tables)
        if loaded.standard is None:
            return None, loaded.problems
        standard = loaded.standard
        with self.store.transaction((0,)) as transaction:
            for row in transaction.standards():
                if row.digest == standard.digest:
                    self._rows.setdefault(row.no, row)
                    return self._keep(row.no, standard), loaded.problems
            no = max((row.no for row in transaction.standards()), default=0) + 1
            files = {
                "bpmn": b64encode(data).decode(),
                "tables": {name: b64encode(text).decode() for name, text in tables.items()},
            }
            row = StandardRow(
                no, standard.digest, standard.definitions.name or standard.definitions.id, now,
                numbering(standard.program), pack(files),
            )  # fmt: skip
            batch = Batch()
            batch.put("standards", no, row)
            transaction.apply(batch)
        self._rows[no] = row
        return self._keep(no, standard), loaded.problems

    def _keep(self, no: int, standard: Standard) -> Deployed:
        return self._by_no.setdefault(no, Deployed(no, standard))
