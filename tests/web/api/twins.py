"""What each page shows and each of its buttons does, and the operations of the API that do the same.

A page that shows is named by its route; a button by the page that takes it and the word it sends
(`act` or `do`), or "" where the form has one button alone. What has no twin says why.
"""

from __future__ import annotations

from typing import Final

WITHOUT_ACCOUNT: Final = "For people without an account and a browser; programs have tokens."
LOGIN: Final = "How a person comes in; a program has its token."
HEADER: Final = "A program says it with Accept-Language, and times bear their zone."
ENTRANCE: Final = "Only leads to other pages."
API_ITSELF: Final = "The API's own document."

SHOWN: Final[dict[str, tuple[str, ...] | str]] = {
    "": ("GET tasks", "GET me/figures", "GET me/certificates", "GET me/notices", "GET me/questions",
         "GET incidents"),
    "accounts/me/": ("GET me",),
    "accounts/welcome/<str:token>/": LOGIN,
    "work/": ("GET tasks",),
    "work/files/<str:token>/": ("GET files/<id>",),
    "work/task/<path:id_>": ("GET tasks/<path:task>", "GET cases/<path:case>/entries"),
    "cases/": ("GET cases",),
    "cases/start/": ("GET processes",),
    "cases/start/<str:process>/": ("GET processes",),
    "cases/case/<path:id_>": (
        "GET cases/<path:case>", "GET cases/<path:case>/steps", "GET cases/<path:case>/entries",
        "GET cases/<path:case>/deadlines", "GET cases/<path:case>/variables",
        "GET cases/<path:case>/files", "GET cases/<path:case>/notes",
        "GET cases/<path:case>/messages", "GET cases/<path:case>/links",
    ),
    "standards/": ("GET standards",),
    "standards/<slug:name>/": ("GET standards/<name>",),
    "standards/<slug:name>/versions/": ("GET standards/<name>",),
    "standards/<slug:name>/compare/<int:old>/<int:new>/": (
        "GET standards/<name>/compare/<int:old>/<int:new>",
    ),
    "standards/<slug:name>/<int:number>/": ("GET standards/<name>/<int:number>",),
    **{
        f"standards/<slug:name>/<int:number>/{each}/": (
            "GET standards/<name>/<int:number>/files/<path:path>",
        )
        for each in ("diagram", "tables", "forms", "edit")
    },
    "standards/<slug:name>/<int:number>/print/": (
        "GET standards/<name>/<int:number>/manual.pdf",
    ),
    "standards/<slug:name>/<int:number>/manual.pdf": (
        "GET standards/<name>/<int:number>/manual.pdf",
    ),
    "standards/<slug:name>/<int:number>/pack.zip": (
        "GET standards/<name>/<int:number>/pack.zip",
    ),
    "standards/<slug:name>/<int:number>/file/<path:file>": (
        "GET standards/<name>/<int:number>/files/<path:path>",
    ),
    "standards/<slug:name>/<int:number>/edit/<path:file>": (
        "GET standards/<name>/<int:number>/files/<path:path>",
    ),
    "practice/": ("GET practice",),
    "practice/<str:process>/": (
        "GET practice/<process>", "GET practice/<process>/versions",
        "GET practice/<process>/steps", "GET practice/<process>/indicators",
    ),
    "practice/<str:process>/deviation/<int:number>/": (
        "GET practice/<process>/deviations/<int:number>/cases",
    ),
    "practice/<str:process>/step/<str:element>/": ("GET practice/<process>/steps",),
    "practice/<str:process>/indicator/<str:indicator>/": ("GET practice/<process>/indicators",),
    "practice/<str:process>/model/<int:no>/": (
        "GET standards/<name>/<int:number>/files/<path:path>",
    ),
    "administration/": ENTRANCE,
    "administration/people/": ("GET people",),
    "administration/people/new/": ("GET people",),
    "administration/people/<str:code>/": ("GET people/<id>",),
    "administration/organisation/": ("GET organisation", "GET absences"),
    "administration/organisation/new/": ("GET organisation",),
    "administration/organisation/absence/": ("GET absences",),
    "administration/organisation/<str:code>/": ("GET organisation",),
    "administration/roles/": ("GET roles",),
    "administration/limits/": ("GET limits",),
    "administration/calendars/": ("GET calendars",),
    "administration/parameters/": ("GET parameters", "GET parameters/changes"),
    "administration/connections/": ("GET connections", "GET webhooks"),
    "administration/messages/": ("GET messages",),
    "administration/tokens/": ("GET tokens",),
    "administration/audit/": ("GET audit", "GET audit/changes"),
    "administration/backup/": ("GET backups", "GET backups/<name>"),
    "public/links/": ("GET links",),
    "public/": ENTRANCE,
    "public/track/<str:token>/": WITHOUT_ACCOUNT,
    "public/complaint/<str:token>/": WITHOUT_ACCOUNT,
    "public/questionnaire/<str:token>/": WITHOUT_ACCOUNT,
    "public/certificate/": WITHOUT_ACCOUNT,
    "public/robots/<slug:name>/": "Chats call it with a signature of their own.",
    "api/v1/openapi.json": API_ITSELF,
    "api/v1/docs": API_ITSELF,
    "api/v1/": API_ITSELF,
    "favicon.ico": ENTRANCE,
}  # fmt: skip

