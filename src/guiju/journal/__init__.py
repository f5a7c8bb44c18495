"""What did happen: append-only entries and the formats event logs come in."""
