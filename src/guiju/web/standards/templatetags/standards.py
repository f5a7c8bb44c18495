"""Words for what standards are made of."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guiju.web.sentences import sentence

register = template.Library()

LINES: Final[dict[str, Any]] = {
    "trade": _("Trade and logistics"),
    "logistics": _("Logistics"),
    "service": _("Customer service"),
    "customer-service": _("Customer service"),
    "cooperation": _("Cooperation and approval"),
    "administration": _("Administration"),
    "quality": _("Quality"),
    "general": _("For every business"),
    "any": _("For every business"),
}
KINDS: Final[dict[str, Any]] = {
    "task": _("task"),
    "userTask": _("task of a person"),
    "manualTask": _("task by hand"),
    "serviceTask": _("task of a system"),
    "sendTask": _("sends a message"),
    "receiveTask": _("waits for a message"),
    "scriptTask": _("calculation"),
    "businessRuleTask": _("decision by table"),
    "callActivity": _("calls a process"),
    "subProcess": _("sub-process"),
    "adHocSubProcess": _("sub-process in any order"),
    "transaction": _("transaction"),
    "startEvent": _("start"),
    "endEvent": _("end"),
    "intermediateCatchEvent": _("waits for an event"),
    "intermediateThrowEvent": _("raises an event"),
    "boundaryEvent": _("event while the step is open"),
    "exclusiveGateway": _("one way of several"),
    "parallelGateway": _("all ways at once"),
    "inclusiveGateway": _("some ways"),
    "complexGateway": _("ways by a rule"),
    "eventBasedGateway": _("the way of what happens first"),
}
POLICIES: Final[dict[str, Any]] = {
    "UNIQUE": _("Exactly one rule applies."),
    "FIRST": _("The first rule that applies counts."),
    "PRIORITY": _("Of the rules that apply, the one with the most important result counts."),
    "ANY": _("Several rules may apply; all give the same."),
    "COLLECT": _("All rules that apply count."),
    "COLLECT SUM": _("The results of all rules that apply are added up."),
    "COLLECT COUNT": _("The rules that apply are counted."),
    "COLLECT MIN": _("The least result of the rules that apply counts."),
    "COLLECT MAX": _("The greatest result of the rules that apply counts."),
    "RULE ORDER": _("All rules that apply count, in the order of the table."),
    "OUTPUT ORDER": _("All rules that apply count, the most important result first."),
}
FIELDS: Final[dict[str, Any]] = {
    "textfield": _("text"),
    "textarea": _("text of several lines"),
    "number": _("number"),
    "datetime": _("date or time"),
    "checkbox": _("yes or no"),
    "radio": _("one of"),
    "select": _("one of"),
    "checklist": _("any of"),
    "taglist": _("any of"),
    "filepicker": _("file"),
    "expression": _("worked out"),
    "group": _("group"),
    "dynamiclist": _("list"),
    "table": _("table"),
    "documentPreview": _("document"),
}
CHANNELS: Final[dict[str, Any]] = {
    "phone": _("on the phone"),
    "text": _("in writing"),
    "any": _("on every channel"),
}
HOW: Final[dict[str, Any]] = {
    "added": _("new"),
    "removed": _("gone"),
    "changed": _("changed"),
}
EDITORS: Final[dict[str, Any]] = {
    "process": _("Processes"),
    "decision": _("Decision tables"),
    "form": _("Forms"),
    "text": _("Clauses and other texts"),
}
SEVERITIES: Final[dict[str, Any]] = {"error": _("Mistake:"), "warning": _("Remark:")}
LANGUAGES: Final = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}


def _named(words: dict[str, Any], key: str) -> str:
    return str(words.get(key, key))


@register.filter
def line_name(line: str) -> str:
    """A line of business."""
    return _named(LINES, line)


@register.filter
def kind_name(kind: str) -> str:
    """What an element is, without BPMN's word for it."""
    return _named(KINDS, kind)


@register.filter
def policy_name(policy: str) -> str:
    """What a hit policy means."""
    return _named(POLICIES, policy)


@register.filter
def field_name(kind: str) -> str:
    """What is filled in at a field."""
    return _named(FIELDS, kind)


@register.filter
def channel_name(channel: str) -> str:
    """Where a script is used."""
    return _named(CHANNELS, channel)


@register.filter
def how_name(how: str) -> str:
    """What happened to a file."""
    return _named(HOW, how)


@register.filter
def editor_name(kind: str) -> str:
    """A kind of files."""
    return _named(EDITORS, kind)


@register.filter
def severity_name(severity: str) -> str:
    """How bad a problem is."""
    return _named(SEVERITIES, severity)


@register.filter
def said(told: Any, names: dict[str, str]) -> str:
    """A difference as a sentence, with names of elements in the reader's language."""
    words = {**names, **KINDS, "not set": gettext("no value")}
    known = {key: words[text] for key, text in told.values.items() if str(text) in words}
    return sentence(told, known)


@register.filter
def file_title(path: str) -> str:
    """A file of a pack by what it is."""
    known = {
        "pack.yaml": gettext("Roles, parameters, words"),
        "timing.yaml": gettext("Deadlines and calendars"),
        "indicators.yaml": gettext("Indicators"),
    }
    if path in known:
        return known[path]
    pure = PurePosixPath(path)
    base, _dot, tongue = pure.stem.partition(".")
    language = LANGUAGES.get(tongue or "en", "")
    if path.startswith("standard."):
        return f"{gettext('Clauses')} · {language}"
    if path.startswith("i18n/"):
        return f"{gettext('Names')} · {LANGUAGES.get(pure.stem, pure.stem)}"
    title = base.replace("-", " ").replace("_", " ")
    return f"{title} · {language}" if pure.suffix == ".md" else title
