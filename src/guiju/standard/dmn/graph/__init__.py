"""The requirement graph, compiled: what a decision needs, in which order, and what it sees."""