DONE: Final[dict[tuple[str, str], tuple[str, ...] | str]] = {
    ("account_logout", ""): LOGIN,
    ("welcome", ""): LOGIN,
    ("set_language", ""): HEADER,
    ("set_zone", ""): HEADER,
    ("read", ""): ("POST me/notices/<int:id>/read",),
    ("claim_many", ""): ("POST tasks/<path:task>/claim",),
    ("draft", "complete"): ("POST tasks/<path:task>/complete",),
    ("draft", "save"): ("POST tasks/<path:task>/draft",),
    ("task", "answer"): ("POST me/questions/<int:id>/answer",),
    ("task", "upload"): ("POST tasks/<path:task>/files",),
    ("task", "claim"): ("POST tasks/<path:task>/claim",),
    ("task", "unclaim"): ("POST tasks/<path:task>/unclaim",),
    ("task", "return"): ("POST tasks/<path:task>/return",),
    ("task", "forward"): ("POST tasks/<path:task>/forward",),
    ("task", "add-signer"): ("POST tasks/<path:task>/add-signer",),
    ("task", "delegate"): ("POST tasks/<path:task>/delegate",),
    ("task", "ask"): ("POST tasks/<path:task>/ask",),
    ("start", ""): ("POST cases",),
    ("steer", "retry"): ("POST cases/<path:case>/incidents/<instance>/retry",),
    ("steer", "resume"): ("POST cases/<path:case>/resume",),
    ("steer", "suspend"): ("POST cases/<path:case>/suspend",),
    ("steer", "cancel"): ("POST cases/<path:case>/cancel",),
    ("share", "make"): ("POST cases/<path:case>/links",),
    ("share", "end"): ("DELETE cases/<path:case>/links/<int:id>",),
    ("links", "make"): ("POST links",),
    ("links", "end"): ("DELETE links/<int:id>",),
    ("standards_import", ""): ("POST standards",),
    ("standard_draft", ""): ("POST standards/<name>/<int:number>/draft",),
    **{
        ("standard_step", each): ("POST standards/<name>/<int:number>/step",)
        for each in ("", "submit", "withdraw", "retire")
    },
    ("standard_lint", ""): ("POST standards/<name>/<int:number>/lint/<path:path>",),
    ("standard_save", ""): ("PUT standards/<name>/<int:number>/files/<path:path>",),
    ("person", ""): ("POST people", "PATCH people/<id>", "POST people/<id>/invite"),
    ("form", ""): ("POST organisation", "PATCH organisation/<id>", "POST absences"),
    ("limits", ""): ("PUT limits",),
    ("parameters", ""): ("PUT parameters/<standard>/<id>",),
    ("connections", "make"): ("PUT connections/<kind>/<name>",),
    ("connections", "end"): ("DELETE connections/<kind>/<name>",),
    ("unreceived", "keep"): ("POST messages/<path:message>/keep",),
    ("unreceived", "drop"): ("POST messages/<path:message>/drop",),
    ("tokens", "make"): ("POST tokens",),
    ("tokens", "end"): ("DELETE tokens/<int:id>",),
    ("audit", ""): ("POST audit/verify",),
    ("backup", ""): ("POST backups",),
    ("public/form", ""): WITHOUT_ACCOUNT,
}
"""A form that names no address goes to the page it stands on, which is called as its template."""

BY_SCRIPT: Final = frozenset({("standard_lint", ""), ("standard_save", "")})
"""Buttons that the editors' scripts press; no template has their form."""
