"""Every rule against the plainest reading of its words, case by case, on random logs.

The oracle loops over the events of each case in ordinary Python; the rule must find exactly the
same breaches: all that are there, none that are not.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from guiju.check.rules import (
    BeyondAuthority,
    BothOfEither,
    ChangedHands,
    Condition,
    DoneAgain,
    FollowedAnyway,
    LateResponse,
    Neither,
    NoResponse,
    NotExactlyOne,
    NotPreceded,
    OneOfAPair,
    OnePairOfEyes,
    OutOfSuccession,
    TooOften,
    TooSeldom,
    UnusualGap,
    WithoutCompanion,
    WrongBeginning,
    WrongCount,
    WrongEnding,
    temporal_profile,
)
from guiju.journal import Mapping, read_log

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
LIMITS = {"ann": 50.0, "bob": 80.0}


def random_log(seed: int):
    dice = Random(seed)
    lines = ["case,activity,time,resource,amount"]
    for case in range(40):
        clock = START
        for _ in range(dice.randint(1, 8)):
            clock += timedelta(minutes=dice.choice([1, 5, 30, 240]))
            who = dice.choice(["ann", "bob", "eve", ""])
            amount = dice.choice(["", "10", "60", "90.5"])
            lines.append(f"c{case},{dice.choice('ABCD')},{clock.isoformat()},{who},{amount}")
    told = Mapping(case="case", activity="activity", time="time", resource="resource")
    return read_log("\n".join(lines).encode(), told)


def cases_of(log):
    amounts = log.attributes["amount"].dense(len(log)).to_pylist()
    for case in range(log.cases):
        yield (
            case,
            [
                (
                    row,
                    log.activity.text(row),
                    int(log.time[row]) / 1e6,
                    log.resource.text(row),
                    None if amounts[row] is None else float(amounts[row]),
                )
                for row in log.rows(case)
            ],
        )


def no_response(events):
    for i, (row, activity, *_) in enumerate(events):
        if activity == "A" and not any(e[1] == "B" for e in events[i + 1 :]):
            yield -1, row


def no_response_above_50(events):
    for i, (row, activity, _, _, amount) in enumerate(events):
        answered = any(e[1] == "B" for e in events[i + 1 :])
        if activity == "A" and amount is not None and amount > 50 and not answered:
            yield -1, row


def not_preceded(events):
    for i, (row, activity, *_) in enumerate(events):
        if activity == "B" and not any(e[1] == "A" for e in events[:i]):
            yield row, -1


def too_seldom(events):
    if sum(e[1] == "A" for e in events) < 2:
        yield -1, -1


def too_often(events):
    for row, *_ in [e for e in events if e[1] == "A"][1:]:
        yield row, -1


def of_large(oracle):
    def of_large_amounts(events):
        return oracle([e for e in events if e[4] is not None and e[4] > 50])

    of_large_amounts.__name__ = f"{oracle.__name__}_above_50"
    return of_large_amounts


def both_of_either(events):
    first = {}
    for row, activity, *_ in events:
        first.setdefault(activity, row)
    if "A" in first and "B" in first:
        yield max(first["A"], first["B"]), min(first["A"], first["B"])


def one_pair_of_eyes(events):
    for row, activity, _, who, _ in events:
        partners = [e[0] for e in events if e[1] == "A" and e[3] == who]
        if activity == "B" and who is not None and partners:
            yield row, partners[0]


def one_person_signs_twice(events):
    for i, (row, activity, _, who, _) in enumerate(events):
        partners = [e[0] for e in events[:i] if e[1] == "A" and e[3] == who]
        if activity == "A" and who is not None and partners:
            yield row, partners[0]


def changed_hands(events):
    for i, (row, activity, _, who, _) in enumerate(events):
        before = [e for e in events[:i] if e[1] == "A"]
        if activity == "B" and before and None not in (who, before[-1][3]) and before[-1][3] != who:
            yield row, before[-1][0]


def late_response(events):
    for i, (row, activity, time, *_) in enumerate(events):
        after = [e for e in events[i + 1 :] if e[1] == "B"]
        if activity == "A" and after and after[0][2] - time > 1800:
            yield after[0][0], row


def late_response_with_pauses(events):
    for i, (row, activity, *_) in enumerate(events):
        after = [j for j in range(i + 1, len(events)) if events[j][1] == "B"]
        if activity != "A" or not after:
            continue
        running, counted = True, 0.0
        for j, (_, what, moment, *_) in enumerate(events[: after[0] + 1]):
            if j > i and running:
                counted += moment - events[j - 1][2]
            if what == "C":
                running = False
            elif what == "D":
                running = True
        if counted > 1800:
            yield events[after[0]][0], row


def done_again(events):
    for i, (row, activity, *_) in enumerate(events):
        before = [j for j, e in enumerate(events[:i]) if e[1] == "A"]
        if activity == "A" and before and any(e[1] == "C" for e in events[before[-1] : i]):
            yield row, events[before[-1]][0]


def done_again_after_anything(events):
    for i, (row, activity, *_) in enumerate(events):
        before = [j for j, e in enumerate(events[:i]) if e[1] == "A"]
        if activity == "A" and before and before[-1] < i - 1:
            yield row, events[before[-1]][0]


def beyond_authority(events):
    for row, activity, _, who, amount in events:
        if activity == "A" and who and amount is not None and amount > LIMITS.get(who, -1):
            yield row, -1


def answered_before_the_next(events):
    for i, (row, activity, *_) in enumerate(events):
        following = [e[1] for e in events[i + 1 :]]
        until = following.index("A") if "A" in following else len(following)
        if activity == "A" and "B" not in following[:until]:
            yield -1, row


def answered_directly(events):
    for i, (row, activity, *_) in enumerate(events):
        if activity == "A" and [e[1] for e in events[i + 1 : i + 2]] != ["B"]:
            yield -1, row


def preceded_since_the_last(events):
    for i, (row, activity, *_) in enumerate(events):
        before = [e[1] for e in reversed(events[:i])]
        until = before.index("B") if "B" in before else len(before)
        if activity == "B" and "A" not in before[:until]:
            yield row, -1


def preceded_directly(events):
    for i, (row, activity, *_) in enumerate(events):
        if activity == "B" and (i == 0 or events[i - 1][1] != "A"):
            yield row, -1


def succession(follow, precede):
    def succession(events):
        yield from follow(events)
        yield from precede(events)

    succession.__name__ = f"succession_{follow.__name__}"
    return succession


def followed_anyway(events):
    for i, (row, activity, *_) in enumerate(events):
        after = [e[0] for e in events[i + 1 :] if e[1] == "B"]
        if activity == "A" and after:
            yield after[0], row


def followed_directly_anyway(events):
    for (row, activity, *_), (after, other, *_) in pairwise(events):
        if (activity, other) == ("A", "B"):
            yield after, row


def without_companion(events):
    if not any(e[1] == "B" for e in events):
        yield from ((-1, row) for row, activity, *_ in events if activity == "A")


def one_of_a_pair(events):
    first = {}
    for row, activity, *_ in events:
        first.setdefault(activity, row)
    if ("A" in first) != ("B" in first):
        yield -1, first.get("A", first.get("B"))


def wrong_beginning(events):
    if events[0][1] != "A":
        yield events[0][0], -1


def wrong_ending(events):
    if events[-1][1] != "A":
        yield events[-1][0], -1


def ends_with_a_small_one(events):
    if events[-1][1] != "A" or events[-1][4] is None or events[-1][4] <= 50:
        yield events[-1][0], -1


def wrong_count(events):
    if sum(e[1] == "A" for e in events) != 2:
        yield -1, -1


def neither(events):
    if not any(e[1] in "AB" for e in events):
        yield -1, -1


def not_exactly_one(events):
    if len({e[1] for e in events if e[1] in "AB"}) != 1:
        yield -1, -1


LARGE = Condition("amount", ">", 50)
NEXT, DIRECTLY = "before the next", "directly"

PAIRS = [
    (NoResponse("A", "B", nearness=NEXT), answered_before_the_next),
    (NoResponse("A", "B", nearness=DIRECTLY), answered_directly),
    (NotPreceded("B", "A", nearness=NEXT), preceded_since_the_last),
    (NotPreceded("B", "A", nearness=DIRECTLY), preceded_directly),
    (OutOfSuccession("A", "B"), succession(no_response, not_preceded)),
    (OutOfSuccession("A", "B", LARGE), of_large(succession(no_response, not_preceded))),
    (
        OutOfSuccession("A", "B", nearness=NEXT),
        succession(answered_before_the_next, preceded_since_the_last),
    ),
    (
        OutOfSuccession("A", "B", nearness=DIRECTLY),
        succession(answered_directly, preceded_directly),
    ),
    (FollowedAnyway("A", "B"), followed_anyway),
    (FollowedAnyway("A", "B", nearness=DIRECTLY), followed_directly_anyway),
    (WithoutCompanion("A", "B"), without_companion),
    (OneOfAPair("A", "B"), one_of_a_pair),
    (OneOfAPair("A", "B", LARGE), of_large(one_of_a_pair)),
    (WrongBeginning("A"), wrong_beginning),
    (WrongEnding("A"), wrong_ending),
    (WrongEnding("A", LARGE), ends_with_a_small_one),
    (WrongCount("A", 2), wrong_count),
    (WrongCount("A", 2, LARGE), of_large(wrong_count)),
    (Neither("A", "B"), neither),
    (Neither("A", "B", LARGE), of_large(neither)),
    (NotExactlyOne("A", "B"), not_exactly_one),
    (NotExactlyOne("A", "B", LARGE), of_large(not_exactly_one)),
    (BothOfEither("A", "B", LARGE), of_large(both_of_either)),
    (NoResponse("A", "B"), no_response),
    (NoResponse("A", "B", Condition("amount", ">", 50)), no_response_above_50),
    (NotPreceded("B", "A"), not_preceded),
    (TooSeldom("A", 2), too_seldom),
    (TooOften("A", 1), too_often),
    (TooSeldom("A", 2, Condition("amount", ">", 50)), of_large(too_seldom)),
    (TooOften("A", 1, Condition("amount", ">", 50)), of_large(too_often)),
    (BothOfEither("A", "B"), both_of_either),
    (OnePairOfEyes("A", "B"), one_pair_of_eyes),
    (OnePairOfEyes("A", "A"), one_person_signs_twice),
    (ChangedHands("A", "B"), changed_hands),
    (LateResponse("A", "B", timedelta(minutes=30)), late_response),
    (LateResponse("A", "B", timedelta(minutes=30), (("C", "D"),)), late_response_with_pauses),
    (DoneAgain("A", "C"), done_again),
    (DoneAgain("A"), done_again_after_anything),
    (BeyondAuthority("A", "amount", LIMITS), beyond_authority),
]


@pytest.mark.parametrize(("rule", "oracle"), PAIRS, ids=[o.__name__ for _, o in PAIRS])
@pytest.mark.parametrize("seed", range(5))
def test_exactly_the_breaches_of_the_words_are_found(rule, oracle, seed):
    log = random_log(seed)
    breaches = rule.check(log)
    found = list(
        zip(breaches.case.tolist(), breaches.row.tolist(), breaches.since.tolist(), strict=True)
    )
    wanted = [(case, *hit) for case, events in cases_of(log) for hit in oracle(events)]
    assert sorted(found) == sorted(wanted)
    assert breaches.status == ("broken" if wanted else "kept")
    assert breaches.activations >= len(breaches.cases)
    assert str(breaches)


def test_a_gap_far_from_usual_is_found_and_only_that():
    lines = ["case,activity,time"]
    for case in range(200):
        gap = timedelta(days=9) if case == 77 else timedelta(minutes=10 + case % 5)
        lines += [f"c{case},A,{START.isoformat()}", f"c{case},B,{(START + gap).isoformat()}"]
    log = read_log(
        "\n".join(lines).encode(), Mapping(case="case", activity="activity", time="time")
    )
    profile = temporal_profile(log)
    a, b = log.activities.index("A"), log.activities.index("B")
    assert profile.count[a, b] == 200
    seconds = [9 * 86400.0 if c == 77 else 600.0 + 60 * (c % 5) for c in range(200)]
    assert profile.mean[a, b] == pytest.approx(np.mean(seconds))
    assert profile.deviation[a, b] == pytest.approx(np.std(seconds))
    assert UnusualGap(profile).check(log).case_ids(log) == ["c77"]


def test_a_rule_on_a_missing_column_is_misspecified_not_kept():
    log = read_log(b"case,activity,time\n1,A,2026-01-01T08:00:00Z\n")
    breaches = OnePairOfEyes("A", "B", column="signer").check(log)
    assert breaches.status == "misspecified"
    assert "'signer'" in str(breaches.problems[0])


def test_a_rule_that_never_has_anything_to_say_is_vacuous():
    log = read_log(b"case,activity,time\n1,A,2026-01-01T08:00:00Z\n")
    assert NoResponse("X", "B").check(log).status == "vacuous"


def test_a_deadline_may_be_counted_on_a_calendar():
    lines = b"case,activity,time\n1,A,2026-03-06T17:00:00Z\n1,B,2026-03-09T09:00:00Z\n"
    log = read_log(lines, Mapping(case="case", activity="activity", time="time"))
    assert LateResponse("A", "B", timedelta(hours=8)).check(log).status == "broken"
    two_working_hours = LateResponse("A", "B", timedelta(hours=8), elapsed=lambda _a, _b: 7200.0)
    assert two_working_hours.check(log).status == "kept"
