"""Forms: a form-js schema read once, and what was submitted checked on the server."""

from .form import Field, Form, Item, Options, Rows, Rules, look, write_path
from .reading import read_form
from .showing import Laid, lay_out
from .validating import Checked, validate

__all__ = [
    "Checked",
    "Field",
    "Form",
    "Item",
    "Laid",
    "Options",
    "Rows",
    "Rules",
    "lay_out",
    "look",
    "read_form",
    "validate",
    "write_path",
]
