"""What a deployed standard says to its readers: names, clauses, forms, scripts, in their language.

The engine keeps models; everything else that people read stands in the pack the model came from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext

from guiju.run.forms import Form, read_form
from guiju.run.standards import Deployed
from guiju.standard import Standard
from guiju.standard.model.definitions import Clause
from guiju.standard.pack import Pack, Talk, filled_in
from guiju.web.engine import engine


@dataclass(frozen=True, slots=True)
class FormText:
    """A form as it is written, and as the server checks it."""

    schema: Mapping[str, Any]
    form: Form


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one deployed standard.

    Attributes:
        no: its number in the engine.
        standard: the model.
        pack: where it came from; None for a model that was deployed alone.
        version: what the owner calls the version, or the head of its digest.
        link: (name, number) of the version in the library.
    """

    no: int
    standard: Standard
    pack: Pack | None
    version: str
    link: tuple[str, int] | None

    def title(self, tongue: str) -> str:
        """What the standard is called."""
        if self.pack is not None:
            return self.pack.title.get(tongue) or self.pack.name
        definitions = self.standard.definitions
        return _said(definitions.name or definitions.id)

    def say(self, section: str, text: str, tongue: str) -> str:
        """A name or label of the pack in a language."""
        if not text:
            return ""
        return self.pack.say(section, text, tongue) if self.pack else _said(text)

    def name(self, element: str | None, tongue: str) -> str:
        """What an element is called; its id where it has no name."""
        program = self.standard.program
        index = program.index.get(element or "")
        if index is None:
            return element or ""
        return self.say("processes", program.places[index].name, tongue) or element or ""

    def about(self, text: str | None, tongue: str) -> str:
        """What a model says about a part of it; nothing where that is not in the language."""
        said = self.say("processes", text or "", tongue)
        return said if tongue == "en" or self.pack is None or said != text else ""

    def process_name(self, process: str, tongue: str) -> str:
        """What a process is called."""
        for each in self.standard.definitions.processes:
            if each.id == process:
                return self.say("processes", each.name or "", tongue) or process
        return process

    def role(self, role: str, tongue: str) -> str:
        """What a role is called."""
        if self.pack is not None and role in self.pack.roles:
            return self.pack.roles[role].title.get(tongue, role)
        return _said(role)

    def clause(self, id_: str | None, tongue: str) -> Clause | None:
        """A sentence of the written standard, with parameters filled in."""
        if not id_:
            return None
        found = self.standard.definitions.clauses
        parameters: Mapping[str, Any] = {}
        if self.pack is not None and tongue in self.pack.manuals:
            found = self.pack.manuals[tongue].clauses
            parameters = self.pack.parameters
        for each in found:
            if each.id == id_:
                return replace(each, text=filled_in(each.text, parameters, tongue))
        return None

    def form(self, id_: str | None) -> FormText | None:
        """A form by its id; None where there is none with that id."""
        if not id_ or self.pack is None or id_ not in self.pack.forms:
            return None
        return form_text(self.pack.forms[id_])

    def labels(self, element: str | None, tongue: str) -> dict[str, str]:
        """What the fields of an element's form are called, by the variable they fill in."""
        index = self.standard.program.index.get(element or "")
        if index is None:
            return {}
        form = self.form(self.standard.program.places[index].node.extras.form)
        return (
            {}
            if form is None
            else {
                each["key"]: self.say("forms", str(each["label"]), tongue)
                for each in form.schema.get("components", ())
                if each.get("key") and each.get("label")
            }
        )

    def deadline(self, id_: str, tongue: str) -> str:
        """What a deadline is called; its id reads as words where the pack says no more."""
        said = self.say("deadlines", id_, tongue)
        return said if said != id_ else id_.replace("-", " ").capitalize()

    def script(self, name: str, tongue: str) -> Talk | None:
        """What is said at a step, part by part."""
        if self.pack is None or name not in self.pack.scripts:
            return None
        talks = self.pack.scripts[name].talks
        return talks.get(tongue) or talks.get("en")

    def article(self, name: str, tongue: str) -> str:
        """A work instruction, in Markdown."""
        if self.pack is None:
            return ""
        told = self.pack.articles.get(name, {})
        return told.get(tongue) or told.get("en") or ""


def _said(text: str) -> str:
    """A text of our own models in the reader's language; a stranger's stays as it is."""
    return gettext(text) if text else ""


@lru_cache(maxsize=256)
def form_text(data: bytes) -> FormText:
    """A form, read."""
    schema = json.loads(data, parse_float=Decimal)
    return FormText(schema, read_form(schema))


_known: dict[tuple[str, int], Texts] = {}


def texts_of(deployed: Deployed) -> Texts:
    """The texts of a standard the engine holds; what is in force never changes, and is kept."""
    key = (deployed.standard.digest, deployed.no)
    found = _known.get(key)
    if found is None:
        found = _read(deployed)
        if found.pack is not None:
            _known[key] = found
    return found


def _read(deployed: Deployed) -> Texts:
    from guiju.web.standards.library import pack_of
    from guiju.web.standards.models import Version

    digest = deployed.standard.digest
    found = _version_of(deployed.no)
    version = Version.objects.select_related("standard").filter(pk=found).first()
    if version is None:
        return Texts(deployed.no, deployed.standard, None, digest[:8], None)
    link = (version.standard.name, version.number)
    return Texts(deployed.no, deployed.standard, pack_of(version), version.label, link)


def texts(no: int) -> Texts:
    """The texts of the standard with that number."""
    return texts_of(engine().standards.by_no(no))


def _version_of(no: int) -> int | None:
    """The library's version that deployed a standard."""
    from guiju.web.standards.models import Version

    rows = Version.objects.exclude(deployed=[]).order_by("pk").values_list("pk", "deployed")
    return next((key for key, numbers in rows if no in numbers), None)
