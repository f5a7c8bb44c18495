"""Proof that nothing in the journal was changed: a hash chain and signed tree heads.

Names are imported when first used: whoever only writes entries never loads cryptography.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from guiju.journal.audit.chain import EMPTY, leaf_bytes, leaf_hash, leaf_of, link_of, next_link

if TYPE_CHECKING:
    from guiju.journal.audit.heads import is_genuine, public_bytes, read_private_key, sign_heads
    from guiju.journal.audit.prove import check_proof, prove_case
    from guiju.journal.audit.verifying import Break, Verdict, verify

_HOME = {
    "Break": "verifying",
    "Verdict": "verifying",
    "check_proof": "prove",
    "is_genuine": "heads",
    "prove_case": "prove",
    "public_bytes": "heads",
    "read_private_key": "heads",
    "sign_heads": "heads",
    "verify": "verifying",
}

__all__ = [
    "EMPTY",
    "Break",
    "Verdict",
    "check_proof",
    "is_genuine",
    "leaf_bytes",
    "leaf_hash",
    "leaf_of",
    "link_of",
    "next_link",
    "prove_case",
    "public_bytes",
    "read_private_key",
    "sign_heads",
    "verify",
]


def __getattr__(name: str) -> Any:
    """A public name, from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
