"""JSON bytes with exact numbers: what every stored value is written as."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import msgspec

DEEPEST: Final = 100
"""Values may be nested this deep."""


RESERVED: Final = "$sealed"
"""The one name no object of a user may have: it marks values that are sealed."""


_AS_THEY_ARE: Final = frozenset({bool, int, type(None)})


class Inexact(ValueError):
    """A value that no variable can hold; its text says what was expected and what was found."""


def exact(value: Any, depth: int = DEEPEST) -> Any:
    """A value as it is kept: None, bool, int, Decimal, str, list or dict with text keys.

    Floats become the decimal they are shown as; whatever has ISO text (a date, a duration with
    `isoformat`) becomes that text.

    Raises:
        Inexact: it is none of these, not finite, holds NUL, or is nested deeper than `DEEPEST`.
    """
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is str:
        return _text(value)
    if depth <= 0:
        raise Inexact(f"expected values nested at most {DEEPEST} deep")
    if kind is dict or isinstance(value, Mapping):
        named = value if _are_names(value) else {_name(str(key)): value[key] for key in value}
        return {
            name: each if type(each) in _AS_THEY_ARE else exact(each, depth - 1)
            for name, each in named.items()
        }
    if kind is list or isinstance(value, (list, tuple)):
        return [exact(each, depth - 1) for each in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise Inexact(f"expected a finite number, found {value}")
        return value
    if isinstance(value, (bool, int, str)):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise Inexact(f"expected a JSON value, found {type(value).__name__}")


def is_exact(value: Any, depth: int = DEEPEST) -> bool:
    """Whether `exact` would give back an equal value, found out without making one."""
    kind = type(value)
    if kind is dict:
        if not _are_names(value):
            return False
        inside = value.values()
    elif kind is list:
        inside = value
    else:
        return kind in _AS_THEY_ARE or (
            _is_text(value) if kind is str else kind is Decimal and bool(value.is_finite())
        )
    if depth <= 0:
        return False
    for each in inside:
        inner = type(each)
        # Plain values are told here: a call for each of them would be half of all the work.
        if inner is str:
            if not _is_text(each):
                return False
        elif inner not in _AS_THEY_ARE and not is_exact(each, depth - 1):
            return False
    return True


def kept_exact(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """`exact`, but what is exact already stays the object it is: nobody may change it meanwhile.

    Raises:
        Inexact: as `exact` does.
    """
    if type(values) is not dict or not _are_names(values):
        made: Mapping[str, Any] = exact(values)
        return made
    inner = DEEPEST - 1
    others = {
        name: exact(each, inner) for name, each in values.items() if not is_exact(each, inner)
    }
    return {**values, **others} if others else values


def _are_names(value: Mapping[Any, Any]) -> bool:
    for name in value:
        if type(name) is not str:
            return False
    return RESERVED not in value and _is_text("".join(value))


def _is_text(value: str) -> bool:
    if "\0" in value:
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _name(value: str) -> str:
    if value == RESERVED:
        raise Inexact(f"expected another name than {RESERVED}")
    return _text(value)


def _text(value: str) -> str:
    if "\0" in value:
        raise Inexact("expected a text without the character NUL")
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Inexact("expected a text in Unicode, found half of a surrogate pair") from None
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"expected a JSON value, found {type(value).__name__}")


_ENCODER: Final = msgspec.json.Encoder(decimal_format="number", enc_hook=_plain)
_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)

pack: Final = _ENCODER.encode
"""An exact value as compact UTF-8 JSON; a decimal is written as the number it is."""

unpack: Final = _DECODER.decode
"""What `pack` wrote; numbers with a point or an exponent are decimals, all others are ints."""
