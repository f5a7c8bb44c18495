"""Template tags of the standards."""
