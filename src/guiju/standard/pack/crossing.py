"""The parts of a pack against each other: what one names, another must have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from guiju.standard.model.definitions import Activity, Event, Node, Process, Task
from guiju.standard.pack.boundaries import role_of_lane
from guiju.standard.pack.model import LANGUAGES, Pack
from guiju.standard.pack.prose import blanks
from guiju.standard.pack.schemas import form_data
from guiju.standard.pack.trouble import Trouble
from guiju.standard.pack.walking import lanes_of, leaves, nodes_of


def cross_check(pack: Pack, trouble: Trouble) -> None:
    """Tell everything that is named and not there, and what is there and not used."""
    _manuals(pack, trouble)
    for file, standard in pack.standards.items():
        for process in standard.definitions.processes:
            _lanes(pack, file, process, trouble)
            for node in nodes_of(process.body):
                _node(pack, file, node, trouble)
    _roles(pack, trouble)
    _scripts(pack, trouble)
    _named_by_parts(pack, trouble)
    _forms(pack, trouble)
    _amounts(pack, trouble)
    _carried_out(pack, trouble)


def _manuals(pack: Pack, trouble: Trouble) -> None:
    first = pack.manuals.get("en")
    if first is None:
        return
    ids = [each.id for each in first.clauses]
    for language, manual in pack.manuals.items():
        found = [each.id for each in manual.clauses]
        if found != ids:
            missing = [each for each in ids if each not in found] or ["the same order"]
            trouble.add(
                "clauses-differ",
                f"standard.{language}.md",
                "expected the clauses of standard.md, without {missing}",
                missing=", ".join(missing),
            )
        known = {*pack.parameters}
        for clause in manual.clauses:
            for name in sorted(blanks_of_parameters(clause.text) - known):
                trouble.add(
                    "parameter-unknown",
                    f"standard.md ({language}): {clause.id}",
                    "expected a parameter of the pack, found {found}",
                    found=name,
                )


def blanks_of_parameters(text: str) -> set[str]:
    """The `{P-01}` of a text."""
    return {each for each in blanks((text,)) if each.startswith("P-")}


def _lanes(pack: Pack, file: str, process: Process, trouble: Trouble) -> None:
    if not process.executable:
        return
    known = lanes_of(process)
    for lane in leaves(process.lanes):
        if role_of_lane(pack, lane.name) is None:
            trouble.add(
                "lane-without-role",
                f"{file}: {lane.id}",
                "expected the English title of a role, found {found}",
                found=lane.name,
            )
    for node in nodes_of(process.body):
        lanes = known.get(node.id, ())
        if not lanes:
            trouble.add(
                "nobody-accountable",
                f"{file}: {node.id}",
                "expected the element in one lane, found it in none",
                node.line,
            )
        elif len(lanes) > 1:
            trouble.add(
                "two-accountable",
                f"{file}: {node.id}",
                "expected the element in one lane, found it in {found}",
                node.line,
                found=", ".join(lanes),
            )


def _node(pack: Pack, file: str, node: Node, trouble: Trouble) -> None:
    extras, place = node.extras, f"{file}: {node.id}"
    clauses = {each.id for each in pack.manuals["en"].clauses} if "en" in pack.manuals else set()
    other = extras.other
    named: tuple[tuple[str, str | None, Any], ...] = (
        ("clause", extras.clause, clauses),
        ("form", extras.form, pack.forms),
        ("indicator", extras.indicator, pack.indicators),
        ("deadline", getattr(extras, "deadline", None), pack.timing.get("deadlines") or {}),
        ("script", other.get("script"), pack.scripts),
        ("article", other.get("article"), pack.articles),
    )
    for what, name, known in named:
        if name is not None and name not in known:
            trouble.add(
                f"{what}-unknown",
                place,
                "expected a {what} of the pack, found {found}",
                node.line,
                what=what,
                found=name,
            )
    for role in (*extras.groups, *_listed(other.get("consulted")), *_listed(other.get("informed"))):
        if role not in pack.roles:
            trouble.add(
                "role-unknown",
                place,
                "expected a role of the pack, found {found}",
                node.line,
                found=role,
            )
    if _does_something(node) and extras.clause is None:
        trouble.add(
            "clause-missing", place, "expected the clause it carries out, found none", node.line
        )
    people = extras.groups or extras.users or extras.assignee
    if isinstance(node, Task) and node.kind == "userTask" and not (people or node.resources):
        trouble.add("nobody-responsible", place, "expected gj:role, found none", node.line)
    if isinstance(node, Task) and node.kind == "businessRuleTask" and extras.job is None:
        standard = pack.standards[file]
        if (extras.decision or "") not in standard.decisions:
            trouble.add(
                "decision-unknown",
                place,
                "expected a decision of the pack, found {found}",
                node.line,
                found=extras.decision,
            )


def _does_something(node: Node) -> bool:
    if isinstance(node, Activity):
        return True
    return isinstance(node, Event) and node.kind not in ("startEvent", "endEvent")


def _listed(text: str | None) -> Iterator[str]:
    return (each.strip() for each in (text or "").split(",") if each.strip())


def _roles(pack: Pack, trouble: Trouble) -> None:
    shown = {
        lane.name
        for standard in pack.standards.values()
        for process in standard.definitions.processes
        for lane in leaves(process.lanes)
    }
    for role in pack.roles.values():
        if role.kind == "staff" and role.title.get("en") not in shown:
            trouble.add(
                "role-without-lane",
                f"pack.yaml: roles.{role.id}",
                "expected a lane named {found}, found none",
                found=role.title.get("en"),
            )


def _scripts(pack: Pack, trouble: Trouble) -> None:
    for name, script in pack.scripts.items():
        first = script.talks.get("en")
        if first is None:
            continue
        for language in LANGUAGES[1:]:
            talk = script.talks.get(language)
            if talk is None:
                continue
            place = f"scripts/{name}.{language}.md"
            if [each.id for each in talk.parts] != [each.id for each in first.parts]:
                trouble.add(
                    "script-parts-differ",
                    place,
                    "expected the parts {expected}, found {found}",
                    expected=[each.id for each in first.parts],
                    found=[each.id for each in talk.parts],
                )
                continue
            for one, other in zip(first.parts, talk.parts, strict=True):
                if blanks(one.phrases) != blanks(other.phrases):
                    trouble.add(
                        "script-blanks-differ",
                        f"{place}: {one.id}",
                        "expected the blanks {expected}, found {found}",
                        expected=sorted(blanks(one.phrases)),
                        found=sorted(blanks(other.phrases)),
                    )


def _named_by_parts(pack: Pack, trouble: Trouble) -> None:
    clauses = {each.id for each in pack.manuals["en"].clauses} if "en" in pack.manuals else set()
    elements = {
        node.id
        for standard in pack.standards.values()
        for process in standard.definitions.processes
        for node in nodes_of(process.body)
    } | {each for standard in pack.standards.values() for each in standard.processes}
    said = [(f"pack.yaml: parameters.{one.id}", one.clause) for one in pack.parameters.values()]
    said += [(f"scripts/{one.name}.md", one.clause) for one in pack.scripts.values()]
    said += [(f"indicators.yaml: {one.id}", one.clause) for one in pack.indicators.values()]
    for place, clause in said:
        if clause not in clauses:
            trouble.add(
                "clause-unknown",
                place,
                "expected a clause of the pack, found {found}",
                found=clause,
            )
    names = {one.name for one in pack.parameters.values()}
    for one in pack.indicators.values():
        if one.element not in elements and pack.standards:
            trouble.add(
                "element-unknown",
                f"indicators.yaml: {one.id}",
                "expected an element of the processes, found {found}",
                found=one.element,
            )
        if one.target.startswith("=") and one.target[1:].strip() not in names:
            trouble.add(
                "parameter-unknown",
                f"indicators.yaml: {one.id}",
                "expected a parameter of the pack, found {found}",
                found=one.target,
            )


def _forms(pack: Pack, trouble: Trouble) -> None:
    known = form_data(pack)
    for id_ in pack.forms.keys() - known.keys():
        trouble.add("form-unreadable", f"forms/{id_}.json", "expected JSON, found something else")
    seen: dict[str, str] = {}
    used = {
        node.extras.form
        for standard in pack.standards.values()
        for process in standard.definitions.processes
        for node in nodes_of(process.body)
    }
    for id_, data in sorted(known.items()):
        content = repr([data.get("components")]) if isinstance(data, dict) else ""
        if content in seen:
            trouble.add(
                "form-copied",
                f"forms/{id_}.json",
                "expected {found} to be used again, found a copy",
                found=seen[content],
            )
        seen.setdefault(content, id_)
        if id_ not in used and pack.standards:
            trouble.warn(
                "form-unused", f"forms/{id_}.json", "expected a step that uses the form, found none"
            )


def _amounts(pack: Pack, trouble: Trouble) -> None:
    """What timing.yaml takes from parameters."""
    times = {one.name for one in pack.parameters.values() if one.unit not in ("percent", "number")}
    shares = {one.name for one in pack.parameters.values() if one.unit == "percent"}
    deadlines = pack.timing.get("deadlines")
    for name, one in (deadlines if isinstance(deadlines, dict) else {}).items():
        rungs = one.get("escalate") if isinstance(one, dict) else None
        said = [one.get("amount")] if isinstance(one, dict) else []
        for rung in rungs if isinstance(rungs, list) else ():
            if isinstance(rung, dict):
                said.append(rung.get("after"))
                if rung.get("to") not in pack.roles:
                    trouble.add(
                        "role-unknown",
                        f"timing.yaml: deadlines.{name}",
                        "expected a role of the pack, found {found}",
                        found=rung.get("to"),
                    )
        warned = one.get("warn") if isinstance(one, dict) else None
        _taken(said, times, "a time", name, trouble)
        _taken(warned if isinstance(warned, list) else (), shares, "a share", name, trouble)


def _taken(
    said: Iterable[Any], known: Collection[str], kind: str, deadline: str, trouble: Trouble
) -> None:
    """What a deadline takes from a parameter must be one of that kind."""
    for text in said:
        if isinstance(text, str) and text.startswith("=") and text[1:].strip() not in known:
            trouble.add(
                "parameter-unknown",
                f"timing.yaml: deadlines.{deadline}",
                "expected a parameter that is {kind}, found {found}",
                kind=kind,
                found=text,
            )


def _carried_out(pack: Pack, trouble: Trouble) -> None:
    used = {one.clause for one in pack.parameters.values()}
    used |= {one.clause for one in pack.scripts.values()}
    used |= {one.clause for one in pack.indicators.values()}
    for standard in pack.standards.values():
        for process in standard.definitions.processes:
            used |= {node.extras.clause or "" for node in nodes_of(process.body)}
            used.add(process.extras.clause or "")
    for data in form_data(pack).values():
        said = data.get("properties") if isinstance(data, dict) else None
        used.add(str(said.get("clause")) if isinstance(said, dict) else "")
    texts = " ".join(text for article in pack.articles.values() for text in article.values())
    for clause in pack.manuals["en"].clauses if "en" in pack.manuals else ():
        if clause.id not in used and clause.id not in texts:
            trouble.add(
                "clause-not-carried-out",
                f"standard.md: {clause.id}",
                "expected something that carries the clause out, found nothing",
            )
