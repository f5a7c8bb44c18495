"""A turn that was worked out once is the turn that `fire` takes, whatever the variables hold."""

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guiju.journal.store import Batch
from guiju.run.known_turns import known_turn
from guiju.run.packing import pack_record, unpack_record
from guiju.run.record import Record
from guiju.run.work import Work
from guiju.standard import Step, compile_standard, enabled, fire, initial
from tests.laws.blocks import text_of, trees

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
NAMES = [f"v{number}" for number in range(8)]


def values(dice, share):
    return {name: dice.random() < 0.5 for name in NAMES if dice.random() < share}


def rows(standard, before, after, turn):
    batch = Batch()
    Work(batch, standard, 1, 7, 0).change(before, after, turn)
    return batch.tables


def assert_known_is_fired(standard, state, step, now, number):
    """The state after the step, and whether the turn was known."""
    done = fire(standard, state, step, now)
    for _ in range(2):
        turn = known_turn(standard, state, step, now)
    if turn is None:
        return done.state, False
    assert turn.path == done.path
    assert (done.answers, done.sent) == ((), ())
    kept = turn.state({**state.variables, **step.values})
    assert kept == done.state
    before, after = Record("c", number, state), Record("c", number + 1, done.state)
    old = before if number else None
    assert rows(standard, old, after, turn) == rows(standard, old, after, None)
    assert pack_record(after, turn) == pack_record(after)
    assert (
        unpack_record("c", number + 1, 0, *pack_record(after, turn)).state.live == done.state.live
    )
    # The walk goes on from what is shared, which every later step must leave as it is.
    return kept, True


@given(trees(), st.integers(0, 2**32))
def test_what_is_known_of_a_turn_is_what_firing_it_gives(tree, seed):
    dice = random.Random(seed)
    standard = compile_standard(text_of(tree)).standard
    state, step, now = initial("p"), Step("start", -1, (), values(dice, 1.0)), NOW
    for number in range(30):
        state, _ = assert_known_is_fired(standard, state, step, now, number)
        steps = [each for each in enabled(standard, state) if each.kind == "complete"]
        if not steps or len(state.live) > 60:
            return
        now += timedelta(minutes=dice.randrange(30))
        step = Step("complete", dice.choice(steps).target, (), values(dice, 0.3))


def test_cases_of_one_standard_share_their_turns_and_keep_their_variables():
    standard = compile_standard(text_of(("sequence", 0, ("user",), ("service",)))).standard
    known = 0
    for amount in range(5):
        state = fire(standard, initial("p"), Step("start", -1, (), {"amount": amount}), NOW).state
        for number in (1, 2):
            step = Step("complete", next(iter(state.live)), (), {f"done{number}": amount})
            state, was_known = assert_known_is_fired(standard, state, step, NOW, number)
            known += was_known
        assert state.variables == {"amount": amount, "done1": amount, "done2": amount}
        assert state.status == "completed"
    assert known == 10
