"""Small steps of building XML."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from guiju.standard.bpmn.juel import is_juel
from guiju.standard.bpmn.namespaces import BPMN, BPMNDI, DC, DI, OURS, XSI
from guiju.standard.model.definitions import Expression

PREFIXES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI, "gj": OURS}

Said = str | int | bool | None


@cache
def _illegal() -> re.Pattern[str]:
    """Characters that XML 1.0 cannot hold; compiled when first asked, not at every start."""
    return re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def root(tag: str, **attributes: Said) -> etree._Element:
    """The outermost element, with all prefixes."""
    element = etree.Element(_name(tag), nsmap=PREFIXES)
    put(element, **attributes)
    return element


def add(parent: etree._Element, tag: str, text: str | None = None, **said: Said) -> etree._Element:
    """A child; attributes that are None are left out."""
    child = etree.SubElement(parent, _name(tag))
    if text is not None:
        child.text = _illegal().sub("", text)
    put(child, **said)
    return child


def put(element: etree._Element, **said: Said) -> None:
    """Attributes; a name that begins with `gj_` is one of ours."""
    for name, value in said.items():
        if value is None or value == "":
            continue
        text = str(value).lower() if isinstance(value, bool) else str(value)
        key = "{" + OURS + "}" + name[3:] if name.startswith("gj_") else name
        element.set(key, _illegal().sub("", text))


def only(value: bool, default: bool = False) -> bool | None:
    """A flag, or None where it is what it would be anyway."""
    return None if value is default else value


def expression(parent: etree._Element, tag: str, told: Expression | None) -> None:
    """A formal expression, if there is one."""
    if told is None:
        return
    child = add(parent, tag, text_of(told))
    if tag not in ("formalExpression", "transformation"):
        child.set("{" + XSI + "}type", "bpmn:tFormalExpression")
    if told.language != "feel":
        child.set("language", told.language)


def text_of(told: Expression | None) -> str | None:
    """The text of an expression, marked with `=` where it could be taken for something else."""
    if told is None:
        return None
    marked = told.language == "feel" and (told.text.startswith("=") or is_juel(told.text))
    return "=" + told.text if marked else told.text


def _name(tag: str) -> str:
    prefix, _, bare = tag.rpartition(":")
    return "{" + PREFIXES[prefix or "bpmn"] + "}" + bare
