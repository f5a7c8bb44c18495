"""Connections with other systems as an administrator writes them: hooks, routes, the door.

door: {hosts: ["hooks.example.com"], private_hosts: ["erp.internal:8080"], plain_http: false}
hooks:
  shop:
    url: https://hooks.example.com/guiju
    secret: whsec_...                # or secret_from: NAME_OF_AN_ENVIRONMENT_VARIABLE
    events: ["case.completed", "deadline.*"]
    values: false
    attempts: 12
incoming:
  - {type: com.example.order.placed, start: order, values: "=data"}
  - {type: com.example.paid, source: "https://bank/*", message: Paid, correlation: "=data.order"}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import yaml

from guiju.run.hooks import HookTo
from guiju.run.incoming import Route
from guiju.run.outside import Backoff, Policy, Refused, read_secret, read_target
from guiju.standard import Problem, feel

_DOOR: Final = frozenset({"hosts", "private_hosts", "plain_http"})
_HOOK: Final = frozenset({"url", "secret", "secret_from", "events", "values", "attempts", "first"})
_WHATS: Final = ("start", "message", "signal")
_ROUTE: Final = frozenset({"type", "source", *_WHATS, "correlation", "values"})


@dataclass(frozen=True, slots=True)
class Connections:
    """What was read.

    Attributes:
        policy: what the door may do.
        hooks: who is told.
        routes: what events mean, the first that fits counts.
        problems: all that is wrong; `element` is the place in the file.
    """

    policy: Policy = field(default_factory=Policy)
    hooks: tuple[HookTo, ...] = ()
    routes: tuple[Route, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Reading(list[Problem]):
    """The problems found so far."""

    def wrong(self, place: str, wanted: str, found: object) -> None:
        values = {"expected": wanted, "found": str(found)[:100]}
        template = "Expected {expected}, found {found}."
        self.append(Problem("connection-malformed", template, place, values))

    def mapping(self, data: object, place: str, keys: frozenset[str] | None) -> dict[str, Any]:
        if not isinstance(data, dict):
            if data is not None:
                self.wrong(place, "a mapping", data)
            return {}
        told = {str(name): value for name, value in data.items()}
        for name in sorted(told.keys() - (keys if keys is not None else told.keys())):
            self.wrong(f"{place}.{name}", f"one of {', '.join(sorted(keys or ()))}", name)
        return told

    def texts(self, data: object, place: str) -> tuple[str, ...]:
        if isinstance(data, list) and all(isinstance(each, str) for each in data):
            return tuple(data)
        self.wrong(place, "a list of texts", data)
        return ()


def read_connections(text: str | bytes, environment: Mapping[str, str]) -> Connections:
    """Read a file of connections; secrets may stand in the environment."""
    reading = _Reading()
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reading.wrong("file", "YAML", error)
        data = None
    whole = reading.mapping(data, "file", frozenset({"door", "hooks", "incoming"}))
    policy = _policy(reading.mapping(whole.get("door"), "door", _DOOR), reading)
    hooks = [
        _hook(name, reading.mapping(written, f"hooks.{name}", _HOOK), policy, environment, reading)
        for name, written in reading.mapping(whole.get("hooks"), "hooks", None).items()
    ]
    incoming = whole.get("incoming") or []
    if not isinstance(incoming, list):
        reading.wrong("incoming", "a list", incoming)
        incoming = []
    routes = [
        _route(f"incoming[{at}]", reading.mapping(each, f"incoming[{at}]", _ROUTE), reading)
        for at, each in enumerate(incoming)
    ]
    if reading:
        return Connections(problems=tuple(reading))
    return Connections(
        policy, tuple(each for each in hooks if each), tuple(each for each in routes if each)
    )


def _policy(written: dict[str, Any], reading: _Reading) -> Policy:
    hosts = written.get("hosts")
    named = None if hosts is None else frozenset(reading.texts(hosts, "door.hosts"))
    private = frozenset(reading.texts(written.get("private_hosts", []), "door.private_hosts"))
    plain = written.get("plain_http", False)
    if not isinstance(plain, bool):
        reading.wrong("door.plain_http", "true or false", plain)
    return Policy(named, private, plain is True)


def _hook(
    name: str,
    written: dict[str, Any],
    policy: Policy,
    environment: Mapping[str, str],
    reading: _Reading,
) -> HookTo | None:
    place = f"hooks.{name}"
    url = written.get("url")
    try:
        read_target(url if isinstance(url, str) else "", policy)
    except Refused as refused:
        values = {"code": refused.code, **refused.values}
        reading.append(Problem(refused.code, refused.template, f"{place}.url", values))
    keys = _keys(written, place, environment, reading)
    events = reading.texts(written.get("events", ["*"]), f"{place}.events")
    attempts, first = written.get("attempts", 12), written.get("first", 5)
    for key, number in (("attempts", attempts), ("first", first)):
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= 1000:
            reading.wrong(f"{place}.{key}", "a whole number from 1 to 1000", number)
            return None
    backoff = Backoff(timedelta(seconds=first), timedelta(hours=6), attempts)
    return HookTo(name, str(url), keys, events, written.get("values") is True, backoff)


def _keys(
    written: dict[str, Any], place: str, environment: Mapping[str, str], reading: _Reading
) -> tuple[bytes, ...]:
    """The secrets of a hook, two while one is being changed."""
    told = written.get("secret")
    if told is None and isinstance(written.get("secret_from"), str):
        told = environment.get(written["secret_from"], "").split()
    keys = []
    for each in told if isinstance(told, list) else [told]:
        key = read_secret(each) if isinstance(each, str) else None
        if isinstance(key, bytes):
            keys.append(key)
    if not keys:
        reading.wrong(f"{place}.secret", "whsec_ and base64 of 24 to 64 bytes", "none")
    return tuple(keys)


def _route(place: str, written: dict[str, Any], reading: _Reading) -> Route | None:
    type_, source = written.get("type"), written.get("source", "*")
    whats = [each for each in _WHATS if each in written]
    if not isinstance(type_, str) or not isinstance(source, str):
        reading.wrong(f"{place}.type", "the type of an event", type_)
        return None
    if len(whats) != 1 or not isinstance(written[whats[0]], str):
        reading.wrong(place, "one of start, message and signal", ", ".join(whats) or "none")
        return None
    correlation = _expression(written, "correlation", place, reading)
    values = _expression(written, "values", place, reading)
    return Route(type_, whats[0], written[whats[0]], source, correlation, values)


def _expression(
    written: dict[str, Any], key: str, place: str, reading: _Reading
) -> feel.Compiled | None:
    """A FEEL expression over the event, written with ``=`` in front."""
    text = written.get(key)
    if text is None:
        return None
    if not isinstance(text, str) or not text.lstrip().startswith("="):
        reading.wrong(f"{place}.{key}", "=FEEL", text)
        return None
    made = feel.compile_expression(text.strip()[1:])
    if isinstance(made, Problem):
        reading.append(Problem(made.code, made.template, f"{place}.{key}", made.values))
        return None
    return made
