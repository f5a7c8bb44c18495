"""Django's backend, imported while `sqlite3` means the bundled library.

Django binds `sqlite3.dbapi2` when its backend is imported and offers no setting for it.
"""

from __future__ import annotations

import sys

import pysqlite3

_swapped = {"sqlite3": pysqlite3, "sqlite3.dbapi2": pysqlite3.dbapi2}
_before = {name: sys.modules.get(name) for name in _swapped}
sys.modules.update(_swapped)
try:
    from django.db.backends.sqlite3.base import DatabaseWrapper as DatabaseWrapper
finally:
    for _name, _module in _before.items():
        if _module is None:
            del sys.modules[_name]
        else:
            sys.modules[_name] = _module
