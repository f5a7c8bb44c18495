"""An adapter for any system: its job types are answered by an outside program over HTTP.

A job is one POST to `address/TOPIC` with the values as JSON and the job's key as
`Idempotency-Key`; the answer is a JSON object of outputs. Status 409 or 422 with
`{"code": ..., "values": {...}}` is an error of the business; whatever else is no success is a
failure that is tried again, or an incident where the same call would fail for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from guiju.journal.store import Inexact, exact, pack, unpack
from guiju.run.jobs import BusinessError, GivenUp
from guiju.run.outside import Door, Policy
from guiju.run.outside import Refused as NotCalled
from guiju.systems.answering import Verb
from guiju.systems.call import Call, Values


class Away(Exception):
    """The outside program did not answer as it should; later it may."""


def forwarding(topic: str, settings: Values) -> Verb:
    """What answers a topic by asking the program at the settings' `address`.

    Settings: `address`, `token` (sent as a bearer token), `private` (the address lies in the
    house's own network), `seconds` (for one call, usual 10), `inputs` (names of the values that
    are sent; usual: all).

    Raises:
        GivenUp: there is no address.
    """
    address = settings.get("address")
    if not isinstance(address, str):
        raise GivenUp(f"{topic}: expected the setting address, found {address}")
    door = Door(_policy(address, settings))

    def ask(call: Call) -> Mapping[str, Any]:
        return _ask(door, address.rstrip("/"), call)

    return ask


def _policy(address: str, settings: Values) -> Policy:
    parts = urlsplit(address)
    private: frozenset[str] = frozenset()
    if settings.get("private") is True:
        private = frozenset({parts.netloc, parts.hostname or ""})
    return Policy(private_hosts=private, seconds=float(settings.get("seconds", 10)))


def _ask(door: Door, address: str, call: Call) -> Mapping[str, Any]:
    names = call.settings.get("inputs") or call.values.keys()
    values = {name: call.values[name] for name in names if name in call.values}
    headers = {"Content-Type": "application/json", "Idempotency-Key": call.key}
    if call.settings.get("token"):
        headers["Authorization"] = f"Bearer {call.settings['token']}"
    try:
        answer = door.call("POST", f"{address}/{call.topic}", pack(exact(values)), headers)
    except NotCalled as refusal:
        raise GivenUp(f"{call.topic}: {refusal}") from refusal
    body = _body(answer.body)
    if answer.ok and body is not None:
        return body
    if answer.status in (409, 422) and body is not None and isinstance(body.get("code"), str):
        more = body.get("values")
        raise BusinessError(body["code"], more if isinstance(more, Mapping) else {})
    about = f"{call.topic}: expected outputs from {address}, found status {answer.status}"
    raise GivenUp(about) if answer.permanent else Away(about)


def _body(body: bytes) -> Mapping[str, Any] | None:
    try:
        read = exact(unpack(body))
    except (ValueError, Inexact, RecursionError):
        return None
    return read if isinstance(read, dict) else None
