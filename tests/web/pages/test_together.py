"""Rows of pages and commands of the engine commit together, or neither is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.office import Office

FILLED = {"amount": 20, "reason": "broken"}


def receipt(office: Office) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from guiju.web.work import files

    upload = SimpleUploadedFile("receipt.txt", b"20 paid")
    return files.take(upload, "R-1", 1, "write", "dee", office.clock())


def pressed(office: Office, who: str) -> Any:
    from guiju.web.work.doing import Pressed

    return Pressed(
        office.actor(who), office.clock(), "k1", values=FILLED, files=[receipt(office)]
    )  # fmt: skip


def test_files_of_a_form_are_kept_with_the_command_or_not_at_all(office: Office) -> None:
    from guiju.web.work import doing
    from guiju.web.work.models import Attachment
    from guiju.web.work.tasks import load

    one = load(office.engine, office.start())
    assert one is not None
    refused = doing.complete(office.engine, one, pressed(office, "carl"))
    assert not refused.ok and not Attachment.objects.exists()
    assert doing.complete(office.engine, one, pressed(office, "dee")).ok
    assert Attachment.objects.get().name == "receipt.txt"
    doing.complete(office.engine, one, pressed(office, "dee"))
    assert Attachment.objects.count() == 1


def test_a_row_that_cannot_be_written_takes_the_command_along(office: Office) -> None:
    from guiju.run.answer import Accepted
    from guiju.run.commands import Claim
    from guiju.web.together import insert
    from guiju.web.work.tasks import load

    task = office.start()
    row = receipt(office)
    row.save()
    claim = Claim(case="R-1", task=int(task.rpartition(":")[2]), actor=office.actor("dee"))
    row.pk = None
    with pytest.raises(Exception, match=r"(?i)unique"):
        office.engine.do(claim, [insert(row)])
    one = load(office.engine, task)
    assert one is not None and one.task.assignee == ""
    assert isinstance(office.engine.do(claim), Accepted)


DYING = """
import sys
from tests.web.office import Clock
from datetime import UTC, datetime
import random
from guiju.web import serving
import django
django.setup()
from guiju.journal.store import open_store
from guiju.journal.store.crash import crash_at
from guiju.run.commands import Actor, Claim
from guiju.run.engine import Engine
from guiju.web.together import insert
from guiju.web.work.models import Note
engine = Engine(open_store(sys.argv[1]), Clock(datetime(2026, 3, 2, tzinfo=UTC)), random.Random(1))
crash_at(sys.argv[3])
note = Note(case="R-1", kind="question", author="dee", to="don", at=engine.clock())
engine.do(Claim(case="R-1", task=int(sys.argv[2]), actor=Actor("dee", frozenset(["desk"]))), [insert(note)])
"""


@pytest.mark.parametrize(("point", "there"), [("before-commit", False), ("after-commit", True)])
def test_a_process_that_is_killed_leaves_both_or_neither(
    office: Office, point: str, there: bool
) -> None:
    from django.conf import settings

    from guiju.web.work.models import Note
    from guiju.web.work.tasks import load

    task = office.start()
    office.engine.close()
    root = Path(__file__).resolve().parents[3]
    told = os.environ | {
        "GUIJU_MODE": "test", "GUIJU_DB": office.address, "GUIJU_FILES": str(settings.FILES),
        "DJANGO_SETTINGS_MODULE": "guiju.web.settings", "PYTHONPATH": str(root),
    }  # fmt: skip
    number = task.rpartition(":")[2]
    ended = subprocess.run(
        [sys.executable, "-c", DYING, office.address, number, point],
        env=told,
        cwd=root,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    one = load(office.engine, task)
    assert one is not None and one.task.assignee == ("dee" if there else "")
    assert Note.objects.exists() == there
