"""XES (IEEE 1849): event logs as XML."""
