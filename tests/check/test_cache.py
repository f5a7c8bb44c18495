"""An automaton is made once, in memory and on disk; a spoilt file is made anew."""

import numpy as np
import pytest
from models import FINE, order, parallel

from guiju.check import Automata, Limits, automaton_of, check_log, sequences


def equal(one, other):
    same = (one.labels, one.names, one.deterministic, one.explored)
    assert same == (other.labels, other.names, other.deterministic, other.explored)
    for column in ("source", "label", "target", "final"):
        assert np.array_equal(getattr(one.graph, column), getattr(other.graph, column))


def test_the_same_standard_gives_the_same_object():
    automata = Automata()
    first = automata.of("digest", order())
    assert automata.of("digest", order()) is first
    assert automata.of("another", order()) is not first
    assert automata.of("digest", order(), hidden=("pack",)) is not first
    assert automata.of("digest", order(), limits=Limits(subsets=1)) is not first


def test_the_least_used_go_first():
    automata = Automata(room=2)
    first, second = automata.of("a", order()), automata.of("b", order())
    assert automata.of("a", order()) is first
    automata.of("c", order())
    assert automata.of("a", order()) is first
    assert automata.of("b", order()) is not second


def test_too_many_states_are_remembered_too():
    automata = Automata()
    assert automata.of("d", parallel(8), limits=Limits(states=10)) is None
    assert automata.of("d", parallel(8), limits=Limits(states=10)) is None


def test_a_folder_gives_it_to_other_processes(tmp_path):
    made = Automata(folder=tmp_path / "deep").of("digest", order())
    (path,) = (tmp_path / "deep").iterdir()
    read = Automata(folder=tmp_path / "deep").of("digest", order())
    equal(made, read)
    result = check_log(order(), sequences([FINE]), automaton=read)
    assert result.fitting_cases == 1
    assert path.suffix == ".npz"


@pytest.mark.parametrize("spoilt", [b"", b"nothing of use", b"PK\x03\x04half"])
def test_a_spoilt_file_is_made_anew(tmp_path, spoilt):
    Automata(folder=tmp_path).of("digest", order())
    (path,) = tmp_path.iterdir()
    path.write_bytes(spoilt)
    equal(Automata(folder=tmp_path).of("digest", order()), automaton_of(order()))


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    equal(Automata(folder=file).of("digest", order()), automaton_of(order()))
