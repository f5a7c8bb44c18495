"""`guiju lint MODEL...`: every problem and warning of models."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong, bytes_of, file_at
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.standard import Problem, Standard

KINDS = (".bpmn", ".bpmn20.xml", ".dmn")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("problems and warnings of BPMN and DMN models")
    parser = commands.add_parser("lint", parents=[common], help=words, description=words)
    parser.add_argument("models", nargs="+", metavar="MODEL", help=_("files, or folders of them"))
    parser.add_argument("--strict", action="store_true", help=_("warnings count as problems too"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Show the problems of each model; 1 where one has an error (with --strict: a warning)."""
    found = {path: problems_of(path) for path in _models(arguments.models)}
    if screen.json:
        from guiju.cli.problems import as_data

        screen.data(
            {
                "files": [
                    {"file": str(path), "problems": [as_data(each) for each in problems]}
                    for path, problems in found.items()
                ],
                "errors": _count(found.values(), "error"),
                "warnings": _count(found.values(), "warning"),
            }
        )
    else:
        _show(found, screen)
    wrong = _count(found.values(), "error")
    if arguments.strict:
        wrong += _count(found.values(), "warning")
    return FOUND if wrong else FINE


def problems_of(path: Path) -> tuple[Problem, ...]:
    """All problems of one file."""
    if path.suffix == ".dmn":
        return _tables(path)
    import guiju
    from guiju.standard.lint import lint

    loaded = guiju.load(path)
    if loaded.standard is None:
        return loaded.problems
    told = {(each.code, each.element, each.line) for each in loaded.problems}
    advice = lint(loaded.standard.definitions, loaded.standard)
    return (
        *loaded.problems,
        *(each for each in advice if (each.code, each.element, each.line) not in told),
        *_beside(path, loaded.standard),
    )


def _beside(path: Path, standard: Standard) -> tuple[Problem, ...]:
    """Problems of the forms and deadlines beside a model, and of their names in it."""
    from guiju.cli.deploy import forms_beside, timing_beside
    from guiju.run.beside import Files, read_beside

    files = Files(None, timing_beside(path, None), forms_beside(path, None))
    return read_beside(standard, files)[1] if files.any else ()


def _tables(path: Path) -> tuple[Problem, ...]:
    """Problems of a DMN file, and what its tables leave open or say twice."""
    from guiju.front import models_beside
    from guiju.standard import dmn
    from guiju.standard.lint.tables import check_tables

    loaded = dmn.load(bytes_of(path), models_beside(path))
    if loaded.model is None:
        return loaded.problems
    return (*loaded.problems, *check_tables(loaded.model))


def _models(names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        folder = Path(name)
        if not folder.is_dir():
            yield file_at(name)
            continue
        inside = sorted(each for each in folder.rglob("*") if each.name.endswith(KINDS))
        if not inside:
            raise Wrong(_("The folder {path} holds no .bpmn or .dmn file.", path=name))
        yield from inside


def _count(found: Iterable[tuple[Problem, ...]], severity: str) -> int:
    return sum(each.severity == severity for problems in found for each in problems)


def _show(found: dict[Path, tuple[Problem, ...]], screen: Screen) -> None:
    from guiju.cli.problems import counted, table

    for path, problems in found.items():
        screen.title(str(path), counted(problems))
        if problems:
            table(problems, screen)
    if len(found) > 1:
        every = [each for problems in found.values() for each in problems]
        screen.say()
        files = many("{count} file", "{count} files", len(found))
        screen.say(f"{files}: {counted(every)}", style="bold")
