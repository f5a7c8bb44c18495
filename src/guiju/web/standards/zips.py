"""Packs as zip files: out of the library, and into it with nothing believed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from guiju.standard import Problem

MOST_FILES: Final = 500
MOST_BYTES: Final = 32 << 20
"""What all files of a pack may come to, unpacked."""

_PATH: Final = re.compile(r"(?:[\w][\w.\-]*/){0,3}[\w][\w.\-]*")
_ENDINGS: Final = (".yaml", ".yml", ".md", ".bpmn", ".dmn", ".json", ".txt", ".csv")
_MOMENT: Final = (2020, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, str], folder: str) -> bytes:
    """A zip with one folder; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(f"{folder}/{path}", _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[path])
    return out.getvalue()


def unpacked(data: bytes) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The texts of a zipped pack by path, and why it cannot be taken.

    A folder around everything is left out. Nothing is written to disk; paths that lead elsewhere,
    links, other kinds of files, bombs and bytes that are no text are problems.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError,
            EOFError, OSError) as error:  # fmt: skip
        return {}, (_problem("zip-unreadable", None, "expected a zip file, but: {reason}",
                             reason=str(error)[:200]),)  # fmt: skip


def _read(archive: zipfile.ZipFile) -> tuple[dict[str, str], tuple[Problem, ...]]:
    inside = [each for each in archive.infolist() if not each.is_dir()]
    if len(inside) > MOST_FILES:
        template = "expected at most {most} files, found {found}"
        return {}, (_problem("zip-too-many", None, template, most=MOST_FILES, found=len(inside)),)
    files: dict[str, str] = {}
    left = MOST_BYTES
    for info in inside:
        problem = _refused(info)
        if problem is not None:
            return {}, (problem,)
        with archive.open(info) as stream:
            read = stream.read(left + 1)
        left -= len(read)
        if left < 0:
            template = "expected at most {most} bytes in all"
            return {}, (_problem("zip-too-large", info.filename, template, most=MOST_BYTES),)
        try:
            files[info.filename] = read.decode("utf-8-sig")
        except UnicodeDecodeError:
            template = "expected a text in UTF-8"
            return {}, (_problem("zip-not-text", info.filename, template),)
    return _without_folder(files), ()


def _refused(info: zipfile.ZipInfo) -> Problem | None:
    name = info.filename
    link = (info.external_attr >> 16) & 0o170000 == 0o120000
    if link or not _PATH.fullmatch(name) or ".." in name:
        return _problem("zip-path", name[:200], "expected a file inside the pack's folder")
    if not name.endswith(_ENDINGS):
        template = "expected a file of {endings}"
        return _problem("zip-kind", name, template, endings=", ".join(_ENDINGS))
    return None


def _without_folder(files: dict[str, str]) -> dict[str, str]:
    tops = {name.split("/")[0] for name in files}
    if "pack.yaml" in files or len(tops) != 1:
        return files
    return {name.split("/", 1)[1]: text for name, text in files.items() if "/" in name}


def _problem(code: str, place: str | None, template: str, **values: object) -> Problem:
    return Problem(code, template, place, values)
