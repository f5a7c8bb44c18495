"""Guiju: one written standard, compiled once, used five ways."""
