"""Business keys: the variables a case is found by, beside its name.

A standard marks them at a process, `<gj:other name="search" value="order_id, customer.number"/>`;
variables that messages are correlated by are keys without a mark. The worker reads the journal
behind the cases and keeps a digest of each value, so that no command waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Final
from unicodedata import normalize

from django.conf import settings

from guiju.run.engine import Engine
from guiju.run.packing import unpack_record
from guiju.standard import Standard
from guiju.systems.writing import writing
from guiju.web.cases.models import Key, KeysRead

MARK: Final = "search"
PAGE: Final = 500
"""Entries that are read in one turn."""
MOST_FOUND: Final = 500
"""Cases that one key may find."""

_VARIABLE: Final = re.compile(r"=?\s*([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*")


def read_on(engine: Engine) -> int:
    """Keep the keys of cases in which something happened since; returns how many were looked at."""
    reader: Any = engine.reader()
    places = dict(KeysRead.objects.values_list("shard", "seq"))
    return sum(
        _read_shard(engine, shard, places.get(shard, 0))
        for shard, last in reader.ask("SELECT shard, seq FROM shards")
        if last > places.get(shard, 0)
    )


def _read_shard(engine: Engine, shard: int, since: int) -> int:
    reader: Any = engine.reader()
    sql = "SELECT seq, case_no FROM entries WHERE shard = ? AND seq > ? ORDER BY seq LIMIT ?"
    rows = reader.ask(sql, (shard, since, PAGE))
    if not rows:
        return 0
    cases = {number for _, number in rows}
    found = [
        Key(digest=digest(value), case_no=number)
        for number in cases
        for value in _values(engine, number)
    ]
    with writing():
        Key.objects.bulk_create(found, ignore_conflicts=True)
        KeysRead.objects.update_or_create(shard=shard, defaults={"seq": rows[-1][0]})
    return len(cases)


def _values(engine: Engine, number: int) -> Iterator[str]:
    """What a case is called by its keys; sealed data is left alone."""
    reader: Any = engine.reader()
    id_ = reader.case_id(number)
    row = reader.case(id_) if id_ is not None else None
    names = marked(engine.standards.by_no(row.standard).standard) if row is not None else ()
    if row is None or not names:
        return
    known: dict[str, Any] = {}
    if row.status == 0:
        known.update(
            unpack_record(row.id, row.number, row.status, row.state, row.variables).state.variables
        )
    else:
        for entry in engine.entries(row.id):
            known.update(entry.values)
    for name in names:
        value = _value(known, name)
        if value:
            yield value


def _value(known: Mapping[str, Any], name: str) -> str:
    found: Any = known
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    usable = isinstance(found, str | int | Decimal) and not isinstance(found, bool)
    return str(found)[:200] if usable else ""


_marked: Final[dict[str, Sequence[str]]] = {}


def marked(standard: Standard) -> Sequence[str]:
    """The variables that cases of a standard are found by; looked for once."""
    if standard.digest not in _marked:
        _marked[standard.digest] = _marks(standard)
    return _marked[standard.digest]


def _marks(standard: Standard) -> Sequence[str]:
    processes = standard.definitions.processes
    said = [each.extras.other.get(MARK, "") for each in processes]
    names = [name.strip() for text in said for name in text.split(",")]
    return tuple(dict.fromkeys(each for each in [*names, *_correlated(standard)] if each))


def _correlated(standard: Standard) -> Iterator[str]:
    for place in standard.program.places:
        told = [getattr(place.node, "correlation", None)]
        told += [each.correlation for each in getattr(place.node, "definitions", ())]
        for expression in told:
            match = _VARIABLE.fullmatch(expression.text) if expression is not None else None
            if match is not None:
                yield match[1]


def digest(value: str) -> str:
    """What is kept of a key: the same however it is written, and nothing without our secret."""
    plain = normalize("NFKC", value).strip().casefold()
    key = blake2b(settings.SECRET_KEY.encode()).digest()
    return blake2b(plain.encode(), digest_size=16, key=key).hexdigest()


def find(text: str) -> Iterable[int]:
    """Numbers of the cases with a key, the newest first."""
    if not text.strip():
        return ()
    rows = Key.objects.filter(digest=digest(text)).order_by("-case_no")
    return list(rows.values_list("case_no", flat=True)[:MOST_FOUND])
