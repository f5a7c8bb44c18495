"""Compare practice with the standard: (standard, entries) to deviations."""
