"""What every route answers to whom: the table the matrix is made from.

A row of statuses is in the order of ROLES. Beside it stands what the route is called with: path
values, body, headers. Where a route would change something, it is called so that who may gets as
far as the last check before it (a stale If-Match: 412, a wrong value: 422).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ROLES = ("", "fay", "dee", "cleo", "mia", "otto", "ada", "ed")
"""Nobody, a stranger, who did a step, who is offered one, owner, auditor, administrator, engineer."""


@dataclass(frozen=True)
class Asked:
    """A call and what comes of it."""

    answers: str
    path: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def expected(self) -> list[int]:
        return [int(each) for each in self.answers.split()]


STALE = {"If_Match": '"00000000000000000000000000000000"'}
WHY = {"reason": "why"}
DON = {"to": "don"}
FENCE = {"fence": 1}

SEES = "401 404 200 200 200 200 200 200", "401 404 404 404 200 200 200 200"
DATA = "401 404 200 403 200 200 200 403", "401 404 404 404 200 200 200 403"
STEER = "401 404 403 403 412 403 412 403", "401 404 404 404 412 403 412 403"
MENDS = "401 404 403 403 409 403 409 409", "401 404 404 404 409 403 409 409"
SHARES = "401 404 200 403 200 403 200 403", "401 404 404 404 200 403 200 403"
GIVES_LINK = "401 404 422 403 422 403 422 403", "401 404 404 404 422 403 422 403"
ENDS_LINK = "401 404 404 403 404 403 404 403", "401 404 404 404 404 403 404 403"
TASK = "401 404 404 200 200 200 200 404", "401 404 404 404 200 200 200 404"
DOES = "401 404 404 412 403 403 403 404", "401 404 404 404 403 403 403 404"
ASKS = "401 404 404 422 403 403 403 404", "401 404 404 404 403 403 403 404"
GIVES = "401 404 404 403 412 403 412 404", "401 404 404 404 412 403 412 404"


def both(rows: tuple[str, str], name: str, **more: Any) -> list[Asked]:
    """The same call on one's own thing and on a foreign one."""
    ids = ("R-1", "S-1") if name == "case" else ("{own}", "{foreign}")
    extra = more.pop("path", {})
    return [Asked(row, {name: id_, **extra}, **more) for row, id_ in zip(rows, ids, strict=True)]


def every(status: int) -> str:
    return " ".join(["401", *[str(status)] * 7])


def only(*roles: str, ok: int = 200, no: int = 403) -> str:
    return " ".join(["401", *[str(ok if each in roles else no) for each in ROLES[1:]]])


TAKES = every(422), every(422)
"""A file is asked for before anything else."""
DRAFT_API = "401 403 403 403 200 200 403 403"
JOBS = {"case": "R-1", "job": 99}
ONE = {"name": "refund", "number": 1}
AWAY = {"since": "2026-03-02T00:00:00Z", "until": "2026-03-03T00:00:00Z"}
PARAMETER = {"standard": "refund", "id": "P-01"}
FILE = {**ONE, "path": "pack.yaml"}

