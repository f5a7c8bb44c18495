"""The file of `guiju check --map`: what the columns of a log are, and what its names stand for."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from guiju.cli.usage import Wrong, file_at, meant, named, read_data
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.journal import Mapping as Columns
    from guiju.standard import Standard

Outside = Literal["violation", "ignored"]

_KEYS: Final = ("columns", "names", "hidden", "visible", "outside", "process", "objects")


@dataclass(frozen=True, slots=True)
class MapFile:
    """What a mapping file says; every part may be left out.

    Attributes:
        columns: roles of the log's columns; what it leaves open is guessed and told.
        names: activity of the log -> element id or name, several of them, or null to ignore it.
        hidden: ids of elements that leave no trace in this log.
        visible: ids of events that do leave one, beside all tasks.
        outside: whether activities that stand for nothing are violations or ignored.
        process: id of the process to check against; None for the first.
        objects: object type whose objects are the cases of an object-centric log.
    """

    columns: Columns | None = None
    names: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    hidden: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    outside: Outside = "violation"
    process: str | None = None
    objects: str | None = None


def add_map(parser: argparse.ArgumentParser, meaning: str) -> None:
    """Tell a parser of the mapping file and of the one thing that is often said without a file."""
    parser.add_argument("--map", metavar="FILE", help=meaning)
    parser.add_argument(
        "--objects",
        metavar="TYPE",
        help=_("of an object-centric log: the object type whose objects are the cases"),
    )


def map_of(arguments: argparse.Namespace) -> MapFile:
    """What the command line and the mapping file it names say of a log.

    Raises:
        Wrong: the file is not there, or says something that is not understood.
    """
    told = read_map(file_at(arguments.map)) if arguments.map else MapFile()
    return replace(told, objects=arguments.objects) if arguments.objects else told


def read_map(path: Path) -> MapFile:
    """Read a mapping file; a file of only activity names is a mapping of names.

    Raises:
        Wrong: it says something that is not understood.
    """
    from guiju.journal import Mapping as Columns

    written = named(read_data(path) or {}, str(path))
    if written and not set(written) & set(_KEYS):
        written = {"names": written}
    for key in written:
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            raise Wrong(
                _("{path}: expected {known}, found {key}.", path=path, known=known, key=key)
                + meant(key, list(_KEYS))
            )
    columns = Columns.from_dict(named(written.get("columns") or {}, f"{path}, columns"))
    if not isinstance(columns, Columns):
        raise Wrong(f"{path}: {columns}")
    outside = written.get("outside", "violation")
    if outside not in ("violation", "ignored"):
        raise Wrong(
            _("{path}: outside is violation or ignored, found {found}.", path=path, found=outside)
        )
    names = named(written.get("names") or {}, f"{path}, names")
    return MapFile(
        columns,
        {key: _elements(value, f"{path}, names, {key}") for key, value in names.items()},
        _texts(written.get("hidden"), f"{path}, hidden"),
        _texts(written.get("visible"), f"{path}, visible"),
        cast(Outside, outside),
        _text(written.get("process"), f"{path}, process"),
        _text(written.get("objects"), f"{path}, objects"),
    )


def need_elements(told: MapFile, standard: Standard, path: str) -> None:
    """Refuse a mapping file that names elements or a process which the standard does not have.

    Raises:
        Wrong: the first such name, with what may have been meant.
    """
    known = list(standard.program.index)
    for key, ids in (("hidden", told.hidden), ("visible", told.visible)):
        for id_ in ids:
            if id_ not in standard.program.index:
                raise Wrong(
                    _("{path}, {key}: the model has no element {id}.", path=path, key=key, id=id_)
                    + meant(id_, known)
                )
    if told.process is not None and told.process not in standard.processes:
        have = ", ".join(standard.processes)
        raise Wrong(
            _("There is no process {process}; the model has {known}.",
              process=told.process, known=have)
        )  # fmt: skip


def _elements(value: Any, where: str) -> Any:
    if value is None or isinstance(value, str):
        return value
    return _texts(value, where)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    given = [value] if isinstance(value, str) else value
    if isinstance(given, Collection) and all(isinstance(each, str) for each in given):
        return tuple(given)
    raise Wrong(_("{where}: expected a list of ids, found {found}.", where=where, found=value))


def _text(value: Any, where: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise Wrong(_("{where}: expected a text, found {found}.", where=where, found=value))
