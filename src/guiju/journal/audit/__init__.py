"""Proof that nothing in the journal was changed: a hash chain and signed tree heads."""

from guiju.journal.audit.chain import EMPTY, leaf_bytes, leaf_hash, link_of, next_link

__all__ = ["EMPTY", "leaf_bytes", "leaf_hash", "link_of", "next_link"]
