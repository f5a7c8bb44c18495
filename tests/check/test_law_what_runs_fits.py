"""Law 1 of the design on nets: every complete run of a standard fits it, at cost 0."""

from random import Random

import pytest
from random_models import random_net

from guiju.check import Limits, Watch, automaton_of, check_log, sequences


def random_run(net, dice, longest=60):
    """Names of the visible elements of one complete run; None where the dice did not get there."""
    state, run = net.initial, []
    for _ in range(longest):
        if net.is_final(state):
            return run
        moves = net.successors(state)
        if not moves:
            return None
        label, state = dice.choice(moves)
        if label is not None:
            run.append(net.names[net.labels[label]])
    return None


@pytest.mark.parametrize("seed", range(30))
def test_every_complete_run_fits(seed):
    dice = Random(1_000 + seed)
    net = random_net(dice)
    runs = [run for run in (random_run(net, dice) for _ in range(30)) if run is not None]
    result = check_log(net, sequences(runs), limits=Limits(states=5_000))
    assert result.cost_total == 0
    assert result.deviations == ()
    assert result.undecided == ()
    automaton = automaton_of(net, 2_000)
    if runs and automaton is not None:
        assert result.fitness_mean == 1
        watch = Watch(automaton)
        assert [watch.event("1", name) for name in runs[0]] == [None] * len(runs[0])
        assert watch.end("1").cost == 0
