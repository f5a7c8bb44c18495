"""Notices, mail, chat, webhooks, invitations and minutes (docs/systems/messages.md).

`Channel` is the protocol of what leads out of the house; the inbox of the pages is always there.
"""

from guiju.systems.messages.letters import Attached, Channel, Letter, Undelivered

__all__ = ["Attached", "Channel", "Letter", "Undelivered"]
