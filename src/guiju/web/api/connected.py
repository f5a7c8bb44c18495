"""Hooks and routes that are kept in the database, as the engine takes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import yaml
from django.conf import settings

from guiju.run.connections import Connections, read_connections
from guiju.run.engine import Engine
from guiju.run.hooks import Hooks
from guiju.run.outside import Door
from guiju.web.api.models import EventRoute, Webhook


def read(hooks: Mapping[str, Any], routes: list[Mapping[str, Any]]) -> Connections:
    """Hooks and routes as an administrator's file would say them, read by the same rules."""
    door = {"door": dict(settings.DOOR)} if settings.DOOR else {}
    whole = {**door, "hooks": dict(hooks), "incoming": [dict(each) for each in routes]}
    return read_connections(yaml.safe_dump(whole), {})


def hook_of(row: Webhook) -> dict[str, Any]:
    """A hook as a file would say it."""
    return {
        "url": row.url, "secret": list(row.secrets), "events": list(row.events or ["*"]),
        "values": row.values,
    }  # fmt: skip


def route_of(row: EventRoute) -> dict[str, Any]:
    """A route as a file would say it."""
    told = {"type": row.type, "source": row.source, row.what: row.name}
    if row.correlation:
        told["correlation"] = row.correlation
    if row.data:
        told["values"] = row.data
    return told


def connections() -> Connections:
    """All that is kept; what is wrong by now is left out."""
    hooks = {row.name: hook_of(row) for row in Webhook.objects.order_by("name")}
    good = {name: hook for name, hook in hooks.items() if not read({name: hook}, []).problems}
    routes = [route_of(row) for row in EventRoute.objects.order_by("order", "pk")]
    return read(good, [each for each in routes if not read({}, [each]).problems])


def hooks_over(engine: Engine) -> Hooks:
    """The hooks that are kept, over an engine."""
    found = connections()
    return Hooks.over(engine, found.hooks, Door(found.policy))


class LiveHooks:
    """Hooks for a worker, read anew now and then."""

    EVERY: Final = timedelta(seconds=5)

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._hooks: Hooks | None = None
        self._read: datetime | None = None

    def turn(self) -> int:
        """Deliver what can be delivered now."""
        now = self.engine.clock()
        if self._hooks is None or self._read is None or now - self._read >= self.EVERY:
            self._hooks, self._read = hooks_over(self.engine), now
        return self._hooks.turn() if self._hooks.hooks else 0
