"""`guiju show MODEL`: the standard in words: steps, roles, branches, deadlines, clauses."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, file_at
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.cli.show.outline import Line
    from guiju.standard import Standard
    from guiju.standard.model.definitions import Process


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("the standard in words: steps, roles, branches, deadlines")
    parser = commands.add_parser("show", parents=[common], help=words, description=words)
    parser.add_argument("model", metavar="MODEL", help=_("a BPMN file; with --manual a pack"))
    parser.add_argument("--manual", action="store_true", help=_("the printed manual of a pack"))
    parser.add_argument("--out", metavar="FILE", help=_("write the manual: FILE.md or FILE.html"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Tell one model; 1 where it has errors."""
    if arguments.manual:
        from guiju.cli.show.manual import show_manual

        return show_manual(arguments.model, arguments.language, arguments.out, screen)
    from guiju.cli.problems import standard_at

    path = file_at(arguments.model)
    standard = standard_at(path, screen)
    if standard is None:
        return FOUND
    if screen.json:
        screen.data(as_data(standard, path))
    else:
        show(standard, path, screen)
    return FINE


def as_data(standard: Standard, path: Path) -> dict[str, Any]:
    """A standard's outline as plain data."""
    from guiju.cli.show.outline import outline
    from guiju.cli.show.plan import roles

    definitions = standard.definitions
    return {
        "model": str(path),
        "name": definitions.name,
        "digest": standard.digest,
        "clauses": [asdict(each) for each in definitions.clauses],
        "processes": [
            {
                "id": process.id,
                "name": process.name,
                "executable": process.executable,
                "roles": sorted(set(roles(process).values())),
                "elements": [asdict(line) for line in outline(process)],
            }
            for process in definitions.processes
        ],
    }


def show(standard: Standard, path: Path, screen: Screen) -> None:
    """A standard as an outline for people."""
    from guiju.cli.show.outline import outline

    definitions = standard.definitions
    version = _("version {digest}", digest=standard.digest[:12])
    screen.title(definitions.name or path.name, f"{path.name}, {version}")
    every: list[Line] = []
    for process in definitions.processes:
        lines = outline(process)
        every += lines
        _heading(process, standard, screen)
        _roles(process, lines, screen)
        for line in lines:
            _element(line, screen)
    if definitions.clauses:
        screen.title(_("Clauses of the written standard"))
    for clause in definitions.clauses:
        whole = [each.name or each.id for each in definitions.processes
                 if each.extras.clause == clause.id]  # fmt: skip
        by = [*whole, *(line.number for line in every if clause.id in line.clauses)]
        where = _("carried out by {names}", names=", ".join(by))
        screen.say(f"{clause.id}  {clause.text}", indent=2, hang=4)
        screen.say(where if by else _("carried out by no element"), style="dim", indent=6)


def _heading(process: Process, standard: Standard, screen: Screen) -> None:
    pools = {each.process: each.name for each in standard.definitions.participants}
    name = process.name or pools.get(process.id) or process.id
    note = process.id if process.executable else _("{id}, not executable", id=process.id)
    screen.title(name, note)
    if process.documentation.strip():
        screen.say(" ".join(process.documentation.split()), indent=2)


def _roles(process: Process, lines: tuple[Line, ...], screen: Screen) -> None:
    from guiju.cli.show.plan import roles

    lanes = roles(process)
    by_role: dict[str, list[str]] = {}
    for line in lines:
        if line.id in lanes:
            by_role.setdefault(lanes[line.id], []).append(line.number)
    for role, numbers in by_role.items():
        screen.say(f"{role}: {', '.join(numbers)}", style="dim", indent=2)
    screen.say()


def _element(line: Line, screen: Screen) -> None:
    from rich.text import Text

    from guiju.cli.screen import clean

    about = ", ".join(each for each in (line.role, line.kind) if each)
    clause = f"  [{line.clause}]" if line.clause else ""
    text = Text.assemble(
        (f"{line.number:>4}  ", "dim"),
        (clean(line.name) or clean(line.kind), "bold"),
        (f"  {clean(about if line.name else line.role)}".rstrip(), "dim"),
        (clean(clause), "cyan"),
    )
    screen.say(text, indent=2 * line.depth, hang=8)
    for detail in line.details:
        screen.say(detail, indent=2 * line.depth + 8)
