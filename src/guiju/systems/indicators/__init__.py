"""Indicators over many cases, worked out from what the cases hold; no tables of its own."""
