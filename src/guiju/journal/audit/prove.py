"""Proving that the entries of one case are in the journal, to somebody who has only a head."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from guiju.journal.audit.chain import leaf_bytes, leaf_hash
from guiju.journal.audit.heads import PAGE, is_genuine
from guiju.journal.audit.tree import audit_path, root_by_path
from guiju.journal.store import HeadRow, Reader, shard_of_number


def prove_case(reader: Reader, case: str) -> dict[str, Any] | None:
    """A proof for all entries of a case that the newest signed head covers.

    Returns:
        A JSON object: the head, and for each entry its exact bytes, its index and its audit path;
        None where there is no such case or no head yet.
    """
    row = reader.case(case)
    if row is None:
        return None
    shard = shard_of_number(row.no)
    heads = reader.heads(shard)
    if not heads:
        return None
    head = heads[-1]
    leaves: list[bytes] = []
    mine: list[tuple[int, bytes]] = []
    while len(leaves) < head.size:
        for each, shape, name in reader.chain(shard, len(leaves), PAGE):
            leaf = leaf_bytes(each, shape, name)
            if each.case_no == row.no and each.seq <= head.size:
                mine.append((each.seq - 1, leaf))
            leaves.append(leaf_hash(leaf))
    del leaves[head.size :]
    return {
        "case": case,
        "head": {
            name: b64encode(value).decode() if isinstance(value, bytes) else value
            for name, value in zip(HeadRow._fields, head, strict=True)
        },
        "entries": [
            {
                "index": index,
                "leaf": leaf.decode(),
                "path": [b64encode(each).decode() for each in audit_path(leaves, index)],
            }
            for index, leaf in mine
        ],
    }


def check_proof(proof: dict[str, Any], trusted: bytes | None = None) -> bool:
    """Whether a proof holds: its head is genuine and every entry leads to its root."""
    parts = proof["head"]
    fields = [parts[name] for name in HeadRow._fields]
    head = HeadRow._make(b64decode(each) if isinstance(each, str) else each for each in fields)
    if not is_genuine(head, trusted) or not proof["entries"]:
        return False
    return all(
        root_by_path(
            leaf_hash(each["leaf"].encode()), each["index"], head.size,
            [b64decode(step) for step in each["path"]],
        )
        == head.root
        for each in proof["entries"]
    )  # fmt: skip
