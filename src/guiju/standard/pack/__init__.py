"""A pack: one written standard as data, read whole and held against itself (docs/packs.md).

`read_pack(files)` gives the pack and its problems; `deployments(pack)` is what an engine keeps.
"""

from guiju.standard.pack.boundaries import Boundary, boundaries
from guiju.standard.pack.changing import change
from guiju.standard.pack.deployment import Deployment, deployments, filled_in
from guiju.standard.pack.manual import Block, manual
from guiju.standard.pack.model import (
    LANGUAGES,
    Chapter,
    Indicator,
    Manual,
    Pack,
    Parameter,
    Part,
    Role,
    Script,
    Talk,
    Term,
    Text,
)
from guiju.standard.pack.pages import to_html, to_markdown
from guiju.standard.pack.parameters import shown
from guiju.standard.pack.read import read_pack, read_scripts
from guiju.standard.pack.renaming import in_language, renamed

__all__ = [
    "LANGUAGES",
    "Block",
    "Boundary",
    "Chapter",
    "Deployment",
    "Indicator",
    "Manual",
    "Pack",
    "Parameter",
    "Part",
    "Role",
    "Script",
    "Talk",
    "Term",
    "Text",
    "boundaries",
    "change",
    "deployments",
    "filled_in",
    "in_language",
    "manual",
    "read_pack",
    "read_scripts",
    "renamed",
    "shown",
    "to_html",
    "to_markdown",
]
