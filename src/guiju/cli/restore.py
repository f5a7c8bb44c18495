"""`guiju restore FILE`: a database from a backup; it never overwrites one."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, FOUND, Wrong, file_at
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.run.engine import Engine

_DUMP: Final = b"PGDMP"


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("make a database from a backup; one that is there is never written over")
    parser = commands.add_parser("restore", parents=[common], help=words, description=words)
    parser.add_argument("file", metavar="FILE", help=_("what guiju backup wrote"))
    parser.add_argument(
        "--verify",
        action="store_true",
        help=_("then verify the journal and replay every running case"),
    )
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Restore one backup; 1 where what was restored is not whole."""
    from guiju.cli.database import address_of, engine_at, is_server

    file, address = file_at(arguments.file), address_of(arguments.db)
    if is_server(address):
        _into_server(file, address)
    else:
        _into_file(file, Path(address))
    with engine_at(arguments.db) as engine:
        counts = engine.reader().counts()
        wrong = _verify(engine) if arguments.verify else []
    if screen.json:
        screen.data(
            {
                "cases": counts["cases"],
                "entries": counts["entries"],
                "verified": arguments.verify,
                "problems": wrong,
            }
        )
    else:
        _tell(counts["cases"], arguments.verify, wrong, screen)
    return FOUND if wrong else FINE


def _tell(cases: int, verified: bool, wrong: list[str], screen: Screen) -> None:
    screen.say(many("{count} case is restored.", "{count} cases are restored.", cases), "bold")
    if verified and not wrong:
        screen.say(
            _("The journal verifies, and every running case replays to its state."), indent=2
        )
    for each in wrong:
        screen.say(each, "bold red", indent=2)


def _into_file(file: Path, target: Path) -> None:
    """Copy a SQLite backup; it appears whole or not at all."""
    from guiju.cli.database import is_ours

    if file.stat().st_size == 0 or not is_ours(file, whole=True):
        raise Wrong(_("{path} is no SQLite backup of Guiju.", path=file))
    if target.exists():
        raise Wrong(_("There is a database {path} already: name a new one with --db.", path=target))
    if not target.absolute().parent.is_dir():
        raise Wrong(_("There is no folder for {path}.", path=target))
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with file.open("rb") as source, beside.open("xb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        os.link(beside, target)  # unlike a rename, a link fails where somebody was faster
    except OSError as error:
        raise Wrong(
            _("{path} cannot be written: {reason}.", path=target, reason=error.strerror)
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def _into_server(file: Path, address: str) -> None:
    """Hand a dump to the server's own tool, in one transaction."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    from guiju.cli.database import unusable

    with file.open("rb") as opened:
        if opened.read(len(_DUMP)) != _DUMP:
            raise Wrong(_("{path} is no PostgreSQL backup of Guiju.", path=file))
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            found = connection.execute("SELECT to_regclass('entries')").fetchone()
        parts = conninfo_to_dict(address)
    except psycopg.Error as error:
        raise unusable(address, error) from None
    if found is not None and found[0] is not None:
        raise Wrong(_("The database holds cases already: restore into an empty one."))
    # A password among the arguments would be seen by everyone on the machine.
    password = parts.pop("password", None)
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    options = ["--no-owner", "--exit-on-error", "--single-transaction"]
    done = subprocess.run(
        [_tool("pg_restore"), *options, "-d", make_conninfo("", **parts), str(file)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise unusable(address, done.stderr)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
        if not places:
            raise Wrong(_("{tool} is missing: it comes with PostgreSQL's client.", tool=name))
        found = str(places[-1])
    return found


def _verify(engine: Engine) -> list[str]:
    """What is wrong with the journal, or with a running case that does not replay."""
    from guiju.cli.audit import telling
    from guiju.cli.words import sentence
    from guiju.journal.audit import verify

    wrong = [sentence(telling(each)) for each in verify(engine.reader()).breaks]
    if wrong:
        return wrong
    reader: Any = engine.reader()
    for (case,) in reader.ask("SELECT id FROM cases WHERE status = 0 ORDER BY no"):
        if engine.replayed(case) != engine.record(case):
            wrong.append(_("The case {case} does not replay to its stored state.", case=case))
    return wrong
