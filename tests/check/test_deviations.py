"""Each planted deviation is found, named in words of the standard, and none is invented."""

import pytest
from models import FINE, order

from guiju.check import Costs, check_log, sequences


def found(*cases, **options):
    return [
        (d.kind, d.element, d.activity, d.cases)
        for d in check_log(order(), sequences(cases), **options).deviations
    ]


def test_a_case_as_written_has_no_deviation():
    both_orders = [FINE, ("Receive", "Approve", "Bill", "Pack", "Archive")]
    assert found(*both_orders, ("Receive", "Refuse", "Archive")) == []


def test_a_missing_step_is_skipped():
    assert found(("Receive", "Approve", "Pack", "Archive")) == [("skipped", "bill", None, 1)]


def test_a_step_done_twice_is_repeated():
    assert found(("Receive", "Approve", "Pack", "Pack", "Bill", "Archive")) == [
        ("repeated", "pack", "Pack", 1)
    ]


def test_a_step_of_the_branch_not_taken_is_added():
    assert found(("Receive", "Refuse", "Pack", "Archive")) == [("added", "pack", "Pack", 1)]


def test_a_step_at_the_wrong_place_is_moved():
    assert found(("Receive", "Archive", "Approve", "Pack", "Bill")) == [
        ("moved", "archive", "Archive", 1)
    ]


def test_a_branch_that_the_rest_of_the_case_contradicts_is_a_wrong_branch():
    case = ("Receive", "Refuse", "Pack", "Bill", "Archive")
    dear = Costs(added={"Pack": 2, "Bill": 2})
    assert found(case, costs=dear) == [("wrong branch", "approve", "Refuse", 1)]


def test_an_activity_nobody_knows_is_outside():
    assert found((*FINE[:2], "Pray", *FINE[2:])) == [("outside", None, "Pray", 1)]


def test_deviations_are_counted_over_cases_and_list_them_all():
    bad = ("Receive", "Approve", "Pack", "Archive")
    result = check_log(order(), sequences([FINE, bad, FINE, bad, bad]))
    (deviation,) = result.deviations
    assert (deviation.cases, deviation.occurrences) == (3, 3)
    assert result.cases_of(deviation) == ["2", "4", "5"]
    assert deviation.sample == ("2", "4", "5")
    assert (result.fitting_cases, result.cost_total, result.cheapest_run) == (2, 3, 3)
    assert result.fitness_mean == pytest.approx((2 + 3 * (1 - 1 / 7)) / 5)


def test_an_ignored_activity_costs_nothing_and_is_still_told():
    result = check_log(order(), sequences([(*FINE, "Pray")]), {"Pray": None})
    assert result.cost_total == 0
    assert [(o.activity, o.counted, o.events, o.cases) for o in result.outside] == [
        ("Pray", "ignored", 1, 1)
    ]


def test_activities_outside_may_all_be_left_out():
    assert found((*FINE, "Pray", "Sing"), outside="ignored") == []


def test_a_heavy_element_is_skipped_last():
    case = ("Receive", "Archive")
    assert {d[1] for d in found(case)} == {"refuse"}
    heavy = Costs(skipped={"refuse": 9})
    assert {d[1] for d in found(case, costs=heavy)} == {"approve", "pack", "bill"}


def test_a_hidden_element_is_not_missed():
    assert found(("Receive", "Refuse"), hidden=("archive",)) == []


@pytest.mark.parametrize("bad", [{"skipped": {"pack": 0}}, {"added": {"Pack": -1}}])
def test_a_weight_without_a_cheapest_alignment_is_refused(bad):
    with pytest.raises(ValueError, match="expected a whole number"):
        Costs(**bad)


def test_among_equal_costs_the_alignment_is_synchronous_early_then_takes_the_log():
    result = check_log(order(), sequences([("Receive", "Refuse", "Pack", "Bill", "Archive")]))
    assert [(m.kind, m.activity or m.element) for m in result.alignment(0)] == [
        ("synchronous", "Receive"),
        ("synchronous", "Refuse"),
        ("log", "Pack"),
        ("log", "Bill"),
        ("synchronous", "Archive"),
    ]


def test_among_equal_elements_the_first_of_the_standard_is_missing_first():
    result = check_log(order(), sequences([("Receive", "Approve", "Archive")]))
    missing = [m.element for m in result.alignment(0) if m.kind == "model"]
    assert missing == ["pack", "bill"]


def test_a_log_without_cases_has_nothing_to_say():
    result = check_log(order(), sequences([]))
    assert (result.cases_total, result.cost_total, result.deviations) == (0, 0, ())
    assert '"fitness_mean": null' in result.to_json()


def test_a_case_without_events_costs_the_cheapest_run():
    result = check_log(order(), sequences([()]))
    assert result.cost_total == result.cheapest_run == 3
    assert result.fitness_mean == 0


def test_a_notebook_shows_it_with_all_texts_escaped():
    html = check_log(order(), sequences([("Receive", "<b>", "Refuse", "Archive")]))._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "0 of 1 cases fit" in html
