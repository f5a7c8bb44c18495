"""A carrier that speaks REST, by mapping: no code for a new one.

    carriers:
      acme:
        address: "https://api.acme.example"
        token: ...
        book: {method: POST, path: "/parcels", waybill: tracking.number, promised: eta}
        dispatch: {method: POST, path: "/parcels/{waybill}/handover"}
        cancel: {method: DELETE, path: "/parcels/{waybill}"}
        events: {method: GET, path: "/parcels/{waybill}/events", list: data, id: id, code: state,
                 at: time, text: note, place: where}
        codes: {DLV: delivered, DEX: [exception, damaged]}

Names with dots go into the answer's objects. A booking is sent as `{key, order, address, parcels,
service}` with the key as `Idempotency-Key`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote, urlsplit

from guiju.journal.store import Inexact, exact, pack, unpack
from guiju.run.jobs import BusinessError, GivenUp
from guiju.run.outside import Door, Policy, Trouble
from guiju.run.outside import Refused as NotCalled
from guiju.systems.call import moment
from guiju.systems.shipping.carrier import Booked, Booking, Declined, Silent, Told
from guiju.systems.shipping.states import Meaning, meanings

_REFUSALS: Final = frozenset({400, 404, 409, 410, 422})


@dataclass(frozen=True, slots=True)
class Rest:
    """A carrier behind an address.

    Attributes:
        settings: its mapping.
    """

    name: str
    settings: Mapping[str, Any]

    @property
    def codes(self) -> Mapping[str, Meaning]:
        """What its codes mean."""
        return meanings(self.settings.get("codes") or {})

    def book(self, booking: Booking, now: datetime) -> Booked:
        """Announce a parcel."""
        body = {
            "key": booking.key,
            "order": booking.order,
            "address": booking.address,
            "parcels": booking.parcels,
            "service": booking.service,
        }
        answer = self._ask("book", body, booking.key)
        waybill = self._at("book", answer, "waybill")
        if not isinstance(waybill, str) or not 0 < len(waybill) <= 100:
            raise Silent(f"{self.name}: expected the number of a waybill, found {waybill}")
        promised = self._at("book", answer, "promised")
        return Booked(waybill, None if promised is None else self._moment(promised))

    def dispatch(self, waybill: str, now: datetime) -> None:
        """Hand the parcel over."""
        self._ask("dispatch", {"waybill": waybill}, f"dispatch:{waybill}", waybill)

    def cancel(self, waybill: str, now: datetime) -> None:
        """Take the announcement back."""
        self._ask("cancel", {"waybill": waybill}, f"cancel:{waybill}", waybill)

    def events(self, waybill: str, now: datetime) -> Sequence[Told]:
        """What it tells of a parcel."""
        answer = self._ask("events", None, "", waybill)
        rows = self._at("events", answer, "list") if self._part("events").get("list") else answer
        if not isinstance(rows, list):
            raise Silent(f"{self.name}: expected a list of events, found {type(rows).__name__}")
        return [self._told(waybill, row) for row in rows]

    def _told(self, waybill: str, row: Any) -> Told:
        found = {
            name: self._at("events", row, name) for name in ("id", "code", "at", "text", "place")
        }
        if found["id"] is None or not found["code"]:
            raise Silent(f"{self.name}: expected an id and a code of each event, found {row}")
        return Told(
            f"{found['id']}",
            waybill,
            str(found["code"])[:100],
            self._moment(found["at"]),
            str(found["text"] or ""),
            str(found["place"] or "")[:200],
        )

    def _moment(self, found: Any) -> datetime:
        try:
            return moment(found, "at")
        except BusinessError:
            expected = "a moment in ISO 8601 with an offset"
            raise Silent(f"{self.name}: expected {expected}, found {found}") from None

    def _part(self, name: str) -> Mapping[str, Any]:
        part = self.settings.get(name)
        if not isinstance(part, Mapping) or not isinstance(part.get("path"), str):
            raise GivenUp(
                f"carriers.{self.name}.{name}: expected a method and a path, found {part}"
            )
        return part

    def _at(self, part: str, answer: Any, name: str) -> Any:
        path = self._part(part).get(name)
        for step in str(path).split(".") if path else ():
            answer = answer.get(step) if isinstance(answer, Mapping) else None
        return answer if path else None

    def _ask(self, name: str, body: Any, key: str, waybill: str = "") -> Any:
        part = self._part(name)
        address = str(self.settings.get("address") or "")
        url = address.rstrip("/") + part["path"].replace("{waybill}", quote(waybill, safe=""))
        headers = {"Accept": "application/json"}
        if key:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
        if self.settings.get("token"):
            headers["Authorization"] = f"Bearer {self.settings['token']}"
        written = b"" if body is None else pack(exact(body))
        method = str(part.get("method") or "GET")
        try:
            answer = Door(self._policy(address)).call(method, url, written, headers)
        except NotCalled as refusal:
            raise GivenUp(f"{self.name}: {refusal}") from refusal
        except Trouble as trouble:
            raise Silent(f"{self.name}: {trouble}") from trouble
        if answer.status in _REFUSALS:
            raise Declined(f"{self.name}: {answer.body[:300].decode(errors='replace')}")
        if not answer.ok:
            raise Silent(f"{self.name}: expected an answer, found status {answer.status}")
        try:
            return exact(unpack(answer.body)) if answer.body else {}
        except (ValueError, Inexact, RecursionError):
            raise Silent(f"{self.name}: expected JSON, found something else") from None

    def _policy(self, address: str) -> Policy:
        parts = urlsplit(address)
        own = frozenset({parts.netloc, parts.hostname or ""})
        private = own if self.settings.get("private") is True else frozenset[str]()
        return Policy(private_hosts=private, seconds=float(self.settings.get("seconds", 10)))