API: dict[str, list[Asked]] = {
    "GET cases": [Asked(every(200))],
    "POST cases": [
        Asked("401 403 422 422 422 403 403 403", body={"process": "refund", "standard": "0" * 64}),
        Asked("401 403 403 403 422 403 403 403", body={"process": "vault", "standard": "0" * 64}),
    ],
    "GET cases/<path:case>": both(SEES, "case"),
    "GET cases/<path:case>/entries": both(SEES, "case"),
    "GET cases/<path:case>/deadlines": both(SEES, "case"),
    "GET cases/<path:case>/variables": both(DATA, "case"),
    "POST cases/<path:case>/variables": both(STEER, "case", body={"values": {}}, headers=STALE),
    "POST cases/<path:case>/suspend": both(STEER, "case", body=WHY, headers=STALE),
    "POST cases/<path:case>/resume": both(STEER, "case", headers=STALE),
    "POST cases/<path:case>/cancel": both(STEER, "case", body=WHY, headers=STALE),
    "POST cases/<path:case>/incidents/<instance>/retry": both(MENDS, "case", path={"instance": 9}),
    "POST cases/<path:case>/incidents/<instance>/resolve": both(
        MENDS, "case", path={"instance": 9}, body={}
    ),
    "GET processes": [Asked(every(200))],
    "GET cases/<path:case>/steps": both(SEES, "case"),
    "GET cases/<path:case>/files": both(SEES, "case"),
    "GET cases/<path:case>/notes": both(SEES, "case"),
    "GET cases/<path:case>/messages": both(DATA, "case"),
    "GET cases/<path:case>/links": both(SHARES, "case"),
    "POST cases/<path:case>/links": both(GIVES_LINK, "case", body={"offer": "none"}),
    "DELETE cases/<path:case>/links/<int:id>": both(ENDS_LINK, "case", path={"id": 9}),
    "GET links": [Asked(only("ada", "ed"))],
    "POST links": [Asked(only("ada", "ed", ok=422), body={"kind": "tracking", "case": "none"})],
    "DELETE links/<int:id>": [Asked(only("ada", "ed", ok=404), {"id": 9})],
    "GET files/<id>": [Asked(every(404), {"id": "none"})],
    "GET incidents": [Asked(only("mia", "ada", "ed"))],
    "GET tasks": [Asked(every(200))],
    "GET tasks/<path:task>": both(TASK, "task"),
    "POST tasks/<path:task>/claim": both(DOES, "task", headers=STALE),
    "POST tasks/<path:task>/unclaim": both(DOES, "task", headers=STALE),
    "POST tasks/<path:task>/complete": both(DOES, "task", body={}, headers=STALE),
    "POST tasks/<path:task>/draft": both(DOES, "task", body={}, headers=STALE),
    "POST tasks/<path:task>/return": both(
        DOES, "task", body={"to": "write", **WHY}, headers=STALE
    ),
    "POST tasks/<path:task>/forward": both(DOES, "task", body=DON, headers=STALE),
    "POST tasks/<path:task>/delegate": both(DOES, "task", body=DON, headers=STALE),
    "POST tasks/<path:task>/add-signer": both(DOES, "task", body=DON, headers=STALE),
    "POST tasks/<path:task>/assign": both(GIVES, "task", body=DON, headers=STALE),
    "POST tasks/<path:task>/ask": both(ASKS, "task", body={"to": "nobody", "text": "why"}),
    "POST tasks/<path:task>/files": both(TAKES, "task"),
    "GET me/questions": [Asked(every(200))],
    "POST me/questions/<int:id>/answer": [Asked(every(404), {"id": 9}, {"text": "x"})],
    "GET me/notices": [Asked(every(200))],
    "POST me/notices/<int:id>/read": [Asked(every(404), {"id": 9})],
    "POST jobs/fetch": [Asked(only("ada", "ed"), body={"topics": ["none"], "worker": "w"})],
    "POST jobs/<path:case>/<job>/complete": [Asked(only("ada", "ed", ok=409), JOBS, FENCE)],
    "POST jobs/<path:case>/<job>/fail": [
        Asked(only("ada", "ed", ok=409), JOBS, {**FENCE, "reason": "x"})
    ],
    "POST jobs/<path:case>/<job>/error": [
        Asked(only("ada", "ed", ok=409), JOBS, {**FENCE, "code": "x"})
    ],
    "POST jobs/<path:case>/<job>/extend": [
        Asked(only("ada", "ed", ok=409), JOBS, {**FENCE, "seconds": 9})
    ],
    "POST messages": [Asked(only("ada", "ed"), body={"name": "nobody waits"})],
    "GET messages": [Asked(only("ada", "ed"))],
    "POST messages/<path:message>/keep": [
        Asked(only("ada", "ed", ok=409), {"message": "none"}, {"seconds": 9})
    ],
    "POST messages/<path:message>/drop": [Asked(only("ada", "ed", ok=409), {"message": "none"})],
    "GET standards": [Asked(every(200))],
    "POST standards": [Asked(only("mia", ok=422), body={"files": {"pack.yaml": ""}})],
    "GET standards/<name>": [Asked(every(200), {"name": "refund"})],
    "GET standards/<name>/<int:number>": [
        Asked(every(200), ONE), Asked("401 403 403 403 200 200 403 403", {**ONE, "number": 2}),
    ],
    "GET standards/<name>/<int:number>/files/<path:path>": [
        Asked(every(200), FILE), Asked("401 403 403 403 200 200 403 403", {**FILE, "number": 2}),
    ],
    "PUT standards/<name>/<int:number>/files/<path:path>": [
        Asked(only("mia", ok=409), FILE, {"text": "x"}),
        Asked(only("mia", ok=428), {**FILE, "number": 2}, {"text": "x"}),
    ],
    "POST standards/<name>/<int:number>/lint/<path:path>": [
        Asked(every(200), FILE, {"text": "x"}),
        Asked("401 403 403 403 200 200 403 403", {**FILE, "number": 2}, {"text": "x"}),
    ],
    "POST standards/<name>/<int:number>/draft": [Asked(only("mia", ok=201), ONE)],
    "POST standards/<name>/<int:number>/step": [
        Asked(only("mia", ok=409), {**ONE, "number": 2}, {"do": "retire", "accepted": False}),
        Asked(every(409), ONE, {"do": "review"}),
    ],
    "GET standards/<name>/compare/<int:old>/<int:new>": [
        Asked(DRAFT_API, {"name": "refund", "old": 1, "new": 2})
    ],
    **{
        f"GET standards/<name>/<int:number>/{last}": [
            Asked(every(200), ONE), Asked(DRAFT_API, {**ONE, "number": 2}),
        ]
        for last in ("pack.zip", "manual.pdf")
    },
    "GET practice": [Asked(only("mia", "otto"))],
    "GET practice/<process>/deviations/<int:number>/cases": [
        Asked(only("mia", "otto", ok=404), {"process": "refund", "number": 9})
    ],
    "GET practice/<process>/steps": [Asked(only("mia", "otto"), {"process": "refund"})],
    "GET practice/<process>/indicators": [Asked(only("mia", "otto"), {"process": "refund"})],
    "GET practice/<process>": [Asked(only("mia", "otto"), {"process": "refund"})],
    "GET practice/<process>/versions": [Asked(only("mia", "otto"), {"process": "refund"})],
    "GET me": [Asked(every(200))],
    "GET me/figures": [Asked(every(200))],
    "GET me/certificates": [Asked(every(200))],
    "GET people": [Asked(only("ada", "otto"))],
    "POST people": [Asked(only("ada", ok=422), body={"id": "dee", "name": "Dee"})],
    "GET people/<id>": [Asked(only("ada", "otto"), {"id": "dee"})],
    "PATCH people/<id>": [Asked(only("ada", ok=412), {"id": "dee"}, {}, STALE)],
    "POST people/<id>/invite": [
        Asked(only("ada", ok=422), {"id": "dee"}, {"duties": ["king"]}),
        Asked(only("ada", ok=404), {"id": "none"}, {}),
    ],
    "GET roles": [Asked(only("ada", "otto"))],
    "GET organisation": [Asked(only("ada", "otto"))],
    "POST organisation": [Asked(only("ada", ok=422), body={"id": "shop", "title": "Shop"})],
    "PATCH organisation/<id>": [Asked(only("ada", ok=412), {"id": "shop"}, {}, STALE)],
    "GET absences": [Asked(only("ada", "otto"))],
    "POST absences": [Asked(only("ada", ok=422), body={"person": "none", **AWAY})],
    "GET limits": [Asked(only("ada", "otto"))],
    "PUT limits": [Asked(only("ada", ok=422), body={"role": "", "subject": "x"})],
    "GET calendars": [Asked(only("mia", "otto", "ada"))],
    "GET parameters": [Asked(only("mia", "otto", "ada"))],
    "GET parameters/changes": [Asked(only("mia", "otto", "ada"))],
    "PUT parameters/<standard>/<id>": [
        Asked(only("mia", "otto", "ada", ok=404), {"standard": "none", "id": "x"}, {"value": 1}),
        Asked("401 403 403 403 422 403 403 403", PARAMETER, {"value": -1}),
    ],
    "GET connections": [Asked(only("ada", "ed"))],
    "PUT connections/<kind>/<name>": [
        Asked(only("ada", "ed", ok=422), {"kind": "mail", "name": "m"}, {"address": "x"})
    ],
    "DELETE connections/<kind>/<name>": [
        Asked(only("ada", "ed", ok=404), {"kind": "mail", "name": "m"})
    ],
    "GET tokens": [Asked(every(200))],
    "POST tokens": [
        Asked(only("ada", "ed", ok=422), body={"name": "x", "scopes": ["none"]}),
        Asked(only("ada", ok=422), body={"name": "x", "person": "mia", "scopes": ["none"]}),
    ],
    "DELETE tokens/<int:id>": [Asked(every(404), {"id": 9999})],
    "GET backups": [Asked(only("ada"))],
    "POST backups": [Asked("401 403 403 403 403 403 201 403")],
    "GET backups/<name>": [Asked(only("ada", ok=404), {"name": "none"})],
    "POST backups/<name>/verify": [Asked(only("ada", ok=404), {"name": "none"})],
    "GET audit": [Asked(only("ada", "otto"))],
    "GET audit/changes": [Asked(only("ada", "otto"))],
    "POST audit/verify": [Asked(only("ada", "otto"))],
    "GET webhooks": [Asked(only("ada", "ed"))],
    "POST webhooks": [Asked(only("ada", "ed", ok=422), body={"name": "x", "url": "http://x"})],
    "GET webhooks/<name>": [Asked(only("ada", "ed", ok=404), {"name": "none"})],
    "DELETE webhooks/<name>": [Asked(only("ada", "ed", ok=404), {"name": "none"})],
    "POST webhooks/<name>/enable": [Asked(only("ada", "ed", ok=404), {"name": "none"})],
    "GET event-routes": [Asked(only("ada", "ed"))],
    "POST event-routes": [
        Asked(
            only("ada", "ed", ok=422),
            body={"type": "x", "what": "start", "name": "refund", "data": "no"},
        )
    ],
    "DELETE event-routes/<int:id>": [Asked(only("ada", "ed", ok=404), {"id": 9})],
    "GET events": [Asked(every(200))],
    "POST events": [Asked(only("ada", "ed", ok=422), body={})],
    "GET events/stream": [Asked(every(200))],
}  # fmt: skip


