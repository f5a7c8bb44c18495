"""What may go wrong on the way out, as one closed tree.

Trouble
|-- Refused        the door does not make this call, now or ever
|-- Unreached      nobody was reached: the name, the connection, the certificate
`-- Broken         somebody was reached and the answer was late, too large or no HTTP
"""

from __future__ import annotations

from typing import Any, ClassVar


class Trouble(Exception):
    """A call that gave no answer.

    Attributes:
        code: what went wrong, in kebab case, stable for ever.
        template: English sentence with ``{name}`` places.
        values: what goes into the places.
        permanent: whether the same call can never succeed, so that a retry is of no use.
    """

    permanent: ClassVar[bool] = False

    def __init__(self, code: str, template: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.template, self.values = code, template, values

    def __str__(self) -> str:
        return self.template.format_map(self.values)


class Refused(Trouble):
    """The door does not make this call."""

    permanent = True


class Unreached(Trouble):
    """Nobody was reached."""


class Broken(Trouble):
    """Somebody was reached, and the answer could not be used."""
