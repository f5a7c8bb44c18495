"""Which element an event stands for."""

from models import FINE, order

from guiju.check import check_log, match_names, sequences, suggest

LABELS = ("t1", "t2", "t3")
NAMES = {"t1": "Check invoice", "t2": "Pay", "t3": "Pay"}


def test_an_exact_name_wins_and_may_stand_for_several_elements():
    assert match_names(["Pay"], LABELS, NAMES).matches == ((1, 2),)


def test_case_width_and_punctuation_do_not_count():
    assert match_names(["CHECK_INVOICE", "Ｐay"], LABELS, NAMES).matches == ((0,), (1, 2))


def test_an_id_is_a_name_too():
    assert match_names(["t2"], LABELS, NAMES).matches == ((1,),)


def test_the_table_overrules_names_and_none_means_ignore():
    naming = match_names(["Pay", "x"], LABELS, NAMES, {"Pay": ["t3"], "x": None})
    assert naming.matches == ((2,), ())
    assert naming.classes == ("mapped", "ignored")


def test_a_table_entry_that_names_nothing_is_a_problem_that_says_so():
    (problem,) = match_names(["x"], LABELS, NAMES, {"x": "t9"}).problems
    assert problem.code == "mapping-to-unknown-element"
    assert "'t9'" in str(problem)


def test_a_near_miss_gets_a_suggestion():
    (first,) = suggest(["Chek invoices"], NAMES)
    assert (first.element, first.likeness > 0.8) == ("t1", True)


def test_a_check_with_a_table_follows_it():
    case = ("in", *FINE[1:])
    assert check_log(order(), sequences([case]), {"in": "receive"}).cost_total == 0
