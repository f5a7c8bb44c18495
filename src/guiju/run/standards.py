"""The deployed standards: kept as text in the store, compiled once in each process."""

from __future__ import annotations

import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from guiju.journal.store import StandardRow, Store, pack, unpack
from guiju.run.beside import NO_FILES, NOTHING, Beside, Files, read_beside
from guiju.run.schedule import SHARD, scheduled, unreadable
from guiju.run.times import moment
from guiju.standard import Problem, Standard, compile_standard
from guiju.standard.steps import Program

NEWS: Final = 1.0
"""Seconds after which it is looked whether others have deployed something."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """A standard in a store.

    Attributes:
        no: small number that rows name it by; later ones are higher.
        beside: the forms and the timing of this version.
    """

    no: int
    standard: Standard
    beside: Beside = NOTHING


class NumberingChanged(Exception):
    """A stored standard compiles to other element numbers than those its cases speak of."""


def numbering(program: Program) -> str:
    """Digest of the element and flow numbers that stored states are written in."""
    names = [[place.id for place in program.places], program.flow_ids]
    return sha256(pack(names)).hexdigest()[:32]


Compiled = tuple[Standard | None, Beside, tuple[Problem, ...]]
"""A deployment's standard, None where it is wrong, what is beside it, and all problems."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a deployment, told apart by their digest."""

    digest: bytes
    data: bytes = field(compare=False)
    tables: Mapping[str, bytes] = field(compare=False)
    files: Files = field(compare=False)


def compiled(data: bytes, tables: Mapping[str, bytes], files: Files) -> Compiled:
    """A whole deployment, read and compiled; the digest covers every byte of it.

    The last ones of a process are kept: scenarios and sandboxes deploy the same texts over and
    over, each into a store of its own.
    """
    alone = files.imported is None
    told = pack([b64encode(data).decode(), _encoded(tables), _written(files), alone])
    return _compiled(_Texts(sha256(told).digest(), data, tables, files))


@lru_cache(maxsize=32)
def _compiled(texts: _Texts) -> Compiled:
    data, tables, files = texts.data, texts.tables, texts.files
    loaded = compile_standard(data, tables, files.imported)
    if loaded.standard is None:
        return None, NOTHING, loaded.problems
    beside, wrong = read_beside(loaded.standard, files)
    problems = (*loaded.problems, *wrong)
    if any(each.severity == "error" for each in wrong):
        return None, NOTHING, problems
    standard = loaded.standard
    if files.any:
        whole = pack([standard.digest, _written(files)])
        standard = replace(standard, digest=sha256(whole).hexdigest())
    return standard, beside, problems


def _written(files: Files) -> dict[str, Any]:
    """Texts beside the model as they are kept; what there is none of is left out."""
    told: dict[str, Any] = {}
    if files.imported:
        told["beside"] = _encoded(files.imported)
    if files.timing is not None:
        told["timing"] = b64encode(files.timing).decode()
    if files.forms is not None:
        told["forms"] = _encoded(files.forms)
    return told


def _encoded(texts: Mapping[str, bytes]) -> dict[str, str]:
    return {name: b64encode(texts[name]).decode() for name in sorted(texts)}


def _decoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {name: b64decode(text) for name, text in texts.items()}


def texts_of(row: StandardRow) -> tuple[bytes, dict[str, bytes], Files]:
    """The texts of a stored standard: the model, its tables, and what is beside."""
    kept = unpack(row.files)
    timing, forms = kept.get("timing"), kept.get("forms")
    files = Files(
        _decoded(kept["beside"]) if "beside" in kept else None,
        None if timing is None else b64decode(timing),
        None if forms is None else _decoded(forms),
    )
    return b64decode(kept["bpmn"]), _decoded(kept["tables"]), files


class Standards:
    """Every deployed standard of a store, by number, digest and process."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._by_no: dict[int, Deployed] = {}
        self._rows: dict[int, StandardRow] = {}
        self._newest: dict[str, Deployed] = {}
        self._counted = -1
        self._looked = 0.0
        self.refresh()

    def refresh(self) -> None:
        """Learn of what others have deployed."""
        self._looked = time.monotonic()
        for row in self.store.reader().standards_after(max(self._rows, default=0)):
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
            standard, beside, _ = compiled(*texts_of(row))
            if standard is None or numbering(standard.program) != row.numbering:
                raise NumberingChanged(f"expected numbering {row.numbering} of {row.name}")
            self._by_no[no] = Deployed(no, standard, beside)
            return self._by_no[no]

    def by_digest(self, digest: str) -> Deployed | None:
        """The standard whose text has that digest."""
        for _ in range(2):
            for row in list(self._rows.values()):
                if row.digest == digest:
                    return self.by_no(row.no)
            self.refresh()
        return None

    def newest(self, process: str) -> Deployed | None:
        """The newest standard that has a process."""
        return self.each_newest().get(process)

    def each_newest(self) -> Mapping[str, Deployed]:
        """For every process the newest standard that has it; others' are seen after a second."""
        if time.monotonic() - self._looked > NEWS:
            self.refresh()
        if len(self._rows) != self._counted:
            counted = len(self._rows)
            found: dict[str, Deployed] = {}
            for no in sorted(self._rows, reverse=True):
                deployed = self.by_no(no)
                for process in deployed.standard.program.bodies:
                    found.setdefault(process, deployed)
            self._newest, self._counted = found, counted
        return self._newest

    def deploy(
        self, data: bytes, tables: Mapping[str, bytes], now: int, files: Files = NO_FILES
    ) -> tuple[Deployed | None, tuple[Problem, ...]]:
        """Keep a standard for ever, unless the same text is there already.

        Returns:
            The standard, or None where the model is wrong; and all its problems.
        """
        if files.imported is not None:
            named = {name: text for name, text in files.imported.items() if name.encode() in data}
            files = replace(files, imported=named)
        standard, beside, problems = compiled(data, tables, files)
        if standard is None:
            return None, problems
        wrong = tuple(unreadable(standard, moment(now)))
        if wrong:
            return None, (*problems, *wrong)
        with self.store.transaction((0,)) as transaction:
            for row in transaction.standards():
                # Without gaps, so that whoever looks for news finds all of them.
                self._rows.setdefault(row.no, row)
                if row.digest == standard.digest:
                    return self._keep(Deployed(row.no, standard, beside)), problems
            no = max(self._rows, default=0) + 1
            kept = {"bpmn": b64encode(data).decode(), "tables": _encoded(tables), **_written(files)}
            row = StandardRow(
                no, standard.digest, standard.definitions.name or standard.definitions.id, now,
                numbering(standard.program), pack(kept),
            )  # fmt: skip
            others = transaction.schedules(SHARD)
            older = {-each.case_no: self.by_no(-each.case_no).standard for each in others}
            batch = scheduled(Deployed(no, standard), others, older, moment(now))
            batch.put("standards", no, row)
            transaction.apply(batch)
        self._rows[no] = row
        return self._keep(Deployed(no, standard, beside)), problems

    def _keep(self, deployed: Deployed) -> Deployed:
        return self._by_no.setdefault(deployed.no, deployed)
