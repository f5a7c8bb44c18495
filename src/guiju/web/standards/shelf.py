"""What the views share: a version found for a reader, and the frame of its pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from guiju.web.access import allow
from guiju.web.engine import engine
from guiju.web.policy import can
from guiju.web.reader import language
from guiju.web.standards import lifecycle
from guiju.web.standards.library import pack_of
from guiju.web.standards.models import Standard, Version

TABS = (
    ("standard_manual", _("Manual")),
    ("standard_diagram", _("Diagrams")),
    ("standard_tables", _("Decision tables")),
    ("standard_forms", _("Forms and scripts")),
)


def find(request: HttpRequest, name: str, number: int, right: str = "standard.see") -> Version:
    """A version for somebody who may.

    Raises:
        Http404: there is none.
        PermissionDenied: it is not for them.
    """
    version = get_object_or_404(
        Version.objects.select_related("standard"), standard__name=name, number=number
    )
    lifecycle.refresh(engine(), version)
    allow(request, right, version)
    return version


def frame(request: HttpRequest, version: Version, tab: str = "") -> dict[str, Any]:
    """What every page of a version needs."""
    tongue = language()
    owner = can(request.user, "standard.edit", version)
    pack = pack_of(version)
    return {
        "version": version,
        "standard": version.standard,
        "title": title_of(version.standard, tongue),
        "pack": pack,
        "tabs": [(url, title, url == tab) for url, title in TABS],
        "owner": owner,
        "owner_role": pack.roles[pack.owner].title[tongue]
        if pack and pack.owner in pack.roles
        else "",
        "tasks": _tasks(request, version, owner),
        "path": _path(version),
    }


def title_of(standard: Standard, tongue: str) -> str:
    """The title of a standard in a language."""
    return str(standard.title.get(tongue) or standard.title.get("en") or standard.name)


def _tasks(request: HttpRequest, version: Version, owner: bool) -> dict[str, bool]:
    """Which steps of the approval this reader may take now."""
    user: Any = request.user
    roles = user.visitor.roles
    state = version.state
    mine = version.author == user.visitor.id
    return {
        "submit": state == Version.State.DRAFT and mine,
        "review": state == Version.State.REVIEW and lifecycle.REVIEWER in roles and not mine,
        "approve": state == Version.State.APPROVAL and lifecycle.APPROVER in roles and not mine,
        "withdraw": owner and state in ("draft", "review", "approval", "approved"),
        "retire": owner and state == Version.State.FORCE,
    }


def _path(version: Version) -> list[tuple[Any, str]]:
    """The stations of a version's life: (name, done | here | ahead)."""
    order: list[Version.State] = [each for each in Version.State if each != Version.State.WITHDRAWN]
    if version.state == Version.State.WITHDRAWN:
        return [(Version.State.DRAFT.label, "done"), (Version.State.WITHDRAWN.label, "here")]
    here = order.index(Version.State(version.state))
    return [
        (each.label, "done" if place < here else "here" if place == here else "ahead")
        for place, each in enumerate(order)
    ]


def whole(version: Version) -> Any:
    """The pack of a version that is one.

    Raises:
        Http404: its texts are no pack; its editor says why.
    """
    pack = pack_of(version)
    if pack is None:
        raise Http404
    return pack
