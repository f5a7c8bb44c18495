"""Which language a reader wants, by the names that locales and browsers give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

Tongue = Literal["en", "zh-Hans", "zh-Hant"]

TONGUES: Final[tuple[Tongue, ...]] = get_args(Tongue)

_ASKED: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What gettext looks at, the first that is set counts."""

_TRADITIONAL: Final = frozenset({"hant", "tw", "hk", "mo"})


def tongue_of(name: str) -> Tongue | None:
    """The language of a locale or tag; None where it is none of ours.

    `zh_TW.UTF-8`, `zh-HK` and `zh-Hant` are Traditional, every other Chinese is Simplified;
    `C` and `POSIX` are English.
    """
    parts = name.split(".")[0].split("@")[0].replace("_", "-").lower().split("-")
    if parts[0] in ("en", "c", "posix"):
        return "en"
    if parts[0] != "zh":
        return None
    script = {"hans": "hans", "hant": "hant"}.get(parts[1]) if len(parts) > 1 else None
    if script is None and not _TRADITIONAL.isdisjoint(parts[1:]):
        script = "hant"
    return "zh-Hant" if script == "hant" else "zh-Hans"


def tongue_in(environment: Mapping[str, str]) -> Tongue:
    """The language that the variables of a terminal ask for; English where it is none of ours."""
    for variable in _ASKED:
        if asked := environment.get(variable):
            known = (tongue_of(each) for each in asked.split(":"))
            return next((each for each in known if each is not None), "en")
    return "en"
