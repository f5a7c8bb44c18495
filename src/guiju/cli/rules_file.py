"""The file of `guiju check --rules`: rules beyond control flow, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import Wrong, meant, read_data
from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from guiju.check import Practice
    from guiju.check.rules import Breaches, Rule
    from guiju.cli.screen import Screen

_STATUS: Final[Mapping[str, str]] = {
    "kept": "kept",
    "broken": "broken",
    "vacuous": "never applied",
    "misspecified": "cannot be checked",
}


def read_rules(path: Path) -> list[Rule]:
    """The rules of a YAML or JSON file: a list of them, or one under `rules`.

    Beside `rules`, `timing` names a file with the working calendars that rules count time on.

    Raises:
        Wrong: the first rule that is not understood.
    """
    from guiju.check.rules import RULES, rules_of

    written = read_data(path)
    calendars: dict[str, Any] = {}
    if isinstance(written, Mapping) and "rules" in written:
        if "timing" in written:
            calendars = _calendars(path, written["timing"])
        written = written["rules"]
    if not isinstance(written, list):
        raise Wrong(_("{path}: expected a list of rules.", path=path))
    rules, problems = rules_of(written, lambda name: _beside(path, name), calendars)
    for problem in problems:
        found = problem.values.get("found")
        name = found.get("rule") if isinstance(found, Mapping) else None
        hint = meant(name, sorted(RULES)) if isinstance(name, str) and name not in RULES else ""
        raise Wrong(f"{path}: {sentence(problem)}{hint}")
    return rules


def _calendars(path: Path, name: object) -> dict[str, Any]:
    from guiju import front

    text = _beside(path, name) if isinstance(name, str) else None
    if text is None:
        raise Wrong(_("{path}: timing: expected the name of a file, found {name}.",
                      path=path, name=name))  # fmt: skip
    found, problems = front.calendars(text)
    for problem in problems:
        raise Wrong(f"{name}: {sentence(problem)}")
    return found


def _beside(path: Path, name: str) -> bytes | None:
    """A file that a rule names, in the folder of the rules."""
    try:
        return (path.parent / name).read_bytes()
    except (OSError, ValueError):
        return None


def as_data(found: tuple[Breaches, ...], log: Practice) -> list[dict[str, Any]]:
    """The results as plain data, ids of all cases included."""
    return [breaches.to_dict(log) for breaches in found]


def are_kept(found: tuple[Breaches, ...]) -> bool:
    """Whether no rule is broken and all of them could be checked."""
    return all(breaches.status in ("kept", "vacuous") for breaches in found)


def show(found: tuple[Breaches, ...], log: Practice, screen: Screen) -> None:
    """One row per rule, then what cannot be checked."""
    screen.title(_("Rules"))
    screen.table(
        (_("rule"), _("result"), (_("cases"), "right"), (_("times"), "right"),
         (_("checked"), "right"), (_("unknown"), "right"), _("for example")),
        ((_of(each), _(_STATUS[each.status]), f"{each.cases.size or ''}",
          f"{each.case.size or ''}", f"{each.activations:,}", f"{each.unknown or ''}",
          ", ".join(log.case_id(case) for case in each.cases[:2].tolist()))
         for each in found),
    )  # fmt: skip
    for each in found:
        for reason, times in each.by_reason().items():
            screen.say(f"{each.rule}: {_(reason)}: {times:,}", indent=2)
        for problem in each.problems:
            screen.say(sentence(problem), "red", indent=2)
    broken = sum(each.status == "broken" for each in found)
    told = many("{count} rule is broken", "{count} rules are broken", broken)
    screen.say(told, "bold" if broken else "dim", indent=2)


def _of(breaches: Breaches) -> str:
    return f"{breaches.rule}: {sentence(breaches)}"
