"""The operation manual of a pack, in one language: blocks that a door writes as text or page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from guiju.standard.dmn import load as load_table
from guiju.standard.dmn.definitions import Decision
from guiju.standard.dmn.expressions import DecisionTable
from guiju.standard.model.definitions import Activity, CallActivity, Event, Node, Process
from guiju.standard.pack.boundaries import boundaries
from guiju.standard.pack.deployment import filled_in
from guiju.standard.pack.headings import guide, heading
from guiju.standard.pack.model import Pack, Parameter
from guiju.standard.pack.parameters import shown
from guiju.standard.pack.schemas import form_data
from guiju.standard.pack.walking import nodes_of
from guiju.standard.pack.words import language_column, texts_in

_TEXT_OF: Final = re.compile(r"string\((\w+)\)")
"""A duration that a table hands on as text."""

_HAPPENINGS: Final = {
    "boundaryEvent": "when",
    "intermediateCatchEvent": "wait",
    "intermediateThrowEvent": "news",
}
"""What is written before an event, so that nobody takes it for a step."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the manual.

    Attributes:
        kind: h1 to h4, text, list or table; `id` names what others link to.
        lines: of a text or list; of a heading its one line.
        rows: of a table, the first being its heads.
    """

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    id: str = ""


def manual(pack: Pack, language: str = "en") -> tuple[Block, ...]:
    """The whole manual: clauses with their figures and steps, then the parts they name."""
    return tuple(_Writer(pack, language).all())


class _Writer:
    """Writes one manual."""

    def __init__(self, pack: Pack, language: str) -> None:
        self.pack = pack
        self.language = language
        self.comma = ", " if language == "en" else "、"
        self.steps = list(_steps(pack))
        self.tables = list(_tables(pack))
        self.names = {each.id: each.name for each, _ in self.tables}

    def all(self) -> Iterator[Block]:
        yield from self.front()
        yield from self.glossary()
        yield from self.clauses()
        yield from self.boundary_tables()
        yield from self.deadlines()
        yield from self.parameters()
        yield from self.forms()
        yield from self.scripts()
        yield from self.decisions()
        yield from self.indicators()
        yield from self.articles()

    # -- small words --------------------------------------------------------------------------

    def word(self, key: str) -> str:
        return heading(key, self.language)

    def say(self, section: str, text: str) -> str:
        return self.pack.say(section, text, self.language)

    def role(self, id_: str) -> str:
        known = self.pack.roles.get(id_)
        return known.title.get(self.language, id_) if known else id_

    def listed(self, words: Iterable[str]) -> str:
        return self.comma.join(words)

    def told(self, key: str, what: str) -> str:
        """`Deadline: 15 minutes`."""
        return f"{self.word(key)}{': ' if self.language == 'en' else '：'}{what}"

    def roles(self, ids: Iterable[str]) -> str:
        return self.listed(self.role(each) for each in ids)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Block]:
        made = tuple(tuple(str(cell) for cell in row) for row in rows)
        if made:
            yield Block("table", rows=(tuple(self.word(each) for each in heads), *made))

    # -- parts --------------------------------------------------------------------------------

    def front(self) -> Iterator[Block]:
        pack, written = self.pack, self.pack.manuals[self.language]
        yield Block("h1", (pack.title[self.language],))
        owner = self.told("owner", self.role(pack.owner))
        yield Block("text", (f"{self.word('version')} {pack.version} · {owner}",))
        yield Block("text", (pack.about[self.language],))
        if written.introduction:
            yield Block("text", (filled_in(written.introduction, pack.parameters, self.language),))
        staff = [self.role(each.id) for each in pack.roles.values()]
        yield Block("text", (self.told("roles", self.listed(staff)),))
        yield Block("text", guide(self.language))

    def clauses(self) -> Iterator[Block]:
        for chapter in self.pack.manuals[self.language].chapters:
            yield Block("h2", (chapter.title,))
            for clause in chapter.clauses:
                yield Block("h3", (f"{clause.id} {clause.title}",), id=clause.id)
                text = filled_in(clause.text, self.pack.parameters, self.language)
                yield Block("text", tuple(text.split("\n\n")))
                carried = [
                    self.step(*each) for each in self.steps if each[1].extras.clause == clause.id
                ]
                if carried:
                    yield Block("list", tuple(dict.fromkeys(carried)))

    def step(self, process: Process, node: Node) -> str:
        """One step in a line: what, who, by when, with which form and script."""
        name = self.say("processes", node.name) or node.id
        kind = _HAPPENINGS.get(node.kind)
        parts = [self.told(kind, name) if kind else name, *self.people(node)]
        parts += [self.told(key, what) for key, what in self.beside(node)]
        return ("; " if self.language == "en" else "；").join(parts)

    def people(self, node: Node) -> Iterator[str]:
        """Who takes a step: people, or the system."""
        extras = node.extras
        if extras.groups:
            yield self.told("done by", self.roles(extras.groups))
        elif extras.job or node.kind in ("scriptTask", "businessRuleTask"):
            yield self.word("by the system")
        if extras.different_from:
            others = (self.element(each) for each in extras.different_from)
            yield self.told("not who did", self.listed(others))

    def beside(self, node: Node) -> Iterator[tuple[str, str]]:
        """What a step is done by: deadline, form, table, process, script, article."""
        extras = node.extras
        if extras.deadline:
            yield "deadline", self.amount(extras.deadline)
        if extras.form:
            yield "form", self.number(extras.form)
        if extras.decision:
            named = self.names.get(extras.decision, extras.decision)
            yield "table", self.say("decisions", named)
        if isinstance(node, CallActivity) and node.called_element:
            yield "process", self.element(node.called_element)
        script = self.pack.scripts.get(extras.other.get("script", ""))
        if script:
            yield "script", script.talks[self.language].title
        article = self.pack.articles.get(extras.other.get("article", ""))
        if article:
            yield "article", article[self.language].partition("\n")[0].lstrip("# ")

    def number(self, form: str) -> str:
        """What a form is called in print: F1, F2 and so on, in the order of the part on forms."""
        known = list(form_data(self.pack))
        return f"F{known.index(form) + 1}" if form in known else form

    def amount(self, name: str) -> str:
        one = (self.pack.timing.get("deadlines") or {}).get(name)
        return self.figure(one.get("amount")) if isinstance(one, dict) else ""

    def figure(self, written: Any) -> str:
        """A figure of timing.yaml; one that a parameter gives has its value and id."""
        said = str(written)
        for parameter in self.pack.parameters.values():
            if said == f"={parameter.name}":
                return self.marked(parameter)
        return said

    def marked(self, parameter: Parameter) -> str:
        """A parameter's value with its id behind it."""
        left, right = (" (", ")") if self.language == "en" else ("（", "）")
        return f"{shown(parameter, self.language)}{left}{parameter.id}{right}"

    def deadline_name(self, name: str) -> str:
        """A deadline has no title of its own in English: `basic-check` is read `Basic check`."""
        said = self.say("deadlines", name)
        return said if said != name else name.replace("-", " ").capitalize()

    def share(self, written: Any) -> str:
        """When a reminder is due: a share of the time, in per cent."""
        if isinstance(written, str):
            return self.figure(written)
        return f"{written} %" if self.language == "en" else f"{written}%"

    def boundary_tables(self) -> Iterator[Block]:
        yield Block("h2", (self.word("boundaries"),))
        heads = ("step", "clause", "responsible", "accountable", "consulted", "informed")
        for standard in self.pack.standards.values():
            for process in standard.definitions.processes:
                rows = [
                    (
                        self.say("processes", one.name), one.clause, self.roles(one.responsible),
                        self.role(one.accountable), self.roles(one.consulted),
                        self.roles(one.informed),
                    )
                    for one in boundaries(self.pack, process)
                ]  # fmt: skip
                yield Block("h3", (self.say("processes", process.name),), id=process.id)
                yield from self.table(heads, rows)

    def deadlines(self) -> Iterator[Block]:
        known = self.pack.timing.get("deadlines")
        rows = []
        for name, one in (known if isinstance(known, dict) else {}).items():
            warn = self.listed(self.share(each) for each in one.get("warn", ()))
            rungs = [
                f"+{self.figure(each.get('after'))} → {self.role(str(each.get('to')))}"
                for each in one.get("escalate", ())
            ]
            calendar = self.say("calendars", str(one.get("calendar")))
            named = self.deadline_name(name)
            rows.append((named, self.amount(name), calendar, warn, self.listed(rungs)))
        if rows:
            yield Block("h2", (self.word("deadlines"),))
            yield from self.table(("deadline", "time", "calendar", "reminders", "escalation"), rows)

    def parameters(self) -> Iterator[Block]:
        if not self.pack.parameters:
            return
        yield Block("h2", (self.word("parameters"),))
        rows = [
            (
                one.id, one.title[self.language], shown(one, self.language),
                f"{one.least:f} – {one.most:f}", one.clause, self.role(one.changed_by),
            )
            for one in self.pack.parameters.values()
        ]  # fmt: skip
        heads = ("id", "parameter", "value", "bounds", "clause", "changed by")
        yield from self.table(heads, rows)

    def forms(self) -> Iterator[Block]:
        known = form_data(self.pack)
        if known:
            yield Block("h2", (self.word("forms"),))
        for id_, schema in known.items():
            yield Block("h3", (self.used_at(id_),))
            rows = list(self.fields(schema, ""))
            yield from self.table(("field", "kind", "must be there", "choices"), rows)

    def used_at(self, form: str) -> str:
        """A form by its number and the names of the steps that show it."""
        names = dict.fromkeys(
            self.say("processes", node.name)
            for standard in self.pack.standards.values()
            for process in standard.definitions.processes
            for node in nodes_of(process.body)
            if node.extras.form == form and node.name
        )
        return f"{self.number(form)} {self.listed(names) or form}"

    def fields(self, schema: Any, indent: str) -> Iterator[tuple[str, str, str, str]]:
        for one in schema.get("components") or ():
            label = self.say("forms", str(one.get("label") or one.get("text") or ""))
            rules = one.get("validate") or {}
            options = [self.say("forms", str(e.get("label"))) for e in one.get("values") or ()]
            asked = "when shown" if one.get("conditional") else "yes"
            must = self.word(asked) if rules.get("required") else ""
            yield indent + label, self.word(str(one.get("type"))), must, self.listed(options)
            yield from self.fields(one, indent + "– ")

    def scripts(self) -> Iterator[Block]:
        if self.pack.scripts:
            yield Block("h2", (self.word("scripts"),))
        for script in self.pack.scripts.values():
            talk = script.talks[self.language]
            yield Block("h3", (talk.title,))
            for number, part in enumerate(talk.parts, 1):
                yield Block("text", (f"{number}. {part.title}",))
                yield Block("list", part.phrases)
            if talk.banned:
                yield Block("text", (self.told("never said", self.listed(talk.banned)),))

    def decisions(self) -> Iterator[Block]:
        if self.tables:
            yield Block("h2", (self.word("tables"),))
        for decision, table in self.tables:
            yield from self.decision(decision.name, table)

    def decision(self, name: str, table: DecisionTable) -> Iterator[Block]:
        """One table; of one with a column `language` the rows of this language, without it."""
        tongue = language_column(table)
        yield Block("h3", (self.say("decisions", name),))
        labels = [each.label or each.expression.text for each in table.inputs]
        heads = [
            *(self.say("decisions", each) for place, each in enumerate(labels) if place != tongue),
            *("→ " + self.say("decisions", each.name or name) for each in table.outputs),
        ]
        rows = []
        for rule in table.rules:
            tests = [each.text for each in rule.inputs]
            if tongue is not None and self.language not in texts_in(tests.pop(tongue)):
                continue
            results = (each.text for each in rule.outputs)
            rows.append(tuple(self.cell(text) for text in (*tests, *results)))
        said = tuple(each.replace("_", " ") for each in heads)
        yield Block("table", rows=(said, *rows))

    def cell(self, text: str) -> str:
        """A cell in words: texts translated, parameters as their values."""
        if text in ("-", "true", "false"):
            return self.word({"-": "any", "true": "yes", "false": "no"}[text])
        named = _TEXT_OF.sub(r"\1", text)
        for parameter in self.pack.parameters.values():
            if named == parameter.name:
                return self.marked(parameter)
        other = text.startswith("not(") and text.endswith(")")
        parts = (text[4:-1] if other else text).split('"')
        parts[1::2] = [self.say("decisions", each) for each in parts[1::2]]
        said = "".join(self.comma if each == ", " else each for each in parts)
        return self.told("other than", said) if other else said

    def indicators(self) -> Iterator[Block]:
        names = {one.name: one for one in self.pack.parameters.values()}
        rows = []
        for one in self.pack.indicators.values():
            target = names.get(one.target.removeprefix("="))
            said = shown(target, self.language) if target else one.target
            if said and not target and one.unit == "percent":
                said += " %" if self.language == "en" else "%"
            direction = self.word(one.direction) if one.direction else ""
            at = self.element(one.element)
            rows.append((one.title[self.language], one.clause, at, f"{direction} {said}".strip()))
        if rows:
            yield Block("h2", (self.word("indicators"),))
            yield from self.table(("indicator", "clause", "measured at", "target"), rows)

    def element(self, id_: str) -> str:
        """The name of a step or a process."""
        for standard in self.pack.standards.values():
            for process in standard.definitions.processes:
                found = [node.name for node in nodes_of(process.body) if node.id == id_]
                if found or process.id == id_:
                    return self.say("processes", found[0] if found else process.name)
        return id_

    def articles(self) -> Iterator[Block]:
        if self.pack.articles:
            yield Block("h2", (self.word("articles"),))
        for text in self.pack.articles.values():
            for line in text[self.language].split("\n"):
                if line.startswith("#"):
                    yield Block("h3", (line.lstrip("# "),))
                elif line.strip():
                    yield Block("text", (line.strip().replace("**", ""),))

    def glossary(self) -> Iterator[Block]:
        rows = [
            (
                one.term.get(self.language, ""), one.means.get(self.language, ""),
                self.listed(one.synonyms.get(self.language, ())),
                self.listed(one.banned.get(self.language, ())),
            )
            for one in self.pack.glossary
        ]  # fmt: skip
        if rows:
            yield Block("h2", (self.word("glossary"),))
            yield from self.table(("term", "meaning", "synonyms", "never said"), rows)


def _tables(pack: Pack) -> Iterator[tuple[Decision, DecisionTable]]:
    """Every decision table, in the order of the files."""
    for data in pack.decisions.values():
        model = load_table(data).model
        for decision in model.definitions.decisions if model is not None else ():
            if isinstance(decision.expression, DecisionTable):
                yield decision, decision.expression


def _steps(pack: Pack) -> Iterator[tuple[Process, Node]]:
    """Everything that does something, in the order of the files."""
    for standard in pack.standards.values():
        for process in standard.definitions.processes:
            for node in nodes_of(process.body):
                caught = isinstance(node, Event) and node.kind not in ("startEvent", "endEvent")
                if isinstance(node, Activity) or (caught and node.name):
                    yield process, node
