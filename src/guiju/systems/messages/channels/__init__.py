"""The channels that lead out of the house, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guiju.systems.messages.channels.chat import Robots
from guiju.systems.messages.channels.mail import Smtp
from guiju.systems.messages.channels.webhook import Webhook
from guiju.systems.messages.letters import Channel

CHANNELS: Final[Mapping[str, Channel]] = {
    "mail": Smtp(),
    "chat": Robots("chat"),
    "text": Robots("text"),
    "webhook": Webhook(),
}
