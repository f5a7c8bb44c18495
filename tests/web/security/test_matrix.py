"""Every route, every role, one's own thing and a foreign one: no answer that is not in the table."""

from __future__ import annotations

import re
from typing import Any

from tests.web.api.conftest import Caller
from tests.web.crawl import routes
from tests.web.office import Office
from tests.web.security.routes import API, OTHERS, PAGES, ROLES, Asked

BEFORE_API = "api/v1/"


def known() -> tuple[set[str], set[str]]:
    """Operations of the API by method and route; routes of pages."""
    from guiju.web.api.urls import api

    operations = {
        f"{method} {re.sub('{', '<', re.sub('}', '>', path)).lstrip('/')}"
        for bound in api._get_bound_routers()
        for path, view in bound.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }
    of_api = {BEFORE_API + each.partition(" ")[2] for each in operations}
    pages = {route for route, _ in routes() if route not in of_api}
    return operations, pages


def test_every_route_is_in_the_table() -> None:
    operations, pages = known()
    assert operations == set(API)
    named = {each.partition(" ")[2] for each in PAGES}
    assert {each for each in pages if each not in named and not each.startswith(OTHERS)} == set()
    assert named <= pages


def path_of(route: str, asked: Asked, names: dict[str, str]) -> str:
    def put(match: re.Match[str]) -> str:
        value = str(asked.path[match.group(1)])
        return names.get(value, value)

    return re.sub(r"<(?:\w+:)?(\w+)>", put, route)


def prepared(office: Office, foreign: str) -> dict[str, str]:
    """A refund that dee wrote and cleo may pay, and a draft of its standard by mia."""
    from guiju.web.standards import library, lifecycle
    from guiju.web.standards.models import Version

    own = office.written()
    version = Version.objects.get(number=1)
    draft = library.draft_of(version, "mia", office.clock())
    lifecycle.begin(office.engine, draft)
    return {"{own}": own, "{foreign}": foreign}


def test_no_operation_of_the_api_answers_otherwise(office: Office, foreign: str, call: Any) -> None:
    names = prepared(office, foreign)
    callers = [call(role) if role else Caller("") for role in ROLES]
    unexpected = []
    for operation, rows in API.items():
        method, _, route = operation.partition(" ")
        for asked in rows:
            path = "/" + path_of(route, asked, names)
            found = [_called(each, method, path, asked) for each in callers]
            if found != asked.expected():
                unexpected.append((method, path, asked.answers, " ".join(map(str, found))))
    assert unexpected == [], "\n".join(map(str, unexpected))


def _called(caller: Caller, method: str, path: str, asked: Asked) -> int:
    answer = caller(method, path, asked.body, **asked.headers)
    status: int = answer.status_code
    if answer.streaming:
        answer.close()
    return status


def test_a_token_without_the_scope_opens_nothing(office: Office, call: Any) -> None:
    from guiju.web.administration import tokens

    _, text = tokens.make("bare", "ada", [], 30, "ed", office.clock())
    bare = Caller(text)
    names = {"{own}": "R-1:1", "{foreign}": "S-1:1"}
    found = {
        operation: bare(
            operation.partition(" ")[0],
            "/" + path_of(operation.partition(" ")[2], rows[0], names),
            rows[0].body,
        ).status_code
        for operation, rows in API.items()
    }
    assert {name for name, status in found.items() if status != 403} == {"GET me"}


def test_no_page_answers_otherwise(office: Office, foreign: str) -> None:
    from django.core.cache import cache

    names = prepared(office, foreign)
    unexpected = []
    for key, rows in PAGES.items():
        method, _, route = key.partition(" ")
        for asked in rows:
            cache.clear()
            path = "/" + path_of(route, asked, names)
            found = [_status(office, role, method, path, asked.body) for role in ROLES]
            if found != asked.expected():
                unexpected.append((method, path, asked.answers, " ".join(map(str, found))))
    assert unexpected == [], "\n".join(map(str, unexpected))


def _status(office: Office, role: str, method: str, path: str, body: Any) -> int:
    client = office.client(role)
    answer = client.get(path) if method == "GET" else client.post(path, body or {})
    status: int = answer.status_code
    if answer.streaming:
        answer.close()
    return status


def test_no_page_of_accounts_breaks(office: Office) -> None:
    plain = [route for route, _ in routes() if route.startswith(OTHERS) and "<" not in route]
    broken = [
        (role, route)
        for role in ("", "dee", "ada")
        for route in plain
        if office.client(role).get("/" + route.replace("^", "").replace("$", "")).status_code >= 500
    ]
    assert plain and broken == []
