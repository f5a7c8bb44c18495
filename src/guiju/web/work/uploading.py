"""Files that come with a form or beside it: their bytes are kept, their rows are yet to be written.

The rows of a form's files commit with the command the form is handed in by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from guiju.web.engine import now
from guiju.web.policy import visitor_of
from guiju.web.work import files
from guiju.web.work.models import Attachment
from guiju.web.work.tasks import Open


@dataclass(slots=True)
class Taken:
    """The files of a form, by the field that refers to each, and why others were not taken."""

    by_field: dict[str, Attachment] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    @property
    def rows(self) -> Sequence[Attachment]:
        """Rows that are yet to be written."""
        return list(self.by_field.values())

    @property
    def fields(self) -> Mapping[str, str]:
        """What each field refers to."""
        return {name: each.reference for name, each in self.by_field.items()}


def take_files(request: HttpRequest, one: Open) -> Taken:
    """The files in the fields of a form."""
    taken = Taken()
    for name, upload in request.FILES.items():
        if not name.startswith("f.") or not name.endswith(".file"):
            continue
        found = take(request, one, upload)
        if isinstance(found, Attachment):
            taken.by_field[name.removesuffix(".file")] = found
        else:
            taken.refused.append(str(found))
    return taken


def take(request: HttpRequest, one: Open, upload: Any) -> Attachment | files.Unfit:
    """One file for a task."""
    who = visitor_of(request.user)
    return files.take(upload, one.task.case, one.task.task, one.task.element, who.id, now())
