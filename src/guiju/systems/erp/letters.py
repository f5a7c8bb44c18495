"""Letters to the ERP: kept first, sent when it is there, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from guiju.run.outside.backoff import Backoff, Dice
from guiju.systems.erp.connector import Erp, ErpAway, ErpRefused, MappingUnknown
from guiju.systems.erp.models import Letter
from guiju.systems.messages.models import Todo
from guiju.systems.writing import writing

AGAIN: Final = Backoff(timedelta(seconds=5), timedelta(minutes=15), 500)
LEASE: Final = timedelta(minutes=2)
"""A letter that somebody is sending is left alone for so long."""

UNSURE: Final = timedelta(seconds=30)
"""An ERP that may still be working on what was sent is asked no sooner."""


TODO_AFTER: Final = 6
"""After so many tries a person is told; the tries go on."""


@dataclass(frozen=True, slots=True)
class Post:
    """Sends letters to an ERP; `owner` is the person or role that is told what does not go."""

    erp: Erp
    now: datetime
    dice: Dice
    owner: str = ""

    def deliver(self, letter: Letter) -> None:
        """Send a letter if it is due and nobody else is sending it; its row tells how it went."""
        if not self._claim(letter):
            letter.refresh_from_db()
            return
        try:
            known = None
            if letter.tries > 1:
                known = self.erp.find(letter.what, letter.key, letter.values)
            found = known or self.erp.send(letter.what, letter.key, letter.values)
        except ErpAway as away:
            self._later(letter, away)
        except (ErpRefused, MappingUnknown) as refusal:
            reason = f"{type(refusal).__name__}: {refusal}"[:1000]
            self._settled(letter, "dead", reason=reason)
        else:
            self._settled(letter, "sent", erp_id=found[:200], sent_at=self.now, reason="")

    def _claim(self, letter: Letter) -> bool:
        """Count the try before it is made: a crash in the middle counts too."""
        mine = Letter.objects.filter(
            pk=letter.pk, state="waiting", tries=letter.tries, next_at__lte=self.now
        )
        with writing():
            if not mine.update(tries=letter.tries + 1, next_at=self.now + LEASE):
                return False
        letter.tries += 1
        return True

    def _later(self, letter: Letter, away: ErpAway) -> None:
        least = UNSURE if away.unsure else timedelta()
        wait = AGAIN.wait(letter.tries, self.dice, least)
        if wait is None:
            self._settled(letter, "dead", reason=str(away)[:1000])
        else:
            reason = str(away)[:1000]
            self._settled(letter, "waiting", reason=reason, next_at=self.now + wait)
            if letter.tries >= TODO_AFTER:
                self._tell(letter)

    def _settled(self, letter: Letter, state: str, **changes: Any) -> None:
        with writing():
            Letter.objects.filter(pk=letter.pk, tries=letter.tries).exclude(state="sent").update(
                state=state, **changes
            )
        letter.refresh_from_db()
        if letter.state == "dead":
            self._tell(letter)
        elif letter.state == "sent":
            done = {"done_at": self.now, "how": "sent"}
            Todo.objects.filter(key=f"erp:{letter.key}", done_at=None).update(**done)

    def _tell(self, letter: Letter) -> None:
        """A to-do for whoever answers for the ERP, once for a letter (FLOW-01)."""
        told = {
            "case": letter.case,
            "what": "erp",
            "about": str(letter.values.get("title") or letter.what),
            "recipient": "erp",
            "todo_for": self.owner,
            "reason": letter.reason,
            "at": self.now,
        }
        with writing():
            Todo.objects.get_or_create(key=f"erp:{letter.key}", defaults=told)

    def flush(self, many: int = 100) -> int:
        """Send what is due, the oldest first; returns how many were taken by the ERP.

        An ERP that is away is not asked again for each letter that waits.
        """
        due = Letter.objects.filter(state="waiting", next_at__lte=self.now).order_by("id")[:many]
        sent = 0
        for letter in list(due):
            self.deliver(letter)
            if letter.state == "waiting":
                break
            sent += letter.state == "sent"
        return sent


def keep_letter(
    what: str, name: str, case: str, values: Mapping[str, Any], now: datetime
) -> Letter:
    """The row of a letter; under the same name there is one."""
    key = "gj-" + sha256(f"{what}:{name}".encode()).hexdigest()[:40]
    with writing():
        row, _ = Letter.objects.get_or_create(
            key=key,
            defaults={
                "what": what,
                "case": case,
                "values": dict(values),
                "at": now,
                "next_at": now,
            },
        )
    return row
