"""What people and systems would have answered, read from a file, handed out visit by visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import Wrong, meant, named
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.run import Work
    from guiju.standard import Standard


class Answers:
    """Element id -> the variables it gives; a list gives one item per visit, the last one stays."""

    def __init__(self, written: Any, standard: Standard) -> None:
        """Take what a file says.

        Raises:
            Wrong: it is no mapping, or names an element that the standard does not have.
        """
        self._by_element = named({} if written is None else written, "--answers")
        self._visits: Counter[tuple[str, str]] = Counter()
        known = list(standard.program.index)
        for element, given in self._by_element.items():
            if element not in standard.program.index:
                raise Wrong(
                    _("--answers names {element}, which is no element of the model.",
                      element=element) + meant(element, known)
                )  # fmt: skip
            for each in given if isinstance(given, list) else [given]:
                if each is not None:
                    named(each, f"--answers, {element}")

    def __call__(self, work: Work) -> Mapping[str, Any] | None:
        """The answer to this visit of an element; None where the file has none."""
        given = self._by_element.get(work.element)
        if not isinstance(given, list):
            return given
        visit = self._visits[work.case, work.element]
        self._visits[work.case, work.element] += 1
        return given[min(visit, len(given) - 1)] if given else None
