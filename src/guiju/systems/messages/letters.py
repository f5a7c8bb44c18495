"""A letter on its way, and the protocol of the channels that may take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent to one recipient over one channel.

    Attributes:
        id: the same at every attempt: `Message-ID` of a mail, id of a webhook.
        to: address for the channel: a mail address, a number, the name of a robot, a URL.
        calendar: an invitation, iCalendar; empty where there is none.
        calendar_method: REQUEST or CANCEL.
    """

    id: str
    to: str
    name: str
    about: str
    text: str
    case: str
    at: datetime
    kind: str = "notice"
    files: tuple[Attached, ...] = ()
    calendar: str = ""
    calendar_method: str = "REQUEST"


class Undelivered(Exception):
    """A channel did not take a letter; the text says why."""


class Channel(Protocol):
    """Takes letters to where people read them."""

    def send(self, letter: Letter, settings: Mapping[str, Any]) -> None:
        """Send a letter.

        Raises:
            Undelivered: it was not taken.
        """
        ...
