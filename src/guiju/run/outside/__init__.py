"""The way out and the way in: one guarded HTTP door, signed webhooks, CloudEvents, back-off."""

from .addresses import is_private, is_public
from .backoff import Backoff, Dice
from .cloudevents import Incoming, read_cloudevents
from .delivery import Hook, Outcome, deliver, next_attempt, read_retry_after, write_body
from .door import Answer, Door
from .hooks import read_secret, sign, verify, write_secret
from .target import Policy, Target, read_target
from .trouble import Broken, Refused, Trouble, Unreached

__all__ = [
    "Answer",
    "Backoff",
    "Broken",
    "Dice",
    "Door",
    "Hook",
    "Incoming",
    "Outcome",
    "Policy",
    "Refused",
    "Target",
    "Trouble",
    "Unreached",
    "deliver",
    "is_private",
    "is_public",
    "next_attempt",
    "read_cloudevents",
    "read_retry_after",
    "read_secret",
    "read_target",
    "sign",
    "verify",
    "write_body",
    "write_secret",
]
