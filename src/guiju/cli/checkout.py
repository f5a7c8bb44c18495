"""Where the checkout lies that this command line runs from; an installed package has none.

Its example is in both.
"""

from __future__ import annotations

import os
from pathlib import Path

from guiju.cli.usage import Wrong
from guiju.cli.words import _


def root() -> Path:
    """The folder of the checkout.

    Raises:
        Wrong: Guiju is installed as a package, without its examples and tests.
    """
    told = os.environ.get("GUIJU_ROOT")
    for folder in (Path(told) if told else None, Path(__file__).resolve().parents[3]):
        if folder is not None and (folder / "pyproject.toml").is_file():
            return folder
    raise Wrong(_("This command works in a checkout of Guiju: run ./guiju there."))


def example(name: str) -> Path:
    """The folder of an example: the package's own where it is installed, else the checkout's."""
    shipped = Path(__file__).resolve().parents[1] / "examples" / name
    return shipped if shipped.is_dir() else root() / "examples" / name
