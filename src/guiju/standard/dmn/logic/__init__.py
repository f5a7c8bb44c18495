"""Boxed expressions -> functions of (scope, run): the decision logic, compiled once."""
