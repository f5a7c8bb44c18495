"""Every page for every kind of reader; cases, administration, pages without an account."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.web.office import PASSWORD, Office
from tests.web.pages.test_tasks import text

OPEN = {"everybody": ["dee", "don", "carl", "cleo", "fay", "mia", "otto", "ada", "ed"]}
ADMINISTRATION = {
    "people": "ada otto",
    "organisation": "ada otto",
    "roles": "ada otto",
    "limits": "ada otto",
    "calendars": "ada otto mia",
    "parameters": "ada otto mia",
    "connections": "ada ed",
    "tokens": "ada ed",
    "audit": "ada otto",
    "backup": "ada",
    "people/new": "ada",
    "people/dee": "ada",
    "organisation/new": "ada",
    "organisation/shop": "ada",
    "organisation/absence": "ada",
    "": "ada otto mia ed",
}
"""Page of administration -> who may open it."""

CASE = {
    "/cases/case/R-1": "dee don carl cleo mia otto ada ed",
    "/work/task/{task}": "dee don mia otto ada",
}
"""Page of a refund that Dee began -> who may open it; for the others there is no such page."""


@pytest.mark.parametrize("who", OPEN["everybody"])
def test_the_matrix_of_pages_and_readers_holds(office: Office, who: str) -> None:
    task = office.start("R-1")
    client = office.client(who)
    unexpected = []
    for page, allowed in ADMINISTRATION.items():
        address = f"/administration/{page}/" if page else "/administration/"
        wanted = 200 if who in allowed.split() else 403
        found = client.get(address).status_code
        unexpected += [(address, wanted, found)] * (found != wanted)
    for page, allowed in CASE.items():
        address = page.format(task=task)
        wanted = 200 if who in allowed.split() else 404
        found = client.get(address).status_code
        unexpected += [(address, wanted, found)] * (found != wanted)
    for address in ("/", "/work/", "/cases/", "/cases/start/", "/accounts/me/"):
        found = client.get(address).status_code
        unexpected += [(address, 200, found)] * (found != 200)
    assert unexpected == []


def test_without_an_account_every_page_asks_to_log_in(office: Office) -> None:
    task = office.start("R-1")
    client = office.client()
    pages = ["/", "/work/", f"/work/task/{task}", "/cases/", "/cases/case/R-1"]
    for address in [*pages, *(f"/administration/{each}/" for each in ADMINISTRATION if each)]:
        answer = client.get(address)
        assert answer.status_code == 302 and "/accounts/login/" in answer.headers["Location"]


def test_buttons_of_others_are_refused(office: Office) -> None:
    task = office.start("R-1")
    for act in ("claim", "complete", "forward", "delegate", "add-signer", "return", "save"):
        sent = {"act": act, "person": "fay", "step": "write", "text": "x"}
        assert office.client("fay").post(f"/work/task/{task}", sent).status_code == 404
        assert office.client("otto").post(f"/work/task/{task}", sent).status_code == 403
    for act in ("suspend", "cancel", "resume", "retry"):
        sent = {"act": act, "text": "x"}
        assert office.client("dee").post("/cases/steer/R-1", sent).status_code == 403
    assert office.engine.reader().case("R-1").number == 1


@pytest.mark.parametrize("who", ["dee", "mia", "ada", "otto"])
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_every_linked_page_opens_in_every_language(office: Office, who: str, language: str) -> None:
    office.written("R-1")
    office.start("R-2")
    client = office.client(who, language)
    todo, seen, kinds = ["/"], set(), {}
    while todo:
        address = todo.pop()
        kind = re.sub(r"\d+", "N", address.partition("?")[0])
        if address in seen or kinds.get(kind, 0) > 2:
            continue
        seen.add(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(address)
        assert answer.status_code == 200 or answer.status_code == 302, address
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found = re.findall(r'href="(/(?!static|accounts/)[^"#]*)"', text(answer))
            todo += [each.replace("&amp;", "&") for each in found]
    assert len(seen) > 10


def test_a_case_shows_diagram_table_timeline_and_data(office: Office) -> None:
    office.written("R-1")
    shown = text(office.client("carl").get("/cases/case/R-1"))
    for words in ("<svg", "The diagram as a table", "Task completed", "Dee Ding", "the case is"):
        assert words in shown
    assert "broken" not in shown  # Carl has had no hand in it yet
    assert "broken" in text(office.client("dee").get("/cases/case/R-1"))


def test_a_case_is_started_by_a_page_once_however_often_it_is_sent(office: Office) -> None:
    client = office.client("dee")
    assert "refund" in text(client.get("/cases/start/"))
    for _ in range(2):
        answer = client.post("/cases/start/refund/", {"key": "abcdefgh"})
        assert answer.headers["Location"] == "/cases/case/refund-abcdefgh"
    assert office.engine.reader().counts()["cases"] == 1
    assert office.client("fay").get("/cases/start/refund/").status_code == 404


def test_the_owner_suspends_with_a_reason_and_resumes(office: Office) -> None:
    office.start("R-1")
    mia = office.client("mia")
    mia.post("/cases/steer/R-1", {"act": "suspend"})
    assert not office.engine.record("R-1").facts.get("suspended")
    mia.post("/cases/steer/R-1", {"act": "suspend", "text": "holiday", "key": "1"})
    assert office.engine.record("R-1").facts["suspended"]
    mia.post("/cases/steer/R-1", {"act": "resume", "key": "2"})
    assert not office.engine.record("R-1").facts.get("suspended")


# -- accounts -----------------------------------------------------------------------------------


def login(client: Any, name: str, password: str) -> Any:
    return client.post("/accounts/login/", {"login": name, "password": password})


def test_after_five_failures_an_account_waits_at_that_address_alone(office: Office) -> None:
    client = office.client()
    for _ in range(5):
        assert login(client, "dee", "wrong").status_code == 200
    shut = login(client, "dee", PASSWORD)
    assert shut.status_code == 200 and "Too many failures" in text(shut)
    other = office.client()
    other.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert login(other, "dee", PASSWORD).status_code == 302
    assert login(office.client(), "don", PASSWORD).status_code == 302
    office.clock.move(minutes=16)
    assert login(client, "dee", PASSWORD).status_code == 302


def test_passwords_are_kept_by_argon2id_and_nobody_signs_up(office: Office) -> None:
    from guiju.web.accounts.models import Account

    assert Account.objects.get(username="dee").password.startswith("argon2$argon2id$")
    assert "username" not in text(office.client().get("/accounts/signup/"))


def test_an_administrator_invites_and_the_link_works_once(office: Office) -> None:
    sent = {"code": "new", "name": "New Ning", "roles": "desk", "duties": [], "invite": "1"}
    made = text(office.client("ada").post("/administration/people/new/", sent))
    (link,) = re.findall(r"/accounts/welcome/[\w-]+/", made)[:1]
    client = office.client()
    words = {"one": "blue horse staple", "again": "blue horse staple"}
    assert client.post(link, {**words, "again": "other horse"}).status_code == 200
    assert client.post(link, words).status_code == 302
    assert client.post(link, words).status_code == 404
    assert login(client, "new", "blue horse staple").status_code == 302


def test_the_first_administrator_is_made_once(office: Office) -> None:
    from guiju.web.accounts.invite import first_administrator

    assert first_administrator("eve", "Eve", office.clock()) is None


def test_no_administrator_locks_the_house_by_losing_the_own_duty(office: Office) -> None:
    from guiju.web.accounts.models import Account

    sent = {"name": "Ada An", "roles": "", "deputies": "", "duties": []}
    office.client("ada").post("/administration/people/ada/", sent)
    assert "administrator" in Account.objects.get(username="ada").duties


def test_the_language_is_switched_on_every_page_and_remembered(office: Office) -> None:
    from guiju.web.accounts.models import Account

    client = office.client("dee")
    answer = client.post("/language/", {"language": "zh-hans", "next": "/work/"}, follow=True)
    assert "我的工作" in text(answer) and Account.objects.get(username="dee").language == "zh-hans"
    away = client.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert away.headers["Location"] == "/"


# -- administration -----------------------------------------------------------------------------


def test_a_token_is_shown_once_and_kept_as_a_digest(office: Office) -> None:
    from guiju.web.administration import tokens
    from guiju.web.administration.models import ApiToken

    sent = {"act": "make", "name": "ERP", "person": "ed", "scopes": ["tasks"], "days": 30}
    shown = text(office.client("ed").post("/administration/tokens/", sent))
    (token,) = set(re.findall(r"guiju_[\w-]{40,}", shown))
    row = ApiToken.objects.get()
    assert token not in row.digest and tokens.find(token, office.clock()) == row
    assert token not in text(office.client("ed").get("/administration/tokens/"))
    office.clock.move(days=31)
    assert tokens.find(token, office.clock()) is None
    others = {**sent, "person": "ada"}
    assert office.client("ed").post("/administration/tokens/", others).status_code == 403


def test_connections_become_settings_of_the_messages_and_hide_their_secrets(
    office: Office,
) -> None:
    from guiju.web.administration.connections import LiveSettings

    ed = office.client("ed")
    sent = {"act": "make", "kind": "mail", "name": "house", "address": "smtp://u:pw@mail.test:25"}
    ed.post("/administration/connections/", sent)
    assert LiveSettings()["messages"]["mail"]["host"] == "mail.test"
    assert "pw" not in text(ed.get("/administration/connections/")).replace("smtp://user", "")
    wrong = ed.post("/administration/connections/", {**sent, "address": "file:///etc/passwd"})
    assert "Write an address like" in text(wrong)


def test_the_auditor_verifies_and_a_changed_entry_is_found(office: Office) -> None:
    import pysqlite3

    office.start("R-1")
    otto = office.client("otto")
    assert "the journal is whole" in text(otto.post("/administration/audit/"))
    path = office.engine.store.path if hasattr(office.engine.store, "path") else None
    from django.conf import settings
    from django.db import connections

    connection = pysqlite3.connect(str(path or connections["default"].settings_dict["NAME"]))
    connection.execute("UPDATE entries SET actor = 'eve'")
    connection.commit()
    connection.close()
    assert settings.MODE == "test"
    assert "not what was written" in text(otto.post("/administration/audit/"))


def test_a_backup_is_taken_and_brought_away_by_its_name_alone(
    office: Office, tmp_path: Any, settings: Any
) -> None:
    settings.FILES = tmp_path / "files"
    office.start("R-1")
    ada = office.client("ada")
    ada.post("/administration/backup/")
    (name,) = re.findall(r"file=(guiju-[\d-]+\.db)", text(ada.get("/administration/backup/")))
    answer = ada.get(f"/administration/backup/?file={name}")
    assert b"".join(answer.streaming_content).startswith(b"SQLite format 3")
    assert ada.get("/administration/backup/?file=../office.db").status_code == 404


def test_a_department_never_stands_above_itself(office: Office) -> None:
    ada = office.client("ada")
    ada.post(
        "/administration/organisation/new/", {"code": "till", "title": "Till", "above": "shop"}
    )
    round_ = {"title": "Shop", "above": "till", "head": "mia"}
    assert "goes round" in text(ada.post("/administration/organisation/shop/", round_))


# -- people without an account ------------------------------------------------------------------


def test_a_case_is_tracked_by_its_link_without_names_or_data(office: Office) -> None:
    from guiju.web.public import links

    office.written("R-1")
    _, token = links.make("tracking", office.clock(), case="R-1")
    shown = text(office.client().get(f"/public/track/{token}/"))
    assert "Write it down" in shown
    for secret in ("R-1", "Dee", "dee", "broken"):
        assert secret not in shown
    assert office.client().get(f"/public/track/{token[:-1]}x/").status_code == 404
    assert office.client().get(f"/public/complaint/{token}/").status_code == 404
    office.clock.move(days=91)
    assert office.client().get(f"/public/track/{token}/").status_code == 404


def test_a_complaint_form_starts_a_case_with_what_was_checked(office: Office) -> None:
    from guiju.web.public import links

    _, token = links.make("complaint", office.clock(), process="refund", form="refund")
    client = office.client()
    wrong = client.post(f"/public/complaint/{token}/", {"f.amount": "-3", "f.reason": "x"})
    assert wrong.status_code == 422
    sent = {"f.amount": "3", "f.reason": "It broke", "key": "one"}
    assert "Thank you" in text(client.post(f"/public/complaint/{token}/", sent))
    client.post(f"/public/complaint/{token}/", sent)
    assert office.engine.reader().counts()["cases"] == 1


def test_whoever_asks_too_often_has_to_wait(office: Office) -> None:
    client = office.client()
    answers = [client.get("/public/certificate/").status_code for _ in range(31)]
    assert answers[:30] == [200] * 30 and answers[30] == 429


def test_the_code_of_a_manual_is_checked(office: Office) -> None:
    from guiju.web.standards.models import Version

    Version.objects.update(code="ab" * 32)
    client = office.client()
    assert "genuine" in text(client.get("/public/certificate/?code=abab-abab-abab"))
    assert "No document" in text(client.get("/public/certificate/?code=abababababac"))
