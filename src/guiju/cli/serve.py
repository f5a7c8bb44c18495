"""`guiju serve`: the pages, with the engine's worker beside them."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("serve the pages, and do what is due in the same process; ends on SIGTERM")
    parser = commands.add_parser("serve", parents=[common], help=words, description=words)
    add_address(parser)
    parser.add_argument(
        "--plain-http", action="store_true",
        help=_("without HTTPS: for a machine that only this machine reaches"),
    )  # fmt: skip
    parser.add_argument(
        "--stream", type=int, default=0, metavar="PORT",
        help=_("a small process beside it that tells open pages when something changed"),
    )  # fmt: skip
    add_db(parser)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Tell a parser of `--host` and `--port`."""
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=_("127.0.0.1"))
    parser.add_argument("--port", type=int, default=8000, metavar="N", help=_("8000"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Serve until told to stop."""
    from guiju.cli.database import address_of, is_server

    address = address_of(arguments.db)
    if arguments.plain_http:
        os.environ.setdefault("GUIJU_HTTPS", "0")
    if arguments.stream:
        stream = f"http://{arguments.host}:{arguments.stream}/"
        os.environ.setdefault("GUIJU_STREAM", stream)
    home = Path.cwd() if is_server(address) else Path(address).resolve().parent
    settle(address, home, "production")
    from guiju.web import serving

    serving.prepare()
    scheme = "http" if os.environ.get("GUIJU_HTTPS") == "0" else "https"
    screen.say(_("Serving on {host}, port {port}.", host=arguments.host, port=arguments.port))
    if not _anybody():
        screen.say(_("Nobody can log in yet: guiju administrator NAME makes the first account."))
    elif scheme == "https":
        screen.say(_("A proxy in front brings HTTPS; --plain-http is for this machine alone."))
    serving.serve(arguments.host, arguments.port, arguments.stream)
    return FINE


def settle(address: str, home: Path, mode: str) -> None:
    """Put into the environment what the settings read, as far as nobody said otherwise.

    Raises:
        Wrong: the pages are not installed.
    """
    try:
        import django  # noqa: F401
        import granian  # noqa: F401
    except ImportError:
        raise Wrong(_("The pages need more packages: pip install 'guiju[web,systems]'.")) from None
    from guiju.web.serving import secret_of

    os.environ["GUIJU_MODE"] = mode
    os.environ["GUIJU_DB"] = address
    os.environ.setdefault("GUIJU_FILES", str(home / "guiju-files"))
    if "GUIJU_SECRET" not in os.environ:
        os.environ["GUIJU_SECRET"] = secret_of(home / "guiju.secret")
    os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.web.settings"


def _anybody() -> bool:
    from guiju.web.accounts.models import Account

    return bool(Account.objects.exists())
