"""The page of one task: what to do, with what, by when, and what was done before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import nh3
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from guiju.journal import Entry
from guiju.run.deciding.returning import way_back
from guiju.run.forms import Laid, lay_out, validate
from guiju.run.refusal import Refusal
from guiju.standard import Problem
from guiju.standard.steps.program import KIND
from guiju.standard.steps.turn import Turn
from guiju.web.forms import draw, read_post
from guiju.web.forms.drawing import has_conditions
from guiju.web.forms.sending import Sent
from guiju.web.forms.words import complaint
from guiju.web.texts import FormText, Texts
from guiju.web.work.models import Attachment
from guiju.web.work.tasks import Open, Task

FREE: Final = 4
"""Rows for values where a step has no form."""

_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False})

Errors = Mapping[str, Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in.

    Attributes:
        data: as it was sent.
        values: what is kept of it; empty where something is wrong.
        errors: by path.
    """

    data: Mapping[str, Any]
    values: Mapping[str, Any]
    errors: Errors

    @property
    def ok(self) -> bool:
        """Whether it can be handed in."""
        return not self.errors


def scope_of(one: Open) -> Mapping[str, Any]:
    """What the task sees of the case and of the standard's parameters."""
    seen: Mapping[str, Any] = Turn(one.texts.standard, one.record.state).seen(one.task.task)
    return seen


def form_of(one: Open) -> FormText | None:
    """The form of a task."""
    return one.texts.form(one.place.node.extras.form)


def laid_out(
    form: FormText, data: Mapping[str, Any], variables: Mapping[str, Any], now: datetime
) -> Laid | None:
    """A form with values on it, in the reader's zone."""
    return lay_out(form.form, data, variables, timezone.localtime(now))


def start_data(
    form: FormText, draft: Mapping[str, Any] | None, variables: Mapping[str, Any]
) -> Mapping[str, Any]:
    """What a form shows at first: the draft, else what the case knows already."""
    if draft is not None:
        return draft
    found: dict[str, Any] = {}
    for item in form.form.items:
        inner: Any = variables
        for key in item.at:
            inner = inner.get(key) if isinstance(inner, Mapping) else None
        if inner is not None:
            place = found
            for key in item.at[:-1]:
                place = place.setdefault(key, {})
            place[item.at[-1]] = inner
    return found


def parts_of(
    form: FormText,
    laid: Laid,
    variables: Mapping[str, Any],
    errors: Errors,
    texts: Texts,
    tongue: str,
    files: Mapping[str, str] | None = None,
) -> list[Any]:
    """The parts of a form for the template."""
    zone = timezone.get_current_timezone()
    return draw(
        form.schema, laid, variables, errors, lambda t: texts.say("forms", t, tongue), zone, files
    )


def sent_data(
    form: FormText, sent: Sent, variables: Mapping[str, Any], draft: Any, now: datetime
) -> dict[str, Any]:
    """What a browser sent, as data."""
    laid = laid_out(form, draft or {}, variables, now)

    def choices(options: Any) -> list[tuple[Any, str]]:
        return laid.options(options, variables) if laid is not None else []

    return read_post(form.form, sent, choices, timezone.get_current_timezone())


def check(
    form: FormText,
    data: Mapping[str, Any],
    variables: Mapping[str, Any],
    now: datetime,
    files: Sequence[str],
) -> Filled:
    """Hold what was filled in against the form."""
    found = validate(form.form, data, variables, now=timezone.localtime(now), files=files)
    return Filled(data, found.values, found.errors)


def check_free(sent: Sent) -> Filled:
    """Values of a step without a form: names, and FEEL literals or plain texts."""
    values: dict[str, Any] = {}
    errors: dict[str, list[Problem]] = {}
    names, texts = sent.getlist("name"), sent.getlist("value")
    for name, text in zip(names, texts, strict=False):
        name, text = name.strip(), text.strip()
        if not name:
            continue
        if not name.replace("_", "a").isalnum() or name[0].isdigit():
            errors.setdefault("", []).append(Problem("unknown-key", "expected a name", name))
            continue
        values[name] = literal(text)
    return Filled(values, {} if errors else values, errors)


def literal(text: str) -> Any:
    """A JSON value; what is none is a text."""
    if not text:
        return None
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return text


def uploads(one: Open) -> Sequence[Attachment]:
    """Files of the case, the newest first."""
    return list(Attachment.objects.filter(case=one.task.case).order_by("-at", "-pk"))


def ways_back(one: Open, entries: Sequence[Entry]) -> list[str]:
    """Steps done before that the case can be returned to, the latest first."""
    program = one.texts.standard.program
    found: list[str] = []
    for entry in reversed(entries):
        element = entry.element or ""
        index = program.index.get(element)
        if entry.kind != "TaskCompleted" or index is None or element in found:
            continue
        if program.places[index].kind != KIND["userTask"] or element == one.place.id:
            continue
        if not isinstance(way_back(one.texts.standard, one.place, element), Refusal):
            found.append(element)
    return found


def is_live(form: FormText | None) -> bool:
    """Whether the page has to ask the server what is shown."""
    return form is not None and has_conditions(form.schema)


def article_html(text: str) -> SafeString:
    """A work instruction as HTML without anything that runs."""
    # nh3 leaves no script, style or event in it.
    return mark_safe(nh3.clean(_MARKDOWN.render(text))) if text else SafeString("")


def share_used(task: Task, now: datetime) -> int | None:
    """How much of a task's time is used, in per cent; None where it has no end."""
    if task.due is None:
        return None
    whole = (task.due - task.created).total_seconds()
    gone = (now - task.created).total_seconds()
    return max(0, min(100, round(100 * gone / whole))) if whole > 0 else 100


def summary(parts: Sequence[Any], errors: Errors) -> list[tuple[str, str, str]]:
    """(id, label, error) of every field that is wrong, in the order of the form; then the rest."""
    found: list[tuple[str, str, str]] = []

    def walk(inside: Sequence[Any]) -> None:
        for part in inside:
            found.extend((part.id, part.label, each) for each in part.errors)
            walk(part.parts)

    walk(parts)
    shown = {name for name, problems in errors.items() if problems}
    if "" in shown or not found:
        found.extend(("", "", complaint(each)) for each in errors.get("", ()))
    if not found and errors:
        found.extend(("", name, complaint(each)) for name, e in errors.items() for each in e)
    return found
