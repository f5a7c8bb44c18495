"""Chat robots and SMS providers, by apprise; addresses of robots are an administrator's alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guiju.systems.messages.letters import Letter, Undelivered


@dataclass(frozen=True, slots=True)
class Robots:
    """Hands letters to apprise; settings are addresses by name, `default` where no name is known.

    In an address `{to}` is the number or name of the recipient.
    """

    kind: str

    def send(self, letter: Letter, settings: Mapping[str, Any]) -> None:
        """Send a letter as a notice of a robot.

        Raises:
            Undelivered: there is no such robot, or it did not take the letter.
        """
        import apprise

        address = settings.get(letter.to) or settings.get("default")
        if not address:
            raise Undelivered(f"expected a {self.kind} address named {letter.to or 'default'}")
        robot = apprise.Apprise()
        if not robot.add(str(address).replace("{to}", _safe(letter.to))):
            raise Undelivered(f"expected an address that apprise knows for {letter.to}")
        if not robot.notify(title=letter.about, body=letter.text):
            raise Undelivered(f"{self.kind}: {letter.to or 'default'} did not take it")


def _safe(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in "+-_.")
