"""OCEL 2.0: object-centric event logs as JSON, XML and SQLite, kept object-centric."""
