"""What templates may call: names and words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guiju.web import words

register = template.Library()


@register.filter
def duty(value: str) -> str:
    """A duty of an account in words."""
    return str(words.DUTIES.get(value, value))


@register.filter
def status(value: str) -> str:
    """A case's status in words."""
    return str(words.STATUS.get(value, value))


@register.filter
def clock(value: str) -> str:
    """The state of a clock in words."""
    return str(words.CLOCKS.get(value, value))


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """What a mapping holds under a key."""
    return mapping.get(key)


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A moment in the reader's zone, to the minute."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), date_format(local, "Y-m-d H:i")
    )


@register.filter
def due(value: datetime | None, now: datetime) -> SafeString | str:
    """When something is due, with how long there is, coloured where it is late or near."""
    if value is None:
        return ""
    left = value - now
    mark = "late" if left.total_seconds() < 0 else "soon" if left.total_seconds() < 7200 else ""
    local = date_format(timezone.localtime(value), "Y-m-d H:i")
    return format_html(
        '<time datetime="{}" class="{}" title="{}">{}</time>',
        value.isoformat(), mark, local, words.until(left),
    )  # fmt: skip


@register.filter
def lasting(value: timedelta) -> str:
    """A length of time in words."""
    return words.span(int(value.total_seconds()))


@register.simple_tag
def demo_people() -> list[dict[str, str]]:
    """Who can log in to a demonstration."""
    from guiju.web.demo.people import logins

    return logins()
