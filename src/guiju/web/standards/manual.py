"""A version as the operation manual: its clauses, and everything that carries them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from guiju.standard.model.definitions import Node, Process
from guiju.standard.pack import Boundary, Pack, boundaries, filled_in, shown
from guiju.standard.pack.boundaries import role_of_lane
from guiju.standard.pack.walking import lanes_of, nodes_of
from guiju.web.standards.prose import html_of


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a process as a row of the diagram's table.

    Attributes:
        id, name, kind: which element.
        clause: id of the clause it carries out.
        lane: the accountable role.
        roles: the responsible roles.
        consulted, informed: further roles.
        form, decision, job, deadline: what it needs, "" for none.
        after: names of what follows, with the label of the way there.
        process: file of its process.
    """

    id: str
    name: str
    kind: str
    clause: str
    lane: str
    roles: str
    consulted: str
    informed: str
    form: str
    decision: str
    job: str
    deadline: str
    after: tuple[str, ...]
    process: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A clause in one language, and the steps that carry it out."""

    id: str
    title: str
    html: SafeString
    plain: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter."""

    title: str
    introduction: SafeString
    clauses: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """One process as a table: the twin of its diagram."""

    file: str
    name: str
    steps: tuple[Step, ...]


def sections(pack: Pack, language: str) -> tuple[Section, ...]:
    """The chapters of the manual with parameter values in them."""
    by_clause: dict[str, list[Step]] = {}
    for flow in flows(pack, language):
        for step in flow.steps:
            by_clause.setdefault(step.clause, []).append(step)
    manual = pack.manuals[language]
    return tuple(
        Section(
            chapter.title,
            html_of(filled_in(chapter.introduction, pack.parameters, language)),
            tuple(
                Sentence(
                    clause.id,
                    clause.title,
                    html_of(filled_in(clause.text, pack.parameters, language)),
                    filled_in(clause.text, pack.parameters, language),
                    tuple(by_clause.get(clause.id, ())),
                )
                for clause in chapter.clauses
            ),
        )
        for chapter in manual.chapters
    )


def introduction(pack: Pack, language: str) -> SafeString:
    """What stands before the first chapter."""
    text = pack.manuals[language].introduction
    return html_of(filled_in(text, pack.parameters, language))


def flows(pack: Pack, language: str) -> tuple[Flow, ...]:
    """Every process of the pack as a table."""
    return tuple(
        Flow(file, pack.say("processes", process.name, language), steps)
        for file, standard in pack.standards.items()
        for process in standard.definitions.processes
        for steps in [tuple(_steps(pack, file, process, language))]
    )


def _steps(pack: Pack, file: str, process: Process, language: str) -> Iterator[Step]:
    lanes = lanes_of(process)
    known = {each.element: each for each in boundaries(pack, process)}
    ways = _ways(pack, process, language)
    for node in nodes_of(process.body):
        if not node.name and node.id not in known:
            continue
        yield _step(pack, node, known.get(node.id), lanes, ways, language, file)


def _step(
    pack: Pack,
    node: Node,
    boundary: Boundary | None,
    lanes: Mapping[str, tuple[str, ...]],
    ways: Mapping[str, tuple[str, ...]],
    language: str,
    file: str,
) -> Step:
    def titles(ids: tuple[str, ...]) -> str:
        return ", ".join(
            pack.roles[each].title[language] if each in pack.roles else each for each in ids
        )

    extras = node.extras
    lane = next(iter(lanes.get(node.id, ())), "")
    return Step(
        id=node.id,
        name=pack.say("processes", node.name, language) or node.id,
        kind=node.kind,
        clause=extras.clause or "",
        lane=_lane(pack, lane, language),
        roles=titles(boundary.responsible) if boundary else "",
        consulted=titles(boundary.consulted) if boundary else "",
        informed=titles(boundary.informed) if boundary else "",
        form=extras.form or "",
        decision=extras.decision or "",
        job=extras.job or "",
        deadline=_deadline(pack, node, language),
        after=ways.get(node.id, ()),
        process=file,
    )  # fmt: skip


def _lane(pack: Pack, name: str, language: str) -> str:
    role = pack.roles.get(role_of_lane(pack, name) or "")
    return role.title[language] if role else pack.say("processes", name, language)


def names(pack: Pack, language: str) -> dict[str, str]:
    """Names of everything on the diagrams, lanes included, in a language by the English one."""
    if language == "en":
        return {}
    lanes = {one.title["en"]: one.title[language] for one in pack.roles.values()}
    return {**lanes, **pack.translations.get(language, {}).get("processes", {})}


def _deadline(pack: Pack, node: Node, language: str) -> str:
    name = getattr(node.extras, "deadline", None)
    if name:
        return pack.say("deadlines", name, language)
    return str(getattr(node.extras.due, "text", node.extras.due) or "")


def _ways(pack: Pack, process: Process, language: str) -> dict[str, tuple[str, ...]]:
    names = {node.id: node.name or "" for node in nodes_of(process.body)}
    found: dict[str, list[str]] = {}
    for flow in process.body.flows:
        target = pack.say("processes", names.get(flow.target, ""), language) or flow.target
        label = pack.say("processes", flow.name, language) if flow.name else ""
        found.setdefault(flow.source, []).append(f"{label} → {target}" if label else target)
    return {source: tuple(targets) for source, targets in found.items()}


def parameters(pack: Pack, language: str) -> list[Mapping[str, str]]:
    """The parameters as rows."""
    return [
        {
            "id": one.id,
            "title": one.title[language],
            "value": shown(one, language),
            "bounds": f"{one.least:f} – {one.most:f}",
            "clause": one.clause,
            "role": pack.roles[one.changed_by].title[language]
            if one.changed_by in pack.roles
            else one.changed_by,
        }
        for one in pack.parameters.values()
    ]
