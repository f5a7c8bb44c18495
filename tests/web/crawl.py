"""Every address of the house, and the pages of it that a walk from link to link comes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import Resolver404, URLPattern, get_resolver, resolve

Pages = dict[str, str]
"""Name of a page -> address."""


def routes() -> Iterator[tuple[str, Any]]:
    """Every address of the house with its view."""

    def walk(resolver: Any, before: str) -> Iterator[tuple[str, Any]]:
        for each in resolver.url_patterns:
            here = before + str(each.pattern)
            if isinstance(each, URLPattern):
                yield here, each.callback
            else:
                yield from walk(each, here)

    yield from walk(get_resolver(), "")


def route_of(address: str) -> str | None:
    """The route an address belongs to, None where there is none."""
    try:
        return str(resolve(re.split("[?#]", address)[0]).route)
    except Resolver404:
        return None


def completed(album: dict[str, Pages]) -> dict[str, Pages]:
    """The album with one page of every route that it lacks and that somebody in it can open.

    A route is found by a link on a page, or without one where it takes no values.
    """
    found = {who: dict(pages) for who, pages in album.items()}
    seen = {route_of(at) for pages in found.values() for at in pages.values()}
    for who, pages in found.items():
        client = _seated(who)
        waiting = list(pages.values())
        while waiting:
            for link in _links(client, waiting.pop()):
                route = route_of(link)
                if route is not None and route not in seen and _is_page(client, link):
                    seen.add(route)
                    pages[_name(route)] = link
                    waiting.append(link)
    for who, pages in found.items():
        client = _seated(who)
        for route, _ in routes():
            if route not in seen and not set("<^(") & set(route) and _is_page(client, f"/{route}"):
                seen.add(route)
                pages[_name(route)] = f"/{route}"
    return found


def _seated(who: str) -> Any:
    from django.test import Client

    from guiju.web.accounts.models import Account

    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if who:
        client.force_login(
            Account.objects.get(username=who),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
    return client


def _links(client: Any, address: str) -> Iterator[str]:
    answer = client.get(address)
    if not answer.streaming and answer.get("Content-Type", "").startswith("text/html"):
        yield from re.findall(r'href="(/[^"#]*)"', answer.content.decode().replace("&amp;", "&"))


def _is_page(client: Any, address: str) -> bool:
    answer = client.get(address)
    kind = answer.get("Content-Type", "")
    if answer.streaming:
        answer.close()
    return answer.status_code == 200 and kind.startswith("text/html")


def _name(route: str) -> str:
    return re.sub(r"\W+", "-", re.sub(r"<(?:\w+:)?(\w+)>", r"\1", route)).strip("-")
