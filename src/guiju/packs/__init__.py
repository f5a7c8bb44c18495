"""Ready-made standards: data only, one folder each; here they are listed and read as files.

`guiju.standard.pack.read_pack` makes a pack of what is read; docs/packs.md tells the format.
"""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from typing import Final

_HERE: Final = Path(__file__).parent
_MOST_BYTES: Final = 64 << 20
_ENDINGS: Final = frozenset({".yaml", ".md", ".bpmn", ".dmn", ".json"})


class Unreadable(Exception):
    """A pack that cannot be read as files: what was expected and what was found."""


def shipped() -> tuple[str, ...]:
    """Names of the packs that come with Guiju."""
    return tuple(sorted(each.parent.name for each in _HERE.glob("*/pack.yaml")))


def files_of(pack: str | Path) -> dict[str, bytes]:
    """The files of a pack by their path inside it.

    Args:
        pack: the name of a shipped pack, or the path of a folder or zip.

    Raises:
        Unreadable: there is no such pack, or it cannot be read.
    """
    path = Path(pack)
    if str(pack) in shipped():
        path = _HERE / str(pack)
    try:
        if path.is_dir():
            return _of_folder(path)
        if path.is_file():
            return _of_zip(path)
    except (OSError, zipfile.BadZipFile, RuntimeError, ValueError) as error:
        raise Unreadable(f"expected a pack at {path}, but: {error}") from None
    raise Unreadable(f"expected one of {', '.join(shipped())}, a folder or a zip, found {pack}")


def _of_folder(path: Path) -> dict[str, bytes]:
    return {
        each.relative_to(path).as_posix(): each.read_bytes()
        for each in sorted(path.rglob("*"))
        if each.is_file() and each.suffix in _ENDINGS
    }


def _of_zip(path: Path) -> dict[str, bytes]:
    """What a zip holds; a single folder around everything is gone over."""
    with zipfile.ZipFile(path) as archive:
        infos = [each for each in archive.infolist() if not each.is_dir()]
        size = sum(each.file_size for each in infos)
        if size > _MOST_BYTES:
            raise ValueError(f"expected at most 64 MiB, found {size} bytes")
        found = {each.filename: archive.read(each) for each in infos}
    tops = {PurePosixPath(name).parts[0] for name in found}
    if len(tops) == 1 and "pack.yaml" not in found:
        found = {name.partition("/")[2]: data for name, data in found.items()}
    return {name: data for name, data in found.items() if PurePosixPath(name).suffix in _ENDINGS}


def packed(files: dict[str, bytes]) -> bytes:
    """The files of a pack as one zip; the same files give the same bytes."""
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])
    return buffer.getvalue()
