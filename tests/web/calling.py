"""A program with a token."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.web.office import Office

ALL = ("tasks", "cases", "standards", "jobs", "events", "administration")


class Caller:
    """Calls the API with a token."""

    def __init__(self, token: str) -> None:
        from django.test import Client

        self.client = Client(SERVER_NAME="localhost")
        self.token = token

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = None if body is None else json.dumps(body, default=float)
        return self.client.generic(
            method, f"/api/v1{path}", data or "", "application/json", headers=named
        )

    def ok(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = self(method, path, body, **headers)
        assert answer.status_code in (200, 201), answer.content
        return json.loads(answer.content, parse_float=Decimal)


@pytest.fixture
def call(office: Office) -> Any:
    """A caller for a person: `call("dee")`, with fewer scopes `call("dee", "tasks")`."""
    from guiju.web.administration import tokens

    def made(person: str, *scopes: str) -> Caller:
        _, text = tokens.make("test", person, scopes or ALL, 30, "ed", office.clock())
        return Caller(text)

    return made
