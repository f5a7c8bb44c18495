"""What models ask the contacts (docs/systems/contacts.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.run.jobs import Handler
from guiju.systems.answering import Verb, answered
from guiju.systems.contacts import keeping, looking, recording
from guiju.systems.contacts.customers import load
from guiju.systems.forward import forwarding
from guiju.systems.wiring import Surroundings


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """The handlers by job type."""
    topics: dict[str, Verb] = {
        "contacts.record": recording.record,
        "contacts.transfer": recording.transfer,
        "contacts.accept": recording.accept,
        "contacts.take_back": recording.take_back,
        "contacts.close": recording.close,
        "contacts.script": looking.script,
        "contacts.lint": looking.lint_text,
        "contacts.complete": looking.complete,
        "contacts.list": looking.list_contacts,
        "contacts.mask": looking.mask_text,
        "contacts.sample": looking.sample,
        "contacts.attach": keeping.attach,
        "contacts.discard": keeping.discard,
        "contacts.verify": keeping.verify,
    }
    return answered("contacts", {"forward": forwarding}, surroundings, topics)


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Take over the customers of a described world.

    Raises:
        ValueError: something else is given.
    """
    unknown = values.keys() - {"customers"}
    if unknown:
        raise ValueError(f"contacts: expected customers, found {sorted(unknown)}")
    load(values.get("customers") or {})
