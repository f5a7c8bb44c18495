"""An ERP spoken to over HTTP as a mapping says: JSON-RPC or REST (docs/systems/erp-mappings.md)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from guiju.run.jobs import GivenUp
from guiju.run.outside import Answer, Broken, Door, Policy, Refused, Trouble
from guiju.run.outside.exact import write_json
from guiju.systems.asked import read_moment, text
from guiju.systems.erp.codecs import CODECS, Codec
from guiju.systems.erp.connector import (
    ErpAway,
    ErpRefused,
    Fetched,
    Level,
    MappingUnknown,
)
from guiju.systems.erp.mappings import MAPPINGS
from guiju.systems.erp.templates import TemplateWrong, address, filled, worked_out

LARGEST: Final = 32 << 20


@dataclass(slots=True)
class Mapped:
    """An ERP behind a mapping."""

    mapping: Mapping[str, Any]
    settings: Mapping[str, Any]
    clock: Callable[[], datetime]
    door: Door
    codec: Codec
    session: Any = field(default=None)

    @classmethod
    def of(cls, settings: Mapping[str, Any], clock: Callable[[], datetime]) -> Mapped:
        """The ERP that settings name.

        Raises:
            GivenUp: no such mapping is shipped, or none is given.
        """
        mapping = settings.get("mapping")
        if isinstance(mapping, str):
            if mapping not in MAPPINGS:
                raise GivenUp(f"erp: expected a mapping of {', '.join(MAPPINGS)}, found {mapping}")
            mapping = MAPPINGS[mapping]
        if not isinstance(mapping, Mapping):
            raise GivenUp("erp: expected the setting mapping, found none")
        private: frozenset[str] = frozenset()
        if settings.get("private") is True:
            parts = urlsplit(text(settings, "address"))
            private = frozenset({parts.netloc, parts.hostname or ""})
        seconds = float(settings.get("seconds", 20))
        door = Door(Policy(private_hosts=private, seconds=seconds, body_max=LARGEST))
        return cls(mapping, settings, clock, door, CODECS[str(mapping.get("codec", "plain"))])

    def find(self, what: str, key: str, values: Mapping[str, Any]) -> str | None:
        """Ask for what was sent with a key."""
        part = self._out(what)
        answer = self._calls(part["find"], {"key": key, "values": values})
        found = self._feel(part["found"], {"key": key, "values": values, "answer": answer})
        return None if found in (None, "", False) else str(found)

    def send(self, what: str, key: str, values: Mapping[str, Any]) -> str:
        """Send something."""
        part = self._out(what)
        answer = self._calls(part["send"], {"key": key, "values": values})
        found = self._feel(part["id"], {"key": key, "values": values, "answer": answer})
        if found in (None, "", False):
            raise ErpAway(f"{what}: expected an id in the answer, found none", unsure=True)
        return str(found)

    def orders(self, since: str) -> Fetched:
        """Orders since a cursor."""
        part = self._in("orders")
        scope: dict[str, Any] = {"since": since or None}
        answer = self._calls(part["read"], scope)
        each = self._feel(part.get("each", "=answer"), {**scope, "answer": answer}) or []
        orders, cursor = [], since
        for item in each:
            inner = {**scope, "answer": answer, "item": item}
            orders.append(filled(part["order"], self._scope(inner)))
            cursor = max(cursor, str(self._feel(part["cursor"], inner) or ""))
        return Fetched(orders, cursor)

    def stock(self, items: Sequence[str]) -> Sequence[Level]:
        """Stock levels."""
        part = self._in("stock")
        scope: dict[str, Any] = {"items": list(items)}
        answer = self._calls(part["read"], scope)
        each = self._feel(part.get("each", "=answer"), {**scope, "answer": answer}) or []
        levels = []
        for item in each:
            told = filled(part["level"], self._scope({**scope, "answer": answer, "item": item}))
            levels.append(_level(told))
        return [level for level in levels if not items or level.item in items]

    # -- mapping --------------------------------------------------------------------------------

    def _out(self, what: str) -> Mapping[str, Any]:
        found = (self.mapping.get("out") or {}).get(what)
        if found is None:
            raise MappingUnknown(what)
        return found  # type: ignore[no-any-return]

    def _in(self, what: str) -> Mapping[str, Any]:
        found = (self.mapping.get("in") or {}).get(what)
        if found is None:
            raise MappingUnknown(what)
        return found  # type: ignore[no-any-return]

    def _scope(self, more: Mapping[str, Any]) -> dict[str, Any]:
        names = ("user", "password", "database", "options")
        own = {name: self.settings.get(name) for name in names}
        return {**own, "session": self.session, "now": self.clock(), **more}

    def _feel(self, expression: str, scope: Mapping[str, Any]) -> Any:
        try:
            return worked_out(expression, self._scope(scope))
        except TemplateWrong as error:
            raise GivenUp(f"erp mapping: {error}") from error

    # -- calls ----------------------------------------------------------------------------------

    def _calls(self, calls: Any, scope: Mapping[str, Any]) -> Any:
        """One call or several in order; each sees what the one before it answered."""
        many = calls if isinstance(calls, list) else [calls]
        answer: Any = None
        for call in many:
            answer = self._call(call, {**scope, "answer": answer})
        return answer

    def _call(self, call: Mapping[str, Any], scope: Mapping[str, Any]) -> Any:
        """One call, under a session; one that has run out is made anew, once."""
        for again in (False, True):
            if self.session is None and self.mapping.get("login"):
                login = self.mapping["login"]
                answer = self._once(login, {}, {})
                self.session = self._feel(login["session"], {"answer": answer})
                if not self.session:
                    raise ErpAway("the ERP did not let us in")
            try:
                return self._once(call, scope, self._authorised())
            except _SessionOver as over:
                if again or not self.mapping.get("login"):
                    raise ErpAway(str(over)) from over
                self.session = None
        raise AssertionError  # both turns return or raise

    def _once(
        self, call: Mapping[str, Any], scope: Mapping[str, Any], headers: Mapping[str, str]
    ) -> Any:
        whole = self._scope(scope)
        try:
            path = address(str(call.get("path", self.mapping.get("path", "/"))), whole)
            query = filled(call.get("query") or {}, whole, self.codec.encoders)
            body = filled(call.get("body"), whole, self.codec.encoders)
        except TemplateWrong as error:
            raise GivenUp(f"erp mapping: {error}") from error
        url = str(self.settings["address"]).rstrip("/") + path
        if query:
            url += "?" + urlencode({name: _plain(value) for name, value in query.items()})
        method = str(call.get("method", "POST"))
        content = b"" if body is None else write_json(body).encode()
        told = {"Content-Type": "application/json", "Accept": "application/json", **headers}
        try:
            answer = self.door.call(method, url, content, told)
        except Refused as trouble:
            raise GivenUp(f"erp: {trouble}") from trouble
        except Trouble as trouble:
            raise ErpAway(str(trouble), unsure=isinstance(trouble, Broken)) from trouble
        return self._understood(answer)

    def _authorised(self) -> dict[str, str]:
        user, password = (text(self.settings, name) for name in ("user", "password"))
        kind = self.mapping.get("auth", "none")
        if kind == "session":
            marks = ":".join([user, *(str(each) for each in self.session[:2])])
            return {"Authorization": "Session " + base64.b64encode(marks.encode()).decode()}
        if kind == "basic":
            marks = base64.b64encode(f"{user}:{password}".encode()).decode()
            return {"Authorization": f"Basic {marks}"}
        if kind == "token":
            return {"Authorization": f"token {user}:{password}"}
        if kind == "bearer":
            return {"Authorization": f"Bearer {password}"}
        return {}

    def _understood(self, answer: Answer) -> Any:
        if answer.status in (401, 403):
            raise _SessionOver(f"expected to be let in, found status {answer.status}")
        said = answer.body[:300].decode("utf-8", "replace")
        if answer.status in (400, 409, 417, 422):
            raise ErpRefused(f"status {answer.status}: {said}")
        if not answer.ok:
            raise ErpAway(f"expected 2xx, found status {answer.status}", unsure=True)
        try:
            read = json.loads(answer.body, parse_float=Decimal, object_hook=self.codec.decode)
        except (ValueError, RecursionError):
            raise ErpAway(f"expected JSON, found {said[:80]}", unsure=True) from None
        if self.mapping.get("protocol") != "json-rpc":
            return read
        if isinstance(read, dict) and read.get("error"):
            self._refused(write_json(read["error"]))
        return read.get("result") if isinstance(read, dict) else None

    def _refused(self, error: str) -> None:
        """An error of JSON-RPC: the session is over, the ERP refuses, or it is in trouble."""
        known = self.mapping.get("errors") or {}
        if any(word in error for word in known.get("session", ())):
            raise _SessionOver(error[:300])
        if any(word in error for word in known.get("refused", ())):
            raise ErpRefused(error[:1000])
        raise ErpAway(error[:300], unsure=True)


class _SessionOver(Exception):
    """The ERP does not know the session any more."""


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else write_json(value)


def _level(told: Mapping[str, Any]) -> Level:
    try:
        quantity = Decimal(str(told.get("quantity")))
    except InvalidOperation:
        raise ErpAway(f"expected a quantity, found {told.get('quantity')}") from None
    at = told.get("at")
    return Level(
        str(told.get("item") or ""),
        quantity,
        str(told.get("location") or ""),
        read_moment(at) if at else None,
    )
