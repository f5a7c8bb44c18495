"""Django's SQLite backend on the bundled SQLite: the system's own may corrupt a WAL file."""
