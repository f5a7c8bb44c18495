"""A disk in memory that forgets what was not synced, and fails when it is told to.

SQLite works on it through a virtual file system of apsw. Limits: the order model is that of each
file by itself, and there is one connection, because such a file system has no shared memory.
"""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field
from random import Random
from typing import Any

import apsw
import pysqlite3

SECTOR = 512
Write = tuple[int, bytes | None]
"""(offset, data); data None cuts the file off at the offset."""


def applied(image: bytearray, write: Write) -> None:
    """Do one write to an image."""
    offset, data = write
    if data is None:
        del image[offset:]
        return
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


@dataclass
class Platter:
    """One file: as programs see it, as it is on the disk, and what lies between."""

    seen: bytearray = field(default_factory=bytearray)
    kept: bytearray = field(default_factory=bytearray)
    between: list[Write] = field(default_factory=list)


class Disk:
    """Files of one machine.

    Attributes:
        calls: writes, syncs and cuts so far; `fail_at` is the number of the first that fails,
            `failing` how many then do (-1: all from there on).
        lies: syncs are answered and nothing is kept, as on a disk without a flush.
    """

    def __init__(self) -> None:
        self.files: dict[str, Platter] = {}
        self.calls = 0
        self.fail_at = 0
        self.failing = -1
        self.full_at = 0
        self.lies = False

    def count(self) -> None:
        """One more call that changes the disk.

        Raises:
            apsw.IOError: it is one of those that fail.
        """
        self.calls += 1
        if self.full_at and self.calls >= self.full_at:
            raise apsw.FullError("the disk is full")
        past = self.calls - self.fail_at
        if self.fail_at and past >= 0 and (self.failing < 0 or past < self.failing):
            raise apsw.IOError("the disk failed")

    def sync(self, name: str) -> None:
        """Make a file durable."""
        self.count()
        if self.lies:
            return
        file = self.files[name]
        for write in file.between:
            applied(file.kept, write)
        file.between.clear()

    def after_power_cut(self, dice: Random) -> Disk:
        """The disk as it comes back: of what was not synced any part may be there, torn too."""
        left = Disk()
        # Who still holds files of the dead machine may close them in peace.
        self.fail_at = self.full_at = 0
        for name, file in self.files.items():
            image = bytearray(file.kept)
            for offset, data in file.between:
                fate = dice.random()
                if fate < 0.4:
                    continue
                if fate < 0.6 and data is not None and len(data) > SECTOR:
                    torn = dice.randrange(1, len(data) // SECTOR + 1) * SECTOR
                    data = data[:torn]
                applied(image, (offset, data))
            left.files[name] = Platter(bytearray(image), bytearray(image))
        return left


class _File:
    """An open file of SQLite."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk = disk
        self.name = name
        self.file = disk.files.setdefault(name, Platter())

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.count()
        write = (offset, bytes(data))
        applied(self.file.seen, write)
        self.file.between.append(write)

    def xTruncate(self, size: int) -> None:
        self.disk.count()
        applied(self.file.seen, (size, None))
        self.file.between.append((size, None))

    def xSync(self, flags: int) -> None:
        self.disk.sync(self.name)

    def xFileSize(self) -> int:
        return len(self.file.seen)

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xLock(self, level: int) -> None:
        return

    def xUnlock(self, level: int) -> None:
        return

    def xCheckReservedLock(self) -> bool:
        return False

    def xClose(self) -> None:
        return


class _System(apsw.VFS):
    """The file system of one disk."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        super().__init__(name, base="")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        flags[1] = flags[0]
        text = name.filename() if isinstance(name, apsw.URIFilename) else (name or "scratch")
        return _File(self.disk, text)

    def xAccess(self, name: str, flags: int) -> bool:
        return name in self.disk.files

    def xDelete(self, name: str, sync: bool) -> None:
        disk: Disk | None = getattr(self, "disk", None)
        if disk is None:
            # Nobody closed a connection, and the garbage collector took this one's names first.
            return
        disk.count()
        disk.files.pop(name, None)

    def xFullPathname(self, name: str) -> str:
        return name


class _Rows:
    """What a statement gave."""

    def __init__(self, rows: list[tuple[Any, ...]], rowcount: int) -> None:
        self.rows = rows
        self.rowcount = rowcount

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.rows

    def fetchone(self) -> tuple[Any, ...] | None:
        return self.rows[0] if self.rows else None


_numbers = itertools.count()


class Machine:
    """One boot of a machine with a disk: opens connections the way the store wants them."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.name = f"disk-{next(_numbers)}"
        self.system = _System(self.name, disk)
        self.lock = threading.RLock()
        self.connection: apsw.Connection | None = None

    def connect(self, path: str, synchronous: str, readonly: bool = False) -> Machine:
        """The one connection there is; readers share it."""
        if self.connection is None:
            self.connection = self._guarded(lambda: apsw.Connection(path, vfs=self.name))
            for pragma in (
                "locking_mode=EXCLUSIVE", "journal_mode=WAL", f"synchronous={synchronous}",
                "wal_autocheckpoint=0", "cache_size=-500",
            ):  # fmt: skip
                self.execute(f"PRAGMA {pragma}")
        return self

    def _guarded(self, work: Any) -> Any:
        with self.lock:
            try:
                return work()
            except apsw.ConstraintError as error:
                raise pysqlite3.IntegrityError(f"constraint failed: {error}") from error
            except apsw.FullError as error:
                raise pysqlite3.OperationalError(f"database or disk is full: {error}") from error
            except apsw.Error as error:
                raise pysqlite3.OperationalError(f"disk I/O error: {error}") from error

    def execute(self, sql: str, values: Any = ()) -> _Rows:
        connection = self.connection
        assert connection is not None
        rows = self._guarded(lambda: list(connection.cursor().execute(sql, values or None)))
        return _Rows(rows, connection.changes())

    def cursor(self) -> Machine:
        """Statements are asked here as well."""
        return self

    @property
    def in_transaction(self) -> bool:
        return self.connection is not None and self.connection.in_transaction

    def close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            self._guarded(lambda: connection.close(True))
