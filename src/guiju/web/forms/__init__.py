"""Forms on the page: a form-js schema drawn as plain HTML, and what a browser sent, read back."""

from guiju.web.forms.drawing import draw
from guiju.web.forms.sending import read_post

__all__ = ["draw", "read_post"]
