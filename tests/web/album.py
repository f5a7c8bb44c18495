"""Which pages there are in a demonstration, and who looks at them."""

from __future__ import annotations

from typing import Any

HOUSE = (
    "people", "people/ann", "people/new", "organisation", "organisation/new",
    "organisation/absence", "roles", "limits", "calendars", "parameters", "connections",
    "tokens", "audit", "backup",
)  # fmt: skip
READ = ("", "diagram/", "tables/", "forms/", "print/")
Pages = dict[str, str]
"""Name of the picture -> address."""


def album() -> dict[str, Pages]:
    """Every page, by the person who looks at it; "" is somebody without an account."""
    from guiju.web.engine import engine

    reader: Any = engine().reader()
    return {
        "": _public(reader),
        "ann": _clerk(reader, "ann"),
        "otis": _owner(reader),
        "audra": {"auditor-today": "/", "auditor-audit": "/administration/audit/"},
        "ed": {"engineer-today": "/", "engineer-connections": "/administration/connections/",
               "engineer-tokens": "/administration/tokens/", "api": "/api/v1/docs"},
        "ada": {"administration": "/administration/", "links": "/public/links/",
                **{f"administration-{each.replace('/', '-')}": f"/administration/{each}/"
                   for each in HOUSE}},
    }  # fmt: skip


def _public(reader: Any) -> Pages:
    from django.utils import timezone

    from guiju.web.public import links

    now = timezone.now()
    made = {
        kind: links.make(kind, now, "ada", **more)[1]
        for kind, more in {
            "tracking": {"case": _busiest(reader)},
            "complaint": {"process": _complaint()},
        }.items()
        if any(more.values())
    }
    addresses = {"tracking": "track", "complaint": "complaint"}
    return {
        "login": "/accounts/login/", "password-reset": "/accounts/password/reset/",
        "certificate": "/public/certificate/", "nowhere": "/nowhere/",
        **{f"public-{kind}": f"/public/{addresses[kind]}/{token}/" for kind, token in made.items()},
    }  # fmt: skip


def _complaint() -> str:
    """A process people outside may start, by its form."""
    from guiju.web.engine import engine

    names = sorted(engine().standards.each_newest())
    return next((each for each in names if "complaint" in each), "")


def _busiest(reader: Any) -> str:
    """The case in which most has happened."""
    rows = reader.ask("SELECT case_no FROM entries GROUP BY case_no ORDER BY count(*) DESC LIMIT 1")
    return str(reader.case_id(rows[0][0]))


def _clerk(reader: Any, person: str) -> Pages:
    from guiju.web.accounts.models import Account
    from guiju.web.cases.starting import startable
    from guiju.web.engine import engine

    tasks = "SELECT c.id, t.task FROM tasks t JOIN cases c ON c.no = t.case_no WHERE t.assignee"
    held = reader.ask(f"{tasks} = ? ORDER BY t.created LIMIT 3", (person,))
    visitor = Account.objects.get(username=person).visitor
    found = startable(engine(), visitor, "en")
    process = next((each.process for each in found if each.form), found[0].process)
    return {
        "today": "/", "work": "/work/", "cases": "/cases/", "choose": "/cases/start/",
        "start": f"/cases/start/{process}/", "me": "/accounts/me/",
        "second-factor": "/accounts/2fa/", "password": "/accounts/password/change/",
        **{f"task-{n}": f"/work/task/{case}:{task}" for n, (case, task) in enumerate(held, 1)},
    }  # fmt: skip


def _owner(reader: Any) -> Pages:
    return {
        "owner-today": "/", "case": f"/cases/case/{_busiest(reader)}",
        "owner-cases": "/cases/", "standards": "/standards/", **_standards(), **_practice(),
    }  # fmt: skip


def _standards() -> Pages:
    """The pages of the richest standard in force, and of a draft of it."""
    from django.utils import timezone

    from guiju.web.engine import engine
    from guiju.web.standards import library, lifecycle
    from guiju.web.standards.models import Version

    versions = list(Version.objects.filter(state="force").select_related("standard"))
    version = max(versions, key=lambda each: len(each.files))
    name = version.standard.name
    draft = Version.objects.filter(standard=version.standard, state="draft").first()
    if draft is None:
        draft = library.draft_of(version, "otis", timezone.now())
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
    name, richest = max(
        seen, key=lambda each: (len(each[1].result.deviations) if each[1].result else 0, each[0])
    )
    found = {"practice": "/practice/", "practice-process": f"/practice/{name}/"}
    if richest.result and richest.result.deviations:
        found["practice-deviation"] = f"/practice/{name}/deviation/0/"
    return found
