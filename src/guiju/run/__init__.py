"""Move a case: (standard, state, command, now) to entries."""
