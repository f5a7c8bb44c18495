"""Logs as tables, one row per event: CSV and Parquet, with roles told or guessed."""
