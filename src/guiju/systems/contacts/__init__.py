"""Customers, contacts of any channel, scripts, words, recordings (docs/systems/contacts.md)."""

from guiju.systems.contacts.masking import mask
from guiju.systems.contacts.scripts import Fault, Filled, look_through

__all__ = ["Fault", "Filled", "look_through", "mask"]
