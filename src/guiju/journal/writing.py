"""Where written logs go: a file, in gzip where its name says so; same log, same bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast


@contextmanager
def opened(path: str | Path) -> Iterator[IO[bytes]]:
    """The file to write to; without a time stamp in its gzip header.

    Raises:
        OSError: where the file cannot be written; the caller chose the place.
    """
    with Path(path).open("wb") as file:
        if not Path(path).name.lower().endswith(".gz"):
            yield file
            return
        with gzip.GzipFile("", "wb", 6, cast(Any, file), mtime=0) as packed:
            yield cast(IO[bytes], packed)
