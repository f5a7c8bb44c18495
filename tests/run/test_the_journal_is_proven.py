"""The hash chain, signed heads, proofs; and erasure that leaves all of them whole."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guiju.journal.audit import check_proof, prove_case, public_bytes, sign_heads, verify
from guiju.journal.audit.tree import Frontier, audit_path, root, root_by_path
from guiju.run.commands import StartCase
from guiju.run.engine import Engine
from tests.run.models import END, ORDER, START, line
from tests.run.walking import walk

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))


@pytest.fixture
def worked(engine: Engine) -> Engine:
    """An engine with twelve cases done and signed."""
    engine.deploy(ORDER)
    for number in range(12):
        engine.start("order", {"n": number}, case=f"c{number}")
        walk(engine, f"c{number}", lambda element: {"stock_ok": True})
    sign_heads(engine.store, KEY, 1)
    return engine


def change(engine: Engine, sql: str, *values: Any) -> None:
    """Change the store behind the engine's back."""
    with engine.store.transaction((0,)) as transaction:
        transaction.ask(sql, values)  # type: ignore[attr-defined]


def entry_of(engine: Engine, case: str, number: int) -> tuple[int, int]:
    """Shard and seq of an entry."""
    row = engine.reader().case(case)
    assert row is not None
    entry = engine.reader().history(row.no)[number - 1][0]
    return entry.shard, entry.seq


def test_an_untouched_journal_verifies(worked: Engine) -> None:
    verdict = verify(worked.reader(), public_bytes(KEY))
    assert (verdict.entries, verdict.breaks) == (72, ())
    assert verdict.heads >= 1


def test_an_entry_that_was_changed_is_named(worked: Engine) -> None:
    shard, seq = entry_of(worked, "c5", 3)
    for sql in (
        "UPDATE entries SET actor = 'mallory' WHERE shard = ? AND seq = ?",
        "UPDATE entries SET time = time + 1 WHERE shard = ? AND seq = ?",
        "UPDATE entries SET number = 9 WHERE shard = ? AND seq = ?",
    ):
        before = worked.reader().ask(  # type: ignore[attr-defined]
            "SELECT actor, time, number FROM entries WHERE shard = ? AND seq = ?", (shard, seq)
        )[0]
        change(worked, sql, shard, seq)
        [found] = verify(worked.reader()).breaks
        assert (found.code, found.shard, found.seq, found.case) == (
            "entry-changed", shard, seq, "c5"
        )  # fmt: skip
        change(
            worked,
            "UPDATE entries SET actor = ?, time = ?, number = ? WHERE shard = ? AND seq = ?",
            *before, shard, seq,
        )  # fmt: skip
    assert verify(worked.reader()).breaks == ()


def test_every_random_tampering_is_found(worked: Engine) -> None:
    dice = random.Random(7)
    columns = ("shape", "time", "key", "body", "number", "link", "case_no")
    found = 0
    for _ in range(25):
        case, number = f"c{dice.randrange(12)}", dice.randrange(1, 7)
        shard, seq = entry_of(worked, case, number)
        column, by = dice.choice(columns), dice.randrange(1, 1000)
        where = f"WHERE shard = {shard} AND seq = {seq}"
        change(worked, f"UPDATE entries SET {column} = {column} + {by} {where}")
        breaks = verify(worked.reader()).breaks
        found += [(each.shard, each.seq) for each in breaks] == [(shard, seq)]
        change(worked, f"UPDATE entries SET {column} = {column} - {by} {where}")
    assert found == 25
    assert verify(worked.reader()).breaks == ()


def test_an_entry_that_is_gone_is_named(worked: Engine) -> None:
    shard, seq = entry_of(worked, "c3", 2)
    change(worked, "DELETE FROM entries WHERE shard = ? AND seq = ?", shard, seq)
    [found] = verify(worked.reader()).breaks
    assert (found.code, found.seq) == ("entry-missing", seq)


def test_cutting_the_end_off_is_noticed(worked: Engine) -> None:
    shard, _ = entry_of(worked, "c11", 6)
    change(worked, "DELETE FROM entries WHERE shard = ? AND seq > 2", shard)
    [found] = verify(worked.reader()).breaks
    assert found.code == "end-missing"


def test_a_head_by_another_key_is_no_head_of_ours(worked: Engine) -> None:
    assert verify(worked.reader(), public_bytes(KEY)).breaks == ()
    breaks = verify(worked.reader(), public_bytes(OTHER)).breaks
    assert {each.code for each in breaks} == {"head-forged"}


def test_a_case_is_proven_without_the_journal(worked: Engine) -> None:
    proof = prove_case(worked.reader(), "c4")
    assert proof is not None
    sent = json.loads(json.dumps(proof))
    assert len(sent["entries"]) == 6
    assert check_proof(sent, public_bytes(KEY))
    assert not check_proof(sent, public_bytes(OTHER))
    sent["entries"][2]["leaf"] = sent["entries"][2]["leaf"].replace('"c4"', '"c5"')
    assert not check_proof(sent, public_bytes(KEY))


def test_the_tree_is_that_of_rfc_6962() -> None:
    leaves = [bytes([n]) * 32 for n in range(33)]
    frontier = Frontier()
    for size in range(1, 34):
        frontier.add(leaves[size - 1])
        assert frontier.root() == root(leaves[:size])
        for index in range(size):
            path = audit_path(leaves[:size], index)
            assert root_by_path(leaves[index], index, size, path) == frontier.root()
            assert root_by_path(leaves[index], index, size, [*path, b""]) != frontier.root()


MARK = "Erika Mustermann"
SCRIPT = (
    '<scriptTask id="greet" scriptFormat="feel" camunda:resultVariable="greeting">'
    '<script>"Dear " + name</script></scriptTask>'
)


def test_an_erased_person_leaves_no_trace_and_the_chain_whole(
    make_engine: Callable[..., Engine], address: str
) -> None:
    engine = make_engine()
    deployed, problems = engine.deploy(line(START, SCRIPT, '<userTask id="one"/>', END))
    assert deployed is not None, problems
    values = {"name": MARK, "amount": 7}
    for case in ("a", "b"):
        engine.do(
            StartCase(process="p", case=case, values=values, subject="erika",
                      personal=("name", "greeting"))
        )  # fmt: skip
    walk(engine, "a")
    sign_heads(engine.store, KEY, 1)
    live = engine.record("b")
    assert live is not None
    assert live.state.variables["name"] == MARK
    assert engine.replayed("b") == live
    assert engine.erase("erika")
    assert not engine.erase("erika")
    assert verify(engine.reader(), public_bytes(KEY)).breaks == ()
    after = engine.record("b")
    assert after is not None
    assert (after.state.variables["name"], after.state.variables["amount"]) == (None, 7)
    assert engine.replayed("b") == after
    assert engine.replayed("a").state.status == "completed"  # type: ignore[union-attr]
    for table in ("entries", "cases", "shapes", "outbox"):
        column = "variables" if table == "cases" else "data" if table == "entries" else "body"
        for row in engine.reader().ask(f"SELECT {column} FROM {table}"):  # type: ignore[attr-defined]
            assert b"Muster" not in row[0]
