"""`guiju test`: every check of the checkout; of DMN files and packs (--all) their own tests."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, FOUND, Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen

JOBS: Final = "2"


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("in a checkout: every check and test; for DMN files and packs: their own tests")
    parser = commands.add_parser(
        "test", parents=[common], help=words, description=words,
        usage="guiju test [--long] [--all] [--only TEXT] [--json] [PATH ...] [pytest options]",
    )  # fmt: skip
    parser.add_argument("--long", action="store_true", help=_("also what runs for minutes"))
    parser.add_argument("--all", action="store_true", help=_("the scenarios of every shipped pack"))
    parser.add_argument(
        "--only",
        default="",
        metavar="TEXT",
        help=_("scenarios with this in their name or ids"),
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="PATH",
                        help=_("DMN files, packs, or what pytest takes"))  # fmt: skip


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Run the own tests of the models named, else the checks of the checkout."""
    if "--only" in arguments.rest[:-1]:
        place = arguments.rest.index("--only")
        arguments.only = arguments.rest[place + 1]
        del arguments.rest[place : place + 2]
    rest = [each for each in arguments.rest if each not in ("--long", "--json")]
    long = arguments.long or "--long" in arguments.rest
    if "--json" in arguments.rest and not screen.json:
        from guiju.cli.screen import Screen

        screen = Screen(True)
    from guiju.cli import test_rows

    packs = _packs(arguments, rest)
    if packs:
        from guiju.cli import test_packs

        return test_packs.run(packs, arguments.only, screen)
    models = test_rows.models(rest)
    if models:
        return test_rows.run(models, screen)
    return _checkout(rest, long, screen)


def _packs(arguments: argparse.Namespace, rest: list[str]) -> list[str]:
    """The packs that are meant."""
    from guiju.cli.pack_at import is_pack

    if arguments.all:
        from guiju.packs import shipped

        return list(shipped())
    return rest if rest and all(is_pack(each) for each in rest) else []


def _checkout(rest: list[str], long: bool, screen: Screen) -> int:
    """ruff, the formatter, import-linter, mypy, and last pytest with its closing line."""
    from guiju.cli.checkout import root

    folder = root()
    if not (folder / "tests").is_dir():
        raise Wrong(_("{folder} holds no tests.", folder=folder))
    results = [] if rest else [_check(name, command, folder, screen) for name, command in checks()]
    if not screen.json:
        _tell_left_out(long, screen)
    tests = _pytest(rest, long, folder, screen)
    if screen.json:
        screen.data({"checks": [*results, tests]})
    return FINE if all(each["passed"] for each in (*results, tests)) else FOUND


def checks() -> tuple[tuple[str, list[str]], ...]:
    """The checks before the tests, cheapest first: name and command."""
    python = [sys.executable, "-m"]
    folders = ["src", "tests", "benchmarks"]
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return (
        ("ruff check", [*python, "ruff", "check", "-q", *folders]),
        ("ruff format", [*python, "ruff", "format", "-q", "--check", *folders]),
        ("import-linter", [sys.executable, "-c", lint_imports]),
        ("mypy --strict", [*python, "mypy"]),
    )


def _check(name: str, command: list[str], folder: Path, screen: Screen) -> dict[str, Any]:
    """One check; it is silent where it passes."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    passed = done.returncode == 0
    output = (done.stdout + done.stderr).strip()
    if not screen.json:
        if not passed:
            print(output, flush=True)
        screen.say(
            f"{name}: {_('passed') if passed else _('FAILED')}", "" if passed else "bold red"
        )
    return {"name": name, "passed": passed, "output": "" if passed else output}


def _tell_left_out(long: bool, screen: Screen) -> None:
    """What is not run here and why; pytest itself names what it skips."""
    if not long:
        screen.say(_("left out: tests marked long, they run for minutes (./guiju test --long)"))
    sys.stdout.flush()


def _pytest(rest: list[str], long: bool, folder: Path, screen: Screen) -> dict[str, Any]:
    """The tests, on two processes; the last line is pytest's own."""
    command = [sys.executable, "-m", "pytest", "-q"]
    if not any(each.startswith(("-n", "--numprocesses", "--pdb")) for each in rest):
        command += ["-n", JOBS]
    if not long and not any(each.startswith("-m") for each in rest):
        command += ["-m", "not long"]
    environment = dict(os.environ)
    environment.setdefault("HYPOTHESIS_PROFILE", "long" if long else "ci")
    done = subprocess.run(
        [*command, *rest], cwd=folder, env=environment, capture_output=screen.json, text=True
    )
    output = done.stdout if screen.json else ""
    return {"name": "pytest", "passed": done.returncode == 0, "output": output}
