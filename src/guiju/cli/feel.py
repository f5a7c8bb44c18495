"""`guiju feel EXPRESSION`: the value of a FEEL expression, and why it is null where it is."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, variables
from guiju.cli.words import _, literal, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.standard import Problem


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("the value of a FEEL expression, and its warnings")
    parser = commands.add_parser("feel", parents=[common], help=words, description=words)
    parser.add_argument("expression", metavar="EXPRESSION", help=_("FEEL, in quotes"))
    parser.add_argument("--vars", metavar="JSON", help=_("variables, or @FILE"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Evaluate one expression; 1 where it is not FEEL, has warnings, or hits a limit."""
    from guiju.standard import feel

    given = variables(arguments.vars)
    compiled = feel.compile_expression(arguments.expression, names=given)
    if not isinstance(compiled, feel.Compiled):
        return _refused(compiled, arguments.expression, screen)
    result = compiled.evaluate(given, now=datetime.now().astimezone())
    warnings = [
        {"code": each.code, "position": each.position, "message": sentence(each)}
        for each in result.warnings
    ]
    if screen.json:
        value = feel.to_json(result.value)
        screen.data({"value": value, "text": feel.text_of(result.value), "warnings": warnings,
                     "limit": result.limit})  # fmt: skip
    else:
        screen.say(literal(result.value))
        for warning in warnings:
            screen.note(_("warning at {position}: {message}", **warning))
        if result.limit:
            screen.note(_("ended: it wanted more {limit} than it is allowed", limit=result.limit))
    return FOUND if warnings or result.limit else FINE


def _refused(problem: Problem, text: str, screen: Screen) -> int:
    """Not FEEL: what was expected, with a mark below the place."""
    position = int(problem.values.get("position", 0))
    if screen.json:
        screen.data({"value": None, "problem": {"code": problem.code, "position": position,
                     "message": sentence(problem)}})  # fmt: skip
        return FOUND
    short = len(text) < screen.out.width - 4 and "\n" not in text
    if short:
        from rich.cells import cell_len

        screen.say(text, indent=2)
        screen.say("^", indent=2 + cell_len(text[:position]))
    expected, found = problem.values.get("expected"), problem.values.get("found")
    message = _("at {position}: expected {expected}, found {found}", position=position,
                expected=expected, found=found)  # fmt: skip
    screen.say(message if short and expected else sentence(problem))
    return FOUND
