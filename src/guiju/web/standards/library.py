"""The library: standards and versions made, edited and found. Nothing here knows a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from guiju.standard import Problem
from guiju.standard.pack import Pack
from guiju.web.standards.models import Standard, Version
from guiju.web.standards.texts import digest_of, read_texts


@dataclass(frozen=True, slots=True)
class Stale:
    """A save that was made from an older revision than the one that is kept."""

    revision: int


def import_files(
    files: Mapping[str, str], author: str, now: datetime
) -> tuple[Version | None, tuple[Problem, ...]]:
    """Keep the texts of a pack as a draft; a standard that is not there yet is made.

    Returns:
        The draft, or None where the texts are no pack; and all problems.
    """
    pack, problems = read_texts(files)
    if pack is None:
        return None, problems
    with transaction.atomic():
        standard, _ = Standard.objects.update_or_create(
            name=pack.name,
            defaults={
                "line": pack.industry,
                "title": dict(pack.title),
                "about": dict(pack.about),
            },
        )
        return new_version(standard, files, author, now, label=pack.version), problems


def new_version(
    standard: Standard,
    files: Mapping[str, str],
    author: str,
    now: datetime,
    *,
    values: Mapping[str, str] | None = None,
    label: str = "",
) -> Version:
    """A draft with the next number."""
    last = standard.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        standard=standard,
        number=last + 1,
        label=label,
        files=dict(files),
        values=dict(values or {}),
        author=author,
        made=now,
    )


def draft_of(version: Version, author: str, now: datetime) -> Version:
    """A draft that begins with the texts of a version, under the next label."""
    return new_version(
        version.standard,
        version.files,
        author,
        now,
        values=version.values,
        label=next_label(version),
    )


def next_label(version: Version) -> str:
    """The label after the highest of the standard: 1.2.0 after 1.1.3."""
    labels = version.standard.versions.values_list("label", flat=True)
    highest = max((_numbers(each) for each in labels), default=(0, 0))
    return f"{highest[0]}.{highest[1] + 1}.0"


def _numbers(label: str) -> tuple[int, int]:
    parts = [int(each) if each.isdigit() else 0 for each in label.split(".")[:2]]
    return (parts[0], parts[1]) if len(parts) == 2 else (parts[0] if parts else 0, 0)


def save_text(version: Version, path: str, text: str, revision: int) -> Version | Stale:
    """Put one text in place of another in a draft.

    Args:
        revision: of the version the text was made from; where another save came between, nothing
            is written.
    """
    with transaction.atomic():
        kept = Version.objects.select_for_update().get(pk=version.pk)
        if kept.revision != revision or not kept.editable or path not in kept.files:
            return Stale(kept.revision)
        kept.files = {**kept.files, path: text}
        kept.revision += 1
        kept.save(update_fields=["files", "revision"])
    return kept


def seal(version: Version) -> None:
    """Give a version the code of its texts; called when it is handed in."""
    version.code = digest_of(version.files, version.values)
    version.save(update_fields=["code"])


def pack_of(version: Version) -> Pack | None:
    """The pack of a version; None where its texts are no pack (a draft at work)."""
    return read_texts(version.files, version.values)[0]


def in_force(standard: Standard) -> Version | None:
    """The version that new cases follow."""
    found: Version | None = (
        standard.versions.filter(state=Version.State.FORCE).order_by("-effective").first()
    )
    return found


def shown(standard: Standard) -> Version | None:
    """The version a reader is shown first: the one in force, else the newest."""
    return in_force(standard) or standard.versions.order_by("-number").first()
