"""The policy at the door of a view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from guiju.run.commands import Actor
from guiju.web.policy import can, visitor_of

View = Callable[..., HttpResponse]


def needs(right: str) -> Callable[[View], View]:
    """A view for those alone who have a right that needs no object."""

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            allow(request, right)
            return view(request, *args, **named)

        return guarded

    return wrap


def allow(request: HttpRequest, right: str, thing: Any = None) -> None:
    """Go on only where the policy says so.

    Raises:
        PermissionDenied: it does not.
    """
    if not can(request.user, right, thing):
        raise PermissionDenied


def actor_of(request: HttpRequest, holder: str = "") -> Actor:
    """Who gives the commands of this request.

    Args:
        holder: who has the task at hand; where they are absent, their deputy acts for them.
    """
    visitor = visitor_of(request.user)
    behalf = holder if holder in visitor.instead else None
    return Actor(visitor.id, visitor.roles, behalf)
