"""`guiju administrator NAME`: the account of the first administrator, with a one-time token."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("make the account of the first administrator of the pages")
    parser = commands.add_parser("administrator", parents=[common], help=words, description=words)
    parser.add_argument("account", metavar="ACCOUNT", help=_("name of the account, such as ann"))
    parser.add_argument("--name", default="", metavar="NAME", help=_("what people call them"))
    parser.add_argument(
        "--address", default="http://127.0.0.1:8000", metavar="URL",
        help=_("where the pages are reached (http://127.0.0.1:8000)"),
    )  # fmt: skip
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Make the account; refused where there is an administrator already."""
    from guiju.cli.database import address_of, is_server
    from guiju.cli.serve import settle

    address = address_of(arguments.db)
    home = Path.cwd() if is_server(address) else Path(address).resolve().parent
    if not arguments.account.isidentifier():
        raise Wrong(_("An account is named by letters and digits, found {name}.",
                      name=arguments.account))  # fmt: skip
    settle(address, home, "production")
    from guiju.web import serving

    serving.prepare()
    from guiju.web.accounts.invite import first_administrator

    token = first_administrator(arguments.account, arguments.name, datetime.now(UTC))
    if token is None:
        raise Wrong(
            _("There is an administrator already: they invite others under Administration.")
        )
    link = f"{arguments.address.rstrip('/')}/accounts/welcome/{token}/"
    if screen.json:
        screen.data({"account": arguments.account, "link": link})
        return FINE
    screen.say(
        _("Set the password of {name} here, once, within three days:", name=arguments.account)
    )
    screen.say(link, indent=2)
    return FINE
