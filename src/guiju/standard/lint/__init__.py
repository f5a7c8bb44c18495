"""Advice on a model that can be read: what is likely wrong, or hard for people to follow.

`lint(definitions, standard)` runs every rule of `rules`; each is one file, one page of
docs/rules and a right and a wrong model.
"""

from guiju.standard.lint.run import lint

__all__ = ["lint"]
