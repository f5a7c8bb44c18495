"""What administrators keep in a house elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from guiju.client.asking import Asking
from guiju.client.calling import named

Told = dict[str, Any]


class Administration(Asking):
    """People, organisation, figures, connections, tokens, copies, and what was changed."""

    # -- people -------------------------------------------------------------------------------

    def people(self) -> Iterator[Told]:
        """Everybody, by id."""
        after: str | None = ""
        while after is not None:
            told = self._get("/people", {"after": after})
            yield from told["items"]
            after = told["next"]

    def person(self, id_: str) -> Told | None:
        """One person; None where there is none."""
        return self._one(f"/people/{named(id_)}")

    def add_person(self, id_: str, name: str, **more: Any) -> Told:
        """A new person; `roles`, `department`, `superior`, `deputies` ... say more."""
        told: Told = self._send("POST", "/people", {"id": id_, "name": name, **more})
        return told

    def change_person(self, id_: str, **changes: Any) -> Told:
        """A person otherwise; `left=True` closes their account."""
        told: Told = self._send("PATCH", f"/people/{named(id_)}", changes)
        return told

    def invite(self, id_: str, duties: Sequence[str] = ()) -> str:
        """An account for a person; the address by which they set its password, told this once."""
        told = self._send("POST", f"/people/{named(id_)}/invite", {"duties": list(duties)})
        return str(told["link"])

    def roles(self) -> list[Told]:
        """Every role, and who holds it."""
        return self._list("/roles")

    def departments(self) -> list[Told]:
        """All departments."""
        return self._list("/organisation")

    def add_department(self, id_: str, title: str, above: str = "", head: str = "") -> Told:
        """A new department."""
        body = {"id": id_, "title": title, "above": above, "head": head}
        told: Told = self._send("POST", "/organisation", body)
        return told

    def change_department(self, id_: str, **changes: Any) -> Told:
        """A department otherwise."""
        told: Told = self._send("PATCH", f"/organisation/{named(id_)}", changes)
        return told

    def absences(self) -> list[Told]:
        """Who is away, now or later."""
        return self._list("/absences")

    def absent(
        self,
        person: str,
        since: datetime,
        until: datetime,
        reason: str = "",
        deputies: Sequence[str] = (),
    ) -> Told:
        """Somebody is away from `since` up to, not including, `until`; both with their zone."""
        body = {
            "person": person, "since": since.isoformat(), "until": until.isoformat(),
            "reason": reason, "deputies": list(deputies),
        }  # fmt: skip
        told: Told = self._send("POST", "/absences", body)
        return told

    def limits(self) -> list[Told]:
        """Authority limits."""
        return self._list("/limits")

    def limit(self, role: str, subject: str, up_to: Decimal | None) -> Told:
        """What a role may decide about a subject alone; None is without limit."""
        body = {"role": role, "subject": subject, "up_to": up_to}
        told: Told = self._send("PUT", "/limits", body)
        return told

    # -- figures ------------------------------------------------------------------------------

    def calendars(self) -> list[Told]:
        """Working calendars of the standards in force."""
        return self._list("/calendars")

    def parameters(self) -> list[Told]:
        """Parameters of the standards in force, with their bounds."""
        return self._list("/parameters")

    def parameter_changes(self) -> list[Told]:
        """What was changed, the newest first."""
        return self._list("/parameters/changes")

    def change_parameter(self, standard: str, id_: str, value: Decimal) -> Told:
        """Another value: a new version in force at once."""
        path = f"/parameters/{named(standard)}/{named(id_)}"
        told: Told = self._send("PUT", path, {"value": value})
        return told

    # -- connections and tokens ---------------------------------------------------------------

    def connections(self) -> list[Told]:
        """Ways to the outside, without their secrets."""
        return self._list("/connections")

    def connect(self, kind: str, name: str, address: str) -> Told:
        """Keep a way to the outside."""
        path = f"/connections/{named(kind)}/{named(name)}"
        told: Told = self._send("PUT", path, {"address": address})
        return told

    def end_connection(self, kind: str, name: str) -> None:
        """End a way to the outside."""
        self._send("DELETE", f"/connections/{named(kind)}/{named(name)}")

    def tokens(self) -> list[Told]:
        """Tokens that have not ended."""
        return self._list("/tokens")

    def make_token(
        self, name: str, scopes: Sequence[str], person: str = "", days: int = 90
    ) -> Told:
        """A token; its text is `token`, told this once."""
        body = {"name": name, "scopes": list(scopes), "person": person, "days": days}
        told: Told = self._send("POST", "/tokens", body)
        return told

    def end_token(self, id_: int) -> None:
        """End a token."""
        self._send("DELETE", f"/tokens/{id_}")

    def links(self) -> list[Told]:
        """Links for people without an account, the newest first."""
        return self._list("/links")

    def make_link(self, kind: str, **more: Any) -> Told:
        """A link of any kind; its `address` is told this once."""
        told: Told = self._send("POST", "/links", {"kind": kind, **more})
        return told

    def end_link(self, id_: int) -> None:
        """Revoke a link."""
        self._send("DELETE", f"/links/{id_}")

    # -- copies and changes -------------------------------------------------------------------

    def backups(self) -> list[Told]:
        """Copies of the database, the newest first."""
        return self._list("/backups")

    def back_up(self) -> Told:
        """Take a copy while cases run."""
        told: Told = self._send("POST", "/backups", {})
        return told

    def verify_backup(self, name: str) -> Told:
        """Read a copy back, and verify the journal in it."""
        told: Told = self._send("POST", f"/backups/{named(name)}/verify", {})
        return told

    def backup(self, name: str) -> bytes:
        """The content of a copy."""
        return self._bytes(f"/backups/{named(name)}")

    def changes(self) -> Iterator[Told]:
        """What was changed by hand, the newest first."""
        return self._pages("/audit/changes", {})

    def _list(self, path: str) -> list[Told]:
        told: list[Told] = self._get(path)
        return told
