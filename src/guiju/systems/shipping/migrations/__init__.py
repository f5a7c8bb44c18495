"""Tables of the shipping."""
