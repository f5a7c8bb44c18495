"""`guiju decide MODEL.dmn`: the value of a decision, and the rules that gave it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong, bytes_of, file_at, meant, variables
from guiju.cli.words import _, literal, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.standard.dmn import Decided, Model, TableTrace


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("the value of a decision of a DMN model")
    parser = commands.add_parser("decide", parents=[common], help=words, description=words)
    parser.add_argument("model", metavar="MODEL.dmn", help=_("a DMN file, version 1.1 to 1.6"))
    parser.add_argument(
        "--decision", metavar="NAME", help=_("name or id; else the one that no other needs")
    )
    parser.add_argument("--vars", metavar="JSON", help=_("input data by name, or @FILE"))
    parser.add_argument("--trace", action="store_true", help=_("why each rule matched or did not"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Determine one decision; 1 where the model has errors or the value comes with warnings."""
    from guiju.cli import problems
    from guiju.front import models_beside, top_decision
    from guiju.standard import dmn

    given = variables(arguments.vars)
    path = file_at(arguments.model)
    loaded = dmn.load(bytes_of(path), models_beside(path))
    wrong = [each for each in loaded.problems if each.severity == "error"]
    if loaded.model is None:
        return _unreadable(path, loaded.problems, screen)
    name = arguments.decision or top_decision(loaded.model)
    _need_decision(name, loaded.model, path)
    now = datetime.now().astimezone()
    tables: tuple[TableTrace, ...] = ()
    if arguments.trace:
        decided, tables = dmn.trace(loaded.model, name, given, now=now)
    else:
        decided = dmn.decide(loaded.model, name, given, now=now)
    if screen.json:
        data = as_data(decided, name, arguments.trace)
        data["problems"] = [problems.as_data(each) for each in wrong]
        if arguments.trace:
            data["tables"] = [table_as_data(each) for each in tables]
        screen.data(data)
    else:
        if wrong:
            problems.table(wrong, screen)
        show(decided, loaded.model, tables, screen)
    return FOUND if wrong or decided.warnings or decided.problem else FINE


def _unreadable(path: Path, found: tuple[Any, ...], screen: Screen) -> int:
    from guiju.cli import problems

    if screen.json:
        screen.data({"model": str(path), "problems": [problems.as_data(each) for each in found]})
    else:
        screen.title(str(path), problems.counted(found))
        problems.table(found, screen)
    return FOUND


def _need_decision(name: str, model: Model, path: Path) -> None:
    defined = (*model.definitions.decisions, *model.definitions.services)
    names = [one.name for one in defined]
    if not names:
        raise Wrong(_("{path} holds no decision.", path=path))
    if name not in names and name not in [one.id for one in defined]:
        raise Wrong(
            _("There is no decision {name}; the model has {known}.",
              name=name, known=", ".join(names)) + meant(name, names)
        )  # fmt: skip


def as_data(decided: Decided, name: str, trace: bool) -> dict[str, Any]:
    """A decision as plain data."""
    from guiju.standard import feel

    data: dict[str, Any] = {
        "decision": name,
        "value": feel.to_json(decided.value),
        "text": feel.text_of(decided.value),
        "warnings": [{"code": each.code, "element": each.element, "message": sentence(each)}
                     for each in decided.warnings],
        "problem": sentence(decided.problem) if decided.problem else None,
    }  # fmt: skip
    if trace:
        data["matched"] = [
            {"table": each.element, "rules": list(each.rules), "ids": list(each.ids)}
            for each in decided.matched
        ]
    return data


def table_as_data(table: TableTrace) -> dict[str, Any]:
    """Why each rule of a table matched or did not, as plain data."""
    from guiju.standard import feel

    return {
        "table": table.element,
        "hit_policy": table.hit_policy,
        "rules": [
            {"rule": each.rule, "id": each.id, "matched": each.failure is None}
            | ({} if each.failure is None else {"failed": {
                "column": each.failure.column,
                "expression": each.failure.expression,
                "value": feel.to_json(each.failure.value),
                "cell": each.failure.cell,
            }})
            for each in table.rules
        ],
    }  # fmt: skip


def show(decided: Decided, model: Model, tables: Iterable[TableTrace], screen: Screen) -> None:
    """The value, on demand why each rule matched or did not, and what became null."""
    screen.say(literal(decided.value))
    if decided.problem is not None:
        screen.note(sentence(decided.problem))
    elif decided.value is None and not decided.warnings:
        screen.note(_("null: no rule matched, or the logic says so"))
    names = {one.id: one.name for one in model.definitions.decisions if one.id}
    for each in tables:
        screen.title(names.get(each.element, each.element), each.hit_policy)
        for line in _why(each):
            screen.say(line, indent=2)
    for warning in decided.warnings:
        message = sentence(warning)
        if warning.element:
            message = _("{element}: {message}", element=warning.element, message=message)
        screen.note(_("warning: {message}", message=message))


def _why(table: TableTrace) -> Iterator[str]:
    """One line a rule: it matched, or the first cell that did not hold."""
    for each in table.rules:
        if each.failure is None:
            yield _("rule {rule}: matched", rule=each.rule)
        else:
            yield _(
                "rule {rule}: {expression} is {value}, not {cell}",
                rule=each.rule, expression=each.failure.expression,
                value=literal(each.failure.value), cell=each.failure.cell,
            )  # fmt: skip
