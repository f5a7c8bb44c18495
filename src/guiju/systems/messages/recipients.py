"""Whom a message is for, and where they can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from guiju.systems import asked
from guiju.systems.contacts.customers import described
from guiju.systems.directory import Directory, Person

OF_STAFF: Final = ("mail", "app")
OF_OTHERS: Final = ("mail", "text", "chat", "webhook")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a message goes to.

    Attributes:
        id: of a person, a role or a customer, or the address itself.
        address: by channel.
        staff: has an inbox in the pages.
        empty_role: a role that nobody has.
    """

    id: str
    name: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = OF_STAFF
    language: str = ""
    staff: bool = False
    empty_role: bool = False


def recipients(to: Any, directory: Directory) -> list[Recipient]:
    """Everybody that `to` means, each once.

    Args:
        to: a person's id, a mail address, a customer's id, a role, an object with addresses, or a
            list of them.
    """
    many: Iterable[Any] = to if isinstance(to, (list, tuple)) else [to]
    found: dict[str, Recipient] = {}
    for each in many:
        for one in _named(each, directory):
            found.setdefault(one.id, one)
    return list(found.values())


def _named(each: Any, directory: Directory) -> list[Recipient]:
    if isinstance(each, Mapping):
        person = directory.person(asked.text(each, "person") or asked.text(each, "id"))
        return [_staff(person)] if person else _outside(each)
    name = str(each).strip() if each is not None else ""
    if not name:
        return []
    person = directory.person(name)
    if person is not None:
        return [_staff(person)]
    if "@" in name:
        return _outside({"mail": name})
    customer = described(name)
    if customer is not None:
        return _outside(customer)
    members = directory.members(role=name)
    if members:
        return [_staff(member) for member in members]
    return [Recipient(name, name, {}, ("app",), staff=True, empty_role=True)]


def _staff(person: Person) -> Recipient:
    known = {"mail": person.mail, "text": person.phone, "chat": person.chat or "default"}
    address = {channel: where for channel, where in known.items() if where}
    channels = person.channels or OF_STAFF
    if "app" not in channels:
        channels = (*channels, "app")
    can = tuple(each for each in channels if each == "app" or each in address)
    return Recipient(person.id, person.name, address, can, person.language, staff=True)


def _outside(given: Mapping[str, Any]) -> list[Recipient]:
    known = {
        "mail": asked.text(given, "mail"),
        "text": asked.text(given, "phone"),
        "chat": asked.text(given, "chat"),
        "webhook": asked.text(given, "webhook"),
    }
    address = {channel: where for channel, where in known.items() if where}
    name = asked.text(given, "name")
    id_ = asked.text(given, "id") or next(iter(address.values()), "") or name
    if not id_:
        return []
    wanted = tuple(asked.texts(given.get("channels"))) or OF_OTHERS
    channels = tuple(each for each in wanted if each in address)
    return [Recipient(id_, name, address, channels, asked.text(given, "language"))]
