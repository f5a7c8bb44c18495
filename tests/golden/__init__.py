"""Databases of released versions, kept for ever: each must upgrade and go on."""
