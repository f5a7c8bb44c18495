"""Cases are found by what people call them: an order number, a customer number."""

from __future__ import annotations

from typing import Any

from tests.web.office import Office
from tests.web.pages.test_links import ASKS

MARKED = ASKS.replace(
    b'<process id="sale" isExecutable="true">',
    b'<process id="sale" isExecutable="true"><extensionElements>'
    b'<gj:other name="search" value="customer.number, phone"/></extensionElements>',
)


def begun(office: Office, model: bytes = ASKS) -> None:
    deployed, problems = office.engine.deploy(model)
    assert deployed is not None, problems
    values = {"number": "SO-7", "customer": {"number": 1207}, "note": "SO-9"}
    office.engine.start("sale", values, "sale-1", actor=office.actor("dee"))
    office.engine.start("sale", {"number": "SO-8"}, "sale-2", actor=office.actor("dee"))
    office.work()


def found(office: Office, who: str, text: str) -> set[str]:
    page = office.client(who).get("/cases/", {"text": text, "status": ""}).content.decode()
    return {each for each in ("sale-1", "sale-2") if f"/cases/case/{each}" in page}


def test_a_case_is_found_by_the_key_its_messages_name(office: Office, call: Any) -> None:
    begun(office)
    assert found(office, "dee", " so-7") == {"sale-1"}
    assert found(office, "dee", "sale-") == {"sale-1", "sale-2"}
    assert found(office, "dee", "SO-9") == set()
    assert found(office, "fay", "SO-7") == set()
    told = call("dee").ok("GET", "/cases?text=SO-8")["items"]
    assert [each["id"] for each in told] == ["sale-2"]


def test_a_standard_marks_by_what_else_its_cases_are_found(office: Office) -> None:
    begun(office, MARKED)
    assert found(office, "dee", "1207") == {"sale-1"}
    assert found(office, "dee", "SO-8") == {"sale-2"}


def test_a_case_that_ended_or_is_called_otherwise_now_is_found_by_both_keys(
    office: Office,
) -> None:
    from guiju.run.commands import Cancel, SetVariables

    begun(office)
    mia = office.actor("mia")
    office.engine.do(SetVariables(case="sale-1", values={"number": "SO-70"}, actor=mia))
    office.work()
    office.engine.do(Cancel(case="sale-1", reason="wrong", actor=mia))
    office.work()
    assert found(office, "dee", "SO-7") == found(office, "dee", "SO-70") == {"sale-1"}


def test_only_digests_of_keys_are_kept_and_the_journal_is_read_once(office: Office) -> None:
    from guiju.web.cases import keys
    from guiju.web.cases.models import Key

    begun(office)
    assert keys.read_on(office.engine) == 0
    assert Key.objects.count() == 2
    assert all(len(each.digest) == 32 for each in Key.objects.all())
    assert keys.digest("ＳＯ－7") == keys.digest("so-7 ")
    assert list(keys.find("  ")) == []
