"""Personal data under a key of its own for each person.

A sealed value is an object with the one name "$sealed": the person, and AES-256-GCM of the value's
exact bytes. The journal's hashes cover the sealed form, so destroying the key erases the data and
leaves every hash as it was.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from guiju.journal.store import pack, unpack

SEALED: Final = "$sealed"
_NONCE: Final = 12


class Keys(Protocol):
    """Where the keys of persons are; a store is one."""

    def subject_key(self, subject: str) -> bytes | None:
        """The key; None once it has been erased or where there is none."""

    def add_subject(self, subject: str, key: bytes) -> bytes | None:
        """Keep a key unless one is there; gives back the one that counts, None when erased."""


def seal(value: Any, subject: str, key: bytes, nonce: bytes) -> dict[str, Any]:
    """A value under a person's key.

    Args:
        nonce: 12 bytes that are never used again with the key.
    """
    closed = AESGCM(key).encrypt(nonce, pack(value), subject.encode())
    return {SEALED: [subject, b64encode(nonce + closed).decode()]}


def unseal(value: Any, key: Callable[[str], bytes | None]) -> Any:
    """The value that was sealed; null where the key is gone."""
    subject, text = value[SEALED]
    secret = key(subject)
    if secret is None:
        return None
    raw = b64decode(text)
    try:
        opened = AESGCM(secret).decrypt(raw[:_NONCE], raw[_NONCE:], subject.encode())
    except InvalidTag:
        return None
    return unpack(opened)


def is_sealed(value: Any) -> bool:
    """Whether a value is sealed."""
    return isinstance(value, dict) and len(value) == 1 and SEALED in value


def seal_all(
    values: Mapping[str, Any],
    personal: Mapping[str, str],
    key: Callable[[str], bytes | None],
    nonce: Callable[[], bytes],
) -> dict[str, Any]:
    """Values with the personal ones sealed; one of a person who was erased becomes null.

    Args:
        personal: the person by the name of the variable.
    """
    made = dict(values)
    for name, subject in personal.items():
        if made.get(name) is not None and not is_sealed(made[name]):
            secret = key(subject)
            made[name] = None if secret is None else seal(made[name], subject, secret, nonce())
    return made


def unseal_all(values: Mapping[str, Any], key: Callable[[str], bytes | None]) -> dict[str, Any]:
    """Values with every sealed one opened."""
    return {
        name: unseal(value, key) if is_sealed(value) else value for name, value in values.items()
    }
