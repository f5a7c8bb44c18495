"""Which pages there are in a house, and who looks at them.

What is named here is looked at in more than one state or by more than one person; one page of every
other route is found by walking from link to link (`crawl`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.web.crawl import Pages, completed

HOUSE = (
    "people", "people/ann", "people/new", "organisation", "organisation/new",
    "organisation/absence", "roles", "limits", "calendars", "parameters", "connections",
    "messages", "tokens", "audit", "backup",
)  # fmt: skip
READ = ("", "diagram/", "tables/", "forms/", "print/")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who looks: one person of the house for each way of working in it."""

    clerk: str
    owner: str
    auditor: str
    engineer: str
    administrator: str


DEMO = Cast("ann", "otis", "audra", "ed", "ada")
OFFICE = Cast("dee", "mia", "otto", "ed", "ada")


def album(cast: Cast = DEMO) -> dict[str, Pages]:
    """Every page, by the person who looks at it; "" is somebody without an account."""
    from guiju.web.engine import engine

    reader: Any = engine().reader()
    return completed({
        "": _public(reader, cast),
        cast.clerk: _clerk(reader, cast.clerk),
        cast.owner: _owner(reader, cast.owner),
        cast.auditor: {"auditor-today": "/", "auditor-audit": "/administration/audit/"},
        cast.engineer: {
            "engineer-today": "/", "engineer-connections": "/administration/connections/",
            "engineer-tokens": "/administration/tokens/", "api": "/api/v1/docs",
        },
        cast.administrator: {
            "administration": "/administration/", "links": "/public/links/",
            **{f"administration-{each.replace('/', '-')}": f"/administration/{each}/"
               for each in HOUSE},
        },
    })  # fmt: skip


def _public(reader: Any, cast: Cast) -> Pages:
    from django.utils import timezone

    from guiju.web.accounts.invite import invite
    from guiju.web.accounts.models import Account
    from guiju.web.public import links

    now = timezone.now()
    case, (process, form) = _busiest(reader), _startable(cast.clerk)
    asked = {
        "track": ("tracking", {"case": case} if case else {}),
        "complaint": ("complaint", {"process": process, "form": form} if form else {}),
        "questionnaire": ("questionnaire", _asks_of(reader, case) if case else {}),
    }
    made = {
        path: links.make(kind, now, cast.engineer, **more)[1]
        for path, (kind, more) in asked.items()
        if more
    }
    welcome = invite(Account.objects.get(username=cast.clerk), now)
    return {
        "login": "/accounts/login/", "password-reset": "/accounts/password/reset/",
        "welcome": f"/accounts/welcome/{welcome}/", "certificate": "/public/certificate/",
        "certificate-unknown": "/public/certificate/?code=123456789012", "nowhere": "/nowhere/",
        **{f"public-{path}": f"/public/{path}/{token}/" for path, token in made.items()},
    }  # fmt: skip


def _startable(person: str) -> tuple[str, str]:
    """A process that is started by a form, one for complaints where there is one; and the form."""
    from guiju.web.accounts.models import Account
    from guiju.web.cases.starting import startable
    from guiju.web.engine import engine

    visitor = Account.objects.get(username=person).visitor
    found = [each.process for each in startable(engine(), visitor, "en")]
    for process in sorted(found, key=lambda each: "complaint" not in each):
        forms = _forms_of(engine().standards.newest(process).no)
        if forms:
            return process, (f"{process}-start" if f"{process}-start" in forms else forms[0])
    return "", ""


def _forms_of(standard: int) -> list[str]:
    from guiju.web.texts import texts

    pack = texts(standard).pack
    return sorted(pack.forms) if pack else []


def _asks_of(reader: Any, case: str) -> dict[str, str]:
    """A form that a standard has for a case, for whom it may be sent to."""
    forms = _forms_of(reader.case(case).standard)
    return {"case": case, "form": forms[0], "message": "answered"} if forms else {}


def _busiest(reader: Any) -> str:
    """The case in which most has happened."""
    rows = reader.ask("SELECT case_no FROM entries GROUP BY case_no ORDER BY count(*) DESC LIMIT 1")
    return str(reader.case_id(rows[0][0])) if rows else ""


def _clerk(reader: Any, person: str) -> Pages:
    from guiju.web.accounts.models import Account
    from guiju.web.cases.starting import startable
    from guiju.web.engine import engine

    tasks = "SELECT c.id, t.task FROM tasks t JOIN cases c ON c.no = t.case_no WHERE t.assignee"
    held = reader.ask(f"{tasks} = ? ORDER BY t.created LIMIT 3", (person,))
    visitor = Account.objects.get(username=person).visitor
    found = startable(engine(), visitor, "en")
    begun = sorted(found, key=lambda each: not each.form)
    return {
        "today": "/", "work": "/work/", "cases": "/cases/", "choose": "/cases/start/",
        "me": "/accounts/me/", "not-allowed": "/administration/backup/",
        "second-factor": "/accounts/2fa/", "password": "/accounts/password/change/",
        **({"start": f"/cases/start/{begun[0].process}/"} if begun else {}),
        **{f"task-{n}": f"/work/task/{case}:{task}" for n, (case, task) in enumerate(held, 1)},
    }  # fmt: skip


def _owner(reader: Any, person: str) -> Pages:
    case = _busiest(reader)
    return {
        "owner-today": "/", **({"case": f"/cases/case/{case}"} if case else {}),
        "owner-cases": "/cases/", "standards": "/standards/", **_standards(person), **_practice(),
    }  # fmt: skip


def _standards(person: str) -> Pages:
    """The pages of the richest standard in force, and of a draft of it."""
    from django.utils import timezone

    from guiju.web.engine import engine
    from guiju.web.standards import library, lifecycle
    from guiju.web.standards.models import Version

    versions = list(Version.objects.filter(state="force").select_related("standard"))
    if not versions:
        return {}
    version = max(versions, key=lambda each: len(each.files))
    name = version.standard.name
    draft = Version.objects.filter(standard=version.standard, state="draft").first()
    if draft is None:
        draft = library.draft_of(version, person, timezone.now())
        lifecycle.begin(engine(), draft)
    kinds = {"process": ".bpmn", "decision": ".dmn", "form": ".json", "text": ".md"}
    firsts = {
        kind: next((path for path in sorted(draft.files) if path.endswith(end)), "")
        for kind, end in kinds.items()
    }
    at, new = f"/standards/{name}/{version.number}/", f"/standards/{name}/{draft.number}/"
    return {
        **{f"standard-{each.strip('/') or 'manual'}": at + each for each in READ},
        "standard-versions": f"/standards/{name}/versions/",
        "standard-compare": f"/standards/{name}/compare/{version.number}/{draft.number}/",
        "draft": new, "draft-edit": f"{new}edit/",
        **{f"editor-{kind}": f"{new}edit/{path}" for kind, path in firsts.items() if path},
    }  # fmt: skip


def _practice() -> Pages:
    """The list, and one process with the cases behind a figure."""
    from guiju.web.engine import engine
    from guiju.web.practice.looking import look

    seen = [
        (name, look(engine(), name, deployed.no))
        for name, deployed in engine().standards.each_newest().items()
    ]
    if not seen:
        return {"practice": "/practice/"}
    name, richest = max(
        seen, key=lambda each: (len(each[1].result.deviations) if each[1].result else 0, each[0])
    )
    found = {"practice": "/practice/", "practice-process": f"/practice/{name}/"}
    if richest.result and richest.result.deviations:
        found["practice-deviation"] = f"/practice/{name}/deviation/0/"
    return found
