"""The movement journal only grows: the database itself refuses to change or delete its rows."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SQLITE = """
CREATE TRIGGER stock_movement_no_{what} BEFORE {what} ON stock_movement
BEGIN SELECT RAISE(ABORT, 'the movement journal only grows'); END
"""
_POSTGRES = (
    """
CREATE FUNCTION stock_movement_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the movement journal only grows'; END $$
""",
    """
CREATE TRIGGER stock_movement_only_grows BEFORE UPDATE OR DELETE ON stock_movement
FOR EACH ROW EXECUTE FUNCTION stock_movement_only_grows()
""",
)


def forwards(apps: Any, editor: Any) -> None:
    """Make the triggers."""
    statements = _POSTGRES
    if editor.connection.vendor == "sqlite":
        statements = (_SQLITE.format(what="UPDATE"), _SQLITE.format(what="DELETE"))
    for statement in statements:
        editor.execute(statement)


def backwards(apps: Any, editor: Any) -> None:
    """Drop the triggers."""
    if editor.connection.vendor == "sqlite":
        for what in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER stock_movement_no_{what}")
    else:
        editor.execute("DROP TRIGGER stock_movement_only_grows ON stock_movement")
        editor.execute("DROP FUNCTION stock_movement_only_grows")


class Migration(migrations.Migration):
    """Triggers of the movement journal."""

    dependencies = (("stock", "0001_initial"),)
    operations = (migrations.RunPython(forwards, backwards),)
