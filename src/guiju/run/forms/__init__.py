"""Forms: a form-js schema read once, and what was submitted checked on the server."""

from .form import Field, Form, Item, Options, Rows, Rules, look, write_path
from .reading import read_form
from .validating import Checked, validate

__all__ = [
    "Checked",
    "Field",
    "Form",
    "Item",
    "Options",
    "Rows",
    "Rules",
    "look",
    "read_form",
    "validate",
    "write_path",
]
