"""Cursors: opaque to callers, a place in an order to us."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Final

from pydantic import Field

from guiju.web.api.problems import Trouble

MOST: Final = 200
Limit = Annotated[int, Field(ge=1, le=MOST)]
Cursor = Annotated[str, Field(max_length=200, pattern=r"^[A-Za-z0-9_=-]*$")]


def written(*numbers: int) -> str:
    """A cursor that remembers some numbers."""
    return urlsafe_b64encode(",".join(map(str, numbers)).encode()).decode().rstrip("=")


def read(cursor: str, count: int) -> tuple[int, ...] | None:
    """The numbers of a cursor; None where there is no cursor.

    Raises:
        Trouble: it is none of ours.
    """
    if not cursor:
        return None
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        numbers = tuple(int(each) for each in text.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != count or any(abs(each) >= 2**62 for each in numbers):
        raise Trouble(400, "cursor-unknown", "This cursor was not given by this list.")
    return numbers
