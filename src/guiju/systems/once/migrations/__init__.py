"""Tables of what was asked."""
