"""A demonstration: the shipped packs, people for each role, some weeks of played cases."""
