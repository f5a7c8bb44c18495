"""Where each command of the engine goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from guiju.client.calling import named
from guiju.run.commands import (
    AddSigner,
    Assign,
    Cancel,
    Claim,
    Command,
    CompleteJob,
    CompleteTask,
    Delegate,
    DropMessage,
    ExtendLease,
    FailJob,
    Forward,
    KeepMessage,
    ResolveIncident,
    Resume,
    Retry,
    Return,
    SaveDraft,
    SendMessage,
    SendSignal,
    SetVariables,
    StartCase,
    Suspend,
    ThrowError,
    Unclaim,
)


class Request(NamedTuple):
    """Path and body of a command."""

    path: str
    body: Mapping[str, Any] | None = None


def _case(what: str, *fields: str) -> Callable[[Any], Request]:
    return lambda one: Request(f"/cases/{named(one.case)}/{what}", _body(one, fields))


def _task(what: str, **fields: str) -> Callable[[Any], Request]:
    def made(one: Any) -> Request:
        body = {there: getattr(one, here) for there, here in fields.items()}
        return Request(f"/tasks/{named(f'{one.case}:{one.task}')}/{what}", body or None)

    return made


def _job(what: str, **fields: str) -> Callable[[Any], Request]:
    def made(one: Any) -> Request:
        body = {there: getattr(one, here) for there, here in fields.items()}
        return Request(f"/jobs/{named(one.case)}/{one.job}/{what}", body)

    return made


def _incident(what: str, *fields: str) -> Callable[[Any], Request]:
    return lambda one: Request(
        f"/cases/{named(one.case)}/incidents/{one.instance}/{what}", _body(one, fields)
    )


def _body(one: Any, fields: tuple[str, ...]) -> Mapping[str, Any] | None:
    return {name: getattr(one, name) for name in fields} or None


def _start(one: StartCase) -> Request:
    body = {"process": one.process, "values": one.values, "case": one.case}
    return Request("/cases", body | ({"standard": one.standard} if one.standard else {}))


def _message(one: SendMessage) -> Request:
    fields = ("name", "correlation", "values", "seconds")
    return Request("/messages", _body(one, fields))


def _kept(one: KeepMessage) -> Request:
    return Request(f"/messages/{named(one.message)}/keep", {"seconds": one.seconds})


def _dropped(one: DropMessage) -> Request:
    return Request(f"/messages/{named(one.message)}/drop")


def _signal(one: SendSignal) -> Request:
    return Request("/messages", {"name": one.name, "values": one.values, "signal": True})


REQUESTS: Final[Mapping[type[Command], Callable[[Any], Request]]] = {
    StartCase: _start,
    Suspend: _case("suspend", "reason"),
    Resume: _case("resume"),
    Cancel: _case("cancel", "reason"),
    SetVariables: _case("variables", "values"),
    Claim: _task("claim"),
    Unclaim: _task("unclaim"),
    CompleteTask: _task("complete", values="values"),
    SaveDraft: _task("draft", values="values"),
    Return: _task("return", to="to", reason="reason"),
    Forward: _task("forward", to="to", reason="reason"),
    Delegate: _task("delegate", to="to"),
    Assign: _task("assign", to="to"),
    AddSigner: _task("add-signer", to="signer"),
    CompleteJob: _job("complete", fence="fence", values="values"),
    FailJob: _job("fail", fence="fence", reason="reason", again_seconds="again", final="final"),
    ThrowError: _job("error", fence="fence", code="code", values="values"),
    ExtendLease: _job("extend", fence="fence", seconds="seconds"),
    Retry: _incident("retry"),
    ResolveIncident: _incident("resolve", "values", "reason"),
    SendMessage: _message,
    SendSignal: _signal,
    KeepMessage: _kept,
    DropMessage: _dropped,
}
"""Commands that programs elsewhere may give."""
