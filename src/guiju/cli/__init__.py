"""The door for terminals: `guiju --help` shows what it opens.

Exit codes: 0 fine, 1 deviations or problems found, 2 wrong use, 3 a bug of Guiju itself.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from guiju.cli.usage import BUG, FINE, WRONG_USE, Wrong
from guiju.cli.words import _, speak, wanted

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing is raised."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without Chinese is no reason to end
    speak(wanted(given, os.environ))
    try:
        code = _run(given)
        sys.stdout.flush()
    except Wrong as wrong:
        print(f"guiju: {wrong}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough (`| head`); what is still in the buffer has no reader.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as bug:
        return _told_bug(bug)
    return code


def _run(given: list[str]) -> int:
    from guiju.cli.database import need_text
    from guiju.cli.parser import build
    from guiju.cli.screen import Screen

    parser = build(given[0] if given else None)
    try:
        arguments = parser.parse_args(given)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG_USE
    if arguments.version:
        print(_version())
        return FINE
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return WRONG_USE
    if hasattr(arguments, "db"):
        need_text(arguments)
    screen = Screen(getattr(arguments, "json", False))
    code: int = import_module(f"guiju.cli.{arguments.command}").run(arguments, screen)
    return code


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"guiju {version('guiju')}"
    except PackageNotFoundError:  # run from a checkout, which is not installed
        return "guiju (checkout)"


def _told_bug(bug: Exception) -> int:
    """A bug is ours, not the reader's: one line, and all of it on demand."""
    if os.environ.get("GUIJU_DEBUG") == "1":
        traceback.print_exception(bug)
    line = _(
        "This is a bug in Guiju, not your mistake: {kind}: {reason}. Run it again with "
        "GUIJU_DEBUG=1 and report what it prints.",
        kind=type(bug).__name__,
        reason=" ".join(str(bug).split())[:200],
    )
    print(f"guiju: {line}", file=sys.stderr)
    return BUG


__all__ = ["main"]
