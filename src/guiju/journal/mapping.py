"""Which column is the case, which the activity: told by the user, or guessed and told to him."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, fields

from .trouble import Unreadable


@dataclass(frozen=True, slots=True)
class Mapping:
    """Roles of a log's columns; None leaves the role to be guessed, an empty text leaves it out.

    Attributes:
        case: column with the case id.
        activity: column with the activity; several joined with ``+`` as in a XES classifier.
        time: column with the time of the event.
        resource: column with who did it.
        lifecycle: column with the lifecycle transition.
        timezone: IANA zone of times that carry none; UTC where not given.
        time_format: name of a format of ``guiju.journal.TIME_FORMATS``: ``day-month-year``.
        delimiter: of a CSV file.
        encoding: of a CSV file.
    """

    case: str | None = None
    activity: str | None = None
    time: str | None = None
    resource: str | None = None
    lifecycle: str | None = None
    timezone: str | None = None
    time_format: str | None = None
    delimiter: str | None = None
    encoding: str | None = None

    def __str__(self) -> str:
        """``case=number, activity=state``: what is known, as a mapping file would hold it."""
        known = ((f.name, getattr(self, f.name)) for f in fields(self))
        return ", ".join(f"{name}={value}" for name, value in known if value is not None)

    def filled(self, **guessed: str | None) -> Mapping:
        """The same with guesses in the places the user left open."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        for name, value in guessed.items():
            if known[name] is None:
                known[name] = value
        return Mapping(**known)

    @staticmethod
    def from_dict(values: AnyMapping[str, object]) -> Mapping | Unreadable:
        """A mapping from a read mapping file; unknown names are refused by name."""
        names = [f.name for f in fields(Mapping)]
        unknown = [name for name in values if name not in names]
        wrong = [n for n, v in values.items() if v is not None and not isinstance(v, str)]
        if unknown or wrong:
            return Unreadable(
                "mapping-wrong",
                "A mapping holds texts for {expected}; found {found}.",
                {"expected": ", ".join(names), "found": ", ".join(map(str, unknown or wrong))},
            )
        return Mapping(**{n: v for n, v in values.items() if isinstance(v, str)})
