"""Uploads: an allow-list, a size, and bytes that are what the name says."""

from __future__ import annotations

import io
import re
import secrets
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guiju.web.work.models import Attachment

MOST_BYTES: Final = 20 << 20
MOST_FILES: Final = 50
"""Files of one case at most."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a file is not taken, as a text with places."""

    text: Any
    values: Mapping[str, Any]

    def __str__(self) -> str:
        """The reason in the reader's language."""
        return str(self.text) % self.values


def _starts(*heads: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(heads)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)


def _office(folder: str) -> Callable[[bytes], bool]:
    """An Office file is a zip with a list of contents, and without macros."""

    def check(data: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, ValueError, OSError):
            return False
        has = "[Content_Types].xml" in names and any(each.startswith(folder) for each in names)
        return has and not any(each.lower().endswith("vbaproject.bin") for each in names)

    return check


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
KINDS: Final[Mapping[str, tuple[str, Callable[[bytes], bool]]]] = {
    "pdf": ("application/pdf", _starts(b"%PDF-")),
    "png": ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    "jpg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    "gif": ("image/gif", _starts(b"GIF87a", b"GIF89a")),
    "webp": ("image/webp", _is_webp),
    "txt": ("text/plain; charset=utf-8", _is_text),
    "csv": ("text/csv; charset=utf-8", _is_text),
    "docx": (_OFFICE + "wordprocessingml.document", _office("word/")),
    "xlsx": (_OFFICE + "spreadsheetml.sheet", _office("xl/")),
    "pptx": (_OFFICE + "presentationml.presentation", _office("ppt/")),
}
"""By ending: the type a file is served as, and whether its bytes are that."""


def take(
    upload: Any, case: str, task: int, element: str, person: str, now: datetime
) -> Attachment | Unfit:
    """Keep the bytes of an upload, or say why not; its row is the caller's to write.

    Bytes without a row are nobody's: they lie under their digest and are not served.

    Args:
        upload: has `name`, `size` and `read()`, as Django's uploads do.
    """
    name = clean_name(str(upload.name or ""))
    ending = name.rpartition(".")[2].lower()
    if ending not in KINDS:
        values = {"name": name, "known": ", ".join(sorted(KINDS))}
        return Unfit(_("%(name)s is not taken. Files may be: %(known)s."), values)
    if upload.size > MOST_BYTES:
        sizes: dict[str, Any] = {"name": name, "most": MOST_BYTES >> 20}
        return Unfit(_("%(name)s is too large: at most %(most)s MB."), sizes)
    if Attachment.objects.filter(case=case).count() >= MOST_FILES:
        return Unfit(_("This case has %(most)s files already."), {"most": MOST_FILES})
    data = upload.read()
    kind, fits = KINDS[ending]
    if not data or not fits(data):
        return Unfit(_("%(name)s is not what its ending says."), {"name": name})
    digest = sha256(data).hexdigest()
    _write(digest, data)
    return Attachment(
        token=secrets.token_urlsafe(32),
        case=case,
        task=task,
        element=element,
        person=person,
        name=name,
        kind=kind,
        size=len(data),
        digest=digest,
        at=now,
    )


def clean_name(name: str) -> str:
    """A file's name without a path, control characters and what shells and headers stumble over."""
    last = re.split(r"[\\/]", name)[-1]
    plain = re.sub(r'[\x00-\x1f\x7f"<>|:*?\u200e\u200f\u202a-\u202e\u2066-\u2069]', "", last)
    return plain.strip(" .")[-150:]


def place_of(digest: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.FILES) / "uploads" / digest[:2] / digest


def _write(digest: str, data: bytes) -> None:
    target = place_of(digest)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_suffix(f".{secrets.token_hex(4)}")
    part.write_bytes(data)
    part.chmod(0o600)
    part.replace(target)
