"""Who a token acts as is remembered, and yet known to have changed at once."""

from __future__ import annotations

from typing import Any

from tests.web.office import Office


def test_a_token_that_is_ended_is_refused_at_once(office: Office, call: Any) -> None:
    from guiju.web.administration.models import ApiToken

    dee = call("dee")
    assert dee("GET", "/me").status_code == 200
    ApiToken.objects.filter(person="dee").update(ended=office.clock())
    assert dee("GET", "/me").status_code == 401


def test_a_token_ends_by_time_though_nothing_was_written(office: Office, call: Any) -> None:
    dee = call("dee")
    assert dee("GET", "/me").status_code == 200
    office.clock.move(days=31)
    assert dee("GET", "/me").status_code == 401


def test_who_leaves_or_loses_the_account_is_refused_at_once(office: Office, call: Any) -> None:
    from guiju.systems.directory.models import Person
    from guiju.web.accounts.models import Account

    dee, don = call("dee"), call("don")
    assert dee("GET", "/me").status_code == don("GET", "/me").status_code == 200
    Person.objects.filter(code="dee").update(left=True)
    Account.objects.filter(username="don").update(is_active=False)
    assert dee("GET", "/me").status_code == don("GET", "/me").status_code == 401


def test_another_role_opens_other_tasks_at_once(office: Office, call: Any) -> None:
    from guiju.systems.directory.models import Person

    task = office.start()
    fay = call("fay")
    assert fay("GET", f"/tasks/{task}").status_code == 404
    Person.objects.filter(code="fay").update(roles=["desk"])
    assert fay("GET", f"/tasks/{task}").status_code == 200


def test_a_deputy_sees_the_tasks_of_somebody_who_goes_away(office: Office, call: Any) -> None:
    from guiju.run.commands import Claim
    from guiju.systems.directory.models import Absence, Person

    task = office.start()
    office.engine.do(
        Claim(case="R-1", task=int(task.rpartition(":")[2]), actor=office.actor("dee"))
    )
    fay = call("fay")
    assert fay("GET", f"/tasks/{task}").status_code == 404
    Person.objects.filter(code="dee").update(deputies=["fay"])
    now = office.clock()
    office.clock.move(days=2)
    Absence.objects.create(key="a", person="dee", since=now, until=office.clock())
    office.clock.move(days=-1)
    assert fay("GET", f"/tasks/{task}").status_code == 200
