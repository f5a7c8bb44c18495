"""Fills an empty database with a demonstration."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from guiju.packs import files_of, shipped
from guiju.standard.pack import Pack
from guiju.systems import Surroundings, wired
from guiju.systems.messages.models import Message
from guiju.web import engine as engines
from guiju.web.demo import people
from guiju.web.demo.playing import Clock, Play, told_by
from guiju.web.standards import lifecycle
from guiju.web.standards.library import import_files, pack_of
from guiju.web.standards.models import Version

UNREAD = timedelta(hours=12)
"""Notices that are older have been read."""
WEEKS = 3
CASES = 60

Say = Callable[[str], None]


def prepare(now: datetime, say: Say, cases: int = CASES) -> dict[str, int]:
    """Put the shipped packs in force, make people, and play cases up to a moment.

    Args:
        now: the moment the demonstration begins.
        say: is told what is done.
        cases: how many cases begin.

    Returns:
        How many cases were started, steps done, and commands refused.
    """
    clock = Clock(now - timedelta(weeks=WEEKS))
    # Always the same weeks: what somebody saw yesterday is there today.
    dice = random.Random(7)
    with engines.use(engines.new_engine(clock)) as engine:
        packs = put_in_force(clock.now)
        say(f"{len(packs)} standards are in force")
        roles = people.make(packs, clock.now)
        told = told_by(packs, clock.now + timedelta(weeks=WEEKS - 1))
        around = Surroundings(clock, dice, _settings(packs), engine=engine)
        for system, values in told.world.items():
            wired(around).give({system: values})
        play = Play(
            engine, engines.worker(engine, "demo", _settings(packs)), clock, dice, told, roles
        )
        play.until(now, cases)
        Message.objects.filter(staff=True, at__lt=now - UNREAD).update(read_at=now)
        engine.close()
    return play.counts


def _settings(packs: list[Pack]) -> dict[str, dict[str, object]]:
    scripts = {name: script for pack in packs for name, script in pack.scripts.items()}
    return {"contacts": {"scripts": scripts}}


def put_in_force(now: datetime) -> list[Pack]:
    """Every shipped pack as a version in force, without the way through an approval."""
    found = []
    for name in shipped():
        texts = {path: data.decode() for path, data in files_of(name).items()}
        version, _ = import_files(texts, "otis", now)
        pack = pack_of(version) if version is not None else None
        if version is None or pack is None:
            continue
        version.effective = now
        version.save(update_fields=["effective"])
        lifecycle.deploy(engines.engine(), version)
        Version.objects.filter(pk=version.pk).update(state=Version.State.FORCE)
        found.append(pack)
    return found
