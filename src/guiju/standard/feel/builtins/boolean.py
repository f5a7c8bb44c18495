"""Boolean functions (DMN 1.5, 10.3.4.2)."""

from __future__ import annotations

from guiju.standard.feel.values import Value

from .signature import built_in


@built_in("not(negand: boolean|null)")
def negation(negand: bool | None) -> Value:
    """The other boolean; null of null."""
    return None if negand is None else not negand


@built_in("all(list: list)")
def all_of(values: list[Value]) -> Value:
    """False where one is false, true where all are true, else null."""
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else None


@built_in("all(values...: any)")
def all_of_these(*values: Value) -> Value:
    """The same for the arguments."""
    return all_of(list(values))


@built_in("any(list: list)")
def any_of(values: list[Value]) -> Value:
    """True where one is true, false where all are false, else null."""
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else None


@built_in("any(values...: any)")
def any_of_these(*values: Value) -> Value:
    """The same for the arguments."""
    return any_of(list(values))
