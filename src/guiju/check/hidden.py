"""A behaviour some of whose elements leave no trace in the log at hand."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.standard.steps.graph import Behaviour
from guiju.standard.steps.net import Net


@dataclass(frozen=True, slots=True)
class Unlogged:
    """A behaviour seen without some elements: they happen silently.

    Attributes:
        labels: the elements that stay visible.
        names: id to name.
        whole: the behaviour itself.
        renumbered: label of the whole behaviour to label here, None where hidden.
    """

    labels: tuple[str, ...]
    names: Mapping[str, str]
    whole: Behaviour = field(repr=False)
    renumbered: tuple[int | None, ...] = field(repr=False)

    @property
    def initial(self) -> Hashable:
        """The state of a case that has just begun."""
        return self.whole.initial

    def successors(self, state: Any) -> Iterator[tuple[int | None, Any]]:
        """The moves from a state."""
        for label, successor in self.whole.successors(state):
            yield (None if label is None else self.renumbered[label]), successor

    def is_final(self, state: Any) -> bool:
        """Whether a case in this state is complete."""
        return self.whole.is_final(state)


def without(behaviour: Behaviour, hidden: Collection[str]) -> Behaviour:
    """The behaviour with the elements of these ids hidden."""
    if not hidden:
        return behaviour
    if isinstance(behaviour, Net):
        return behaviour.hiding(hidden)
    labels = tuple(e for e in behaviour.labels if e not in hidden)
    number = {e: i for i, e in enumerate(labels)}
    return Unlogged(
        labels, behaviour.names, behaviour, tuple(number.get(e) for e in behaviour.labels)
    )