def page(*roles: str, no: int = 403, ok: int = 200) -> str:
    return " ".join(["302", *[str(ok if each in roles else no) for each in ROLES[1:]]])


ALL = ROLES[1:]
SEEN = page("dee", "cleo", "mia", "otto", "ada", "ed", no=404)
SEEN_FOREIGN = page("mia", "otto", "ada", "ed", no=404)
DRAFT = page("mia", "otto")
OWNER = page("mia")
TWO = {**ONE, "number": 2}

PAGES: dict[str, list[Asked]] = {
    "GET ": [Asked(page(*ALL))],
    "POST read/<int:key>/": [Asked(page(no=404), {"key": 1})],
    "GET accounts/me/": [Asked(page(*ALL))],
    "GET accounts/welcome/<str:token>/": [Asked(" ".join(["404"] * 8), {"token": "none"})],
    "GET work/": [Asked(page(*ALL))],
    "POST work/claim/": [Asked(page(*ALL, ok=302))],
    "GET work/files/<str:token>/": [Asked(page(no=404), {"token": "none"})],
    "POST work/draft/<path:id_>": [
        Asked("302 404 404 204 404 404 404 404", {"id_": "{own}"}),
        Asked(page(no=404), {"id_": "{foreign}"}),
    ],
    "GET work/task/<path:id_>": [
        Asked(page("cleo", "mia", "otto", "ada", no=404), {"id_": "{own}"}),
        Asked(page("mia", "otto", "ada", no=404), {"id_": "{foreign}"}),
    ],
    "GET cases/": [Asked(page(*ALL))],
    "GET cases/start/": [Asked(page(*ALL))],
    "GET cases/start/<str:process>/": [
        Asked(page("dee", "cleo", "mia", no=404), {"process": "refund"}),
        Asked(page("mia", no=404), {"process": "vault"}),
    ],
    "POST cases/steer/<path:id_>": [
        Asked("302 404 403 403 404 403 404 403", {"id_": "R-1"}),
        Asked("302 404 404 404 404 403 404 403", {"id_": "S-1"}),
    ],
    "POST cases/share/<path:id_>": [
        Asked("302 404 404 403 404 403 404 403", {"id_": "R-1"}, {"offer": "none"}),
        Asked("302 404 404 404 404 403 404 403", {"id_": "S-1"}, {"offer": "none"}),
    ],
    "GET cases/case/<path:id_>": [Asked(SEEN, {"id_": "R-1"}), Asked(SEEN_FOREIGN, {"id_": "S-1"})],
    "GET standards/": [Asked(page(*ALL))],
    "POST standards/import/": [Asked(page("mia", ok=302))],
    "GET standards/<slug:name>/": [Asked(page(*ALL, ok=302), {"name": "refund"})],
    "GET standards/<slug:name>/versions/": [Asked(page(*ALL), {"name": "refund"})],
    "GET standards/<slug:name>/compare/<int:old>/<int:new>/": [
        Asked(DRAFT, {"name": "refund", "old": 1, "new": 2})
    ],
    **{
        f"GET standards/<slug:name>/<int:number>/{last}": [Asked(page(*ALL), ONE), Asked(DRAFT, TWO)]
        for last in ("", "diagram/", "tables/", "forms/", "print/", "pack.zip", "manual.pdf")
    },
    "GET standards/<slug:name>/<int:number>/file/<path:file>": [
        Asked(page(*ALL), {**ONE, "file": "pack.yaml"}), Asked(DRAFT, {**TWO, "file": "pack.yaml"}),
    ],
    "POST standards/<slug:name>/<int:number>/draft/": [Asked(page("mia", ok=302), ONE)],
    "POST standards/<slug:name>/<int:number>/step/": [
        Asked("302 403 403 403 404 404 403 403", TWO, {"do": "none"}),
    ],
    "GET standards/<slug:name>/<int:number>/edit/": [Asked(OWNER, TWO)],
    "GET standards/<slug:name>/<int:number>/edit/<path:file>": [
        Asked(OWNER, {**TWO, "file": "pack.yaml"})
    ],
    "POST standards/<slug:name>/<int:number>/lint/<path:file>": [
        Asked(page("mia", ok=400), {**TWO, "file": "pack.yaml"})
    ],
    "POST standards/<slug:name>/<int:number>/save/<path:file>": [
        Asked(page("mia", ok=400), {**TWO, "file": "pack.yaml"})
    ],
    "GET practice/": [Asked(page("mia", "otto"))],
    "GET practice/<str:process>/": [Asked(page("mia", "otto"), {"process": "refund"})],
    "GET practice/<str:process>/deviation/<int:number>/": [
        Asked(page("mia", "otto", ok=404), {"process": "refund", "number": 9})
    ],
    "GET practice/<str:process>/step/<str:element>/": [
        Asked(page("mia", "otto", ok=404), {"process": "refund", "element": "none"})
    ],
    "GET practice/<str:process>/indicator/<str:indicator>/": [
        Asked(page("mia", "otto", ok=404), {"process": "refund", "indicator": "none"})
    ],
    "GET practice/<str:process>/model/<int:no>/": [
        Asked(page("mia", "otto"), {"process": "refund", "no": 1})
    ],
    "GET administration/": [Asked(page("mia", "otto", "ada", "ed"))],
    **{
        f"GET administration/{each}/": [Asked(page("otto", "ada"))]
        for each in ("people", "organisation", "roles", "limits")
    },
    **{
        f"GET administration/{each}/": [Asked(page("ada"))]
        for each in ("people/new", "organisation/new", "organisation/absence", "backup")
    },
    "GET administration/people/<str:code>/": [Asked(page("ada"), {"code": "dee"})],
    "GET administration/organisation/<str:code>/": [Asked(page("ada"), {"code": "shop"})],
    **{
        f"GET administration/{each}/": [Asked(page("mia", "otto", "ada"))]
        for each in ("calendars", "parameters")
    },
    **{
        f"GET {each}/": [Asked(page("ada", "ed"))]
        for each in (
            "administration/connections", "administration/messages", "administration/tokens",
            "public/links",
        )
    },
    "GET administration/audit/": [Asked(page("otto", "ada"))],
    "GET public/": [Asked(" ".join(["302"] * 8))],
    **{
        f"GET public/{each}/<str:token>/": [Asked(" ".join(["404"] * 8), {"token": "none"})]
        for each in ("track", "complaint", "questionnaire")
    },
    "GET public/robots/<slug:name>/": [Asked(" ".join(["404"] * 8), {"name": "none"})],
    "GET public/certificate/": [Asked(" ".join(["200"] * 8))],
    "GET api/v1/openapi.json": [Asked(" ".join(["200"] * 8))],
    "GET api/v1/docs": [Asked(" ".join(["200"] * 8))],
    "GET api/v1/": [Asked(" ".join(["404"] * 8))],
    "POST language/": [Asked(" ".join(["302"] * 8))],
    "POST zone/": [Asked(" ".join(["302"] * 8))],
    "GET favicon.ico": [Asked(" ".join(["302"] * 8))],
}  # fmt: skip

OTHERS = "accounts/"
"""Below this, allauth's own pages: they only must not break."""
