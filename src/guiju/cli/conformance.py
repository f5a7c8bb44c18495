"""The result of a check on a screen: how much fits, where practice leaves the standard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from guiju.cli.screen import amount
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.check import Conformance, Deviation
    from guiju.cli.screen import Screen
    from guiju.standard import Standard

WIDE: Final = 100
"""Columns of a terminal from which on there is room for a second example."""

_KINDS: Final[Mapping[str, str]] = {
    "skipped": "skipped",
    "added": "added",
    "repeated": "repeated",
    "moved": "out of order",
    "wrong branch": "wrong branch",
    "outside": "not in the standard",
}
_SIGNS: Final[Mapping[str, str]] = {"synchronous": "  ", "log": "+ ", "model": "- "}


def as_data(found: Conformance, align: bool) -> dict[str, Any]:
    """The result as plain data; with `align`, the alignment of every deviating variant."""
    data = found.to_dict()
    if align:
        data["alignments"] = [
            {
                "variant": variant,
                "cases": int(found.variant_cases[variant]),
                "cost": int(found.variant_cost[variant]),
                "moves": [
                    {"kind": move.kind, "activity": move.activity, "element": move.element}
                    for move in found.alignment(variant)
                ],
            }
            for variant in deviating(found)
        ]
    return data


def deviating(found: Conformance) -> list[int]:
    """The variants of cost above 0, those of most cases first."""
    chosen = np.flatnonzero(found.variant_cost > 0)
    order = np.argsort(-found.variant_cases[chosen], kind="stable")
    variants: list[int] = chosen[order].tolist()
    return variants


def show(found: Conformance, standard: Standard, screen: Screen, most: int = 20) -> None:
    """The figures, then one row per deviation, those of most cases first."""
    show_figures(found, screen)
    if found.deviations:
        screen.title(_("Where practice leaves the standard"))
        show_deviations(found, standard, screen, most)
    _suggestions(found, screen)


def show_figures(found: Conformance, screen: Screen) -> None:
    """How many cases fit, and how well the log does on the whole."""
    total = found.cases_total
    screen.say()
    share = found.fitting_cases / total if total else 1.0
    screen.say(
        _("{fit} of {cases} cases follow the standard ({share:.1%}); mean fitness {fitness}, "
          "{cost} deviating steps in all.",
          fit=f"{found.fitting_cases:,}", cases=f"{total:,}", share=share,
          fitness=amount(found.fitness_mean), cost=f"{found.cost_total:,}"),
        "bold",
    )  # fmt: skip
    _ties(found, screen)
    if found.method == "no complete run":
        screen.say(_("No run of the standard comes to an end: nothing can follow it."), "red")
    if found.undecided:
        cases = sum(each.cases for each in found.undecided)
        told = many(
            "{count} case is undecided: the search ended at its bound.",
            "{count} cases are undecided: the search ended at its bound.",
            cases,
        )
        screen.say(told, "yellow")


def _ties(found: Conformance, screen: Screen) -> None:
    """What another policy than the source's order did to events of equal time."""
    told = found.tie_report
    if told.policy == "source order":
        return
    if told.unordered:
        words = _("Events of equal time: {cases} cases have some and keep the log's order; the "
                  "standard has too many states to compare orders.",
                  cases=f"{told.unordered:,}")  # fmt: skip
        screen.say(words, "yellow")
        return
    words = _("Events of equal time: {policy}; {cases} cases have some, {changed} of them are "
              "checked in another order than the log's, {cut} had too many to look at all orders.",
              policy=_(told.policy), cases=f"{told.cases:,}", changed=f"{told.reordered:,}",
              cut=f"{told.cut:,}")  # fmt: skip
    screen.say(words, "dim")


def show_deviations(found: Conformance, standard: Standard, screen: Screen, most: int) -> None:
    """One row per deviation: what, where, in how many cases, which cases."""
    clauses = clauses_of(standard)
    shown = found.deviations[:most]
    examples = 2 if screen.out.width >= WIDE else 1
    screen.table(
        (_("deviation"), _("step"), (_("clause"), "dim"), (_("cases"), "right"),
         (_("share"), "right"), (_("times"), "right"), _("for example")),
        ((_(_KINDS[each.kind]), step(each), clauses.get(each.element or "", ""), f"{each.cases:,}",
          f"{each.cases / max(1, found.cases_total):.1%}", f"{each.occurrences:,}",
          ", ".join(each.sample[:examples]))
         for each in shown),
    )  # fmt: skip
    left = len(found.deviations) - len(shown)
    if left:
        told = many(
            "{count} further deviation: --most {all}",
            "{count} further deviations: --most {all}",
            left,
            all=len(found.deviations),
        )
        screen.say(told, "dim", indent=2)


def step(deviation: Deviation) -> str:
    """The step's name, and the log's word for it where that is another."""
    name = deviation.name or ""
    activity = deviation.activity
    if activity is None or activity == name:
        return name
    return f"{name} ({activity})" if name else activity


def clauses_of(standard: Standard) -> dict[str, str]:
    """The clause each element carries out."""
    return {place.id: place.node.extras.clause or "" for place in standard.program.places}


def _suggestions(found: Conformance, screen: Screen) -> None:
    """Names of the log that stand for no element, and what they may stand for."""
    violations = [each for each in found.outside if each.counted == "violation"]
    if not violations:
        return
    screen.title(_("Names of the log that stand for no element"))
    for each in violations[:20]:
        likely = [one for one in found.suggestions if one.activity == each.activity]
        told = many("{name}: {count} event", "{name}: {count} events", each.events,
                    name=each.activity)  # fmt: skip
        if likely:
            names = ", ".join(f"{one.name} ({one.element})" for one in likely)
            told += _("; may stand for {names}", names=names)
        screen.say(told, indent=2)
    screen.say(
        _("Say what they stand for in a file for --map:  names: {LOG NAME: element id}"),
        "dim",
        indent=2,
    )


def show_alignments(found: Conformance, screen: Screen, most: int) -> None:
    """Variants that deviate, move by move: + only in the log, - only in the standard."""
    variants = deviating(found)
    screen.title(
        _("Alignments"), _("+ happened and should not have, - did not happen and should have")
    )
    for variant in variants[:most]:
        cases = many("{count} case", "{count} cases", int(found.variant_cases[variant]))
        screen.say(_("variant {number}: {cases}, {cost} deviating steps", number=variant,
                     cases=cases, cost=int(found.variant_cost[variant])), indent=2)  # fmt: skip
        for move in found.alignment(variant):
            name = move.name or move.activity or ""
            style = {"log": "red", "model": "yellow"}.get(move.kind, "")
            screen.say(_SIGNS[move.kind] + name, style, indent=6)
    left = len(variants) - most
    if left > 0:
        screen.say(many("{count} further variant", "{count} further variants", left), "dim", 2)
