"""The nouns of a standard: plain, immutable data that every other part of the room speaks of."""
