"""Pages of administration: people and what they may."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.systems.directory.models import Absence, Department, Limit, Person
from guiju.web.access import needs
from guiju.web.accounts.models import Account
from guiju.web.administration import directory
from guiju.web.administration.forms import (
    AbsenceForm,
    DepartmentForm,
    LimitForm,
    NewPersonForm,
    PersonForm,
)
from guiju.web.engine import now
from guiju.web.people import names
from guiju.web.policy import can

PAGES = (
    ("people", gettext_lazy("People"), "people.see",
     gettext_lazy("accounts, roles, deputies")),
    ("organisation", gettext_lazy("Organisation"), "people.see",
     gettext_lazy("departments, heads, absences")),
    ("roles", gettext_lazy("Roles"), "people.see",
     gettext_lazy("who holds which")),
    ("limits", gettext_lazy("Authority limits"), "people.see",
     gettext_lazy("who may decide about how much")),
    ("calendars", gettext_lazy("Working calendars"), "parameters.see",
     gettext_lazy("what is a working day")),
    ("parameters", gettext_lazy("Parameters"), "parameters.see",
     gettext_lazy("the figures of the standards")),
    ("connections", gettext_lazy("Connections"), "connections.keep",
     gettext_lazy("mail, chat robots, texts")),
    ("unreceived", gettext_lazy("Messages nobody has"), "messages.send",
     gettext_lazy("given up, or waiting for a receiver")),
    ("tokens", gettext_lazy("API tokens"), "tokens.keep",
     gettext_lazy("keys of programs")),
    ("links", gettext_lazy("Public links"), "connections.keep",
     gettext_lazy("tracking, questionnaires, complaints")),
    ("audit", gettext_lazy("Audit"), "audit.see",
     gettext_lazy("is the journal whole?")),
    ("backup", gettext_lazy("Backup"), "backup.take",
     gettext_lazy("a checked copy")),
)  # fmt: skip


@needs("administration.see")
def administration(request: HttpRequest) -> HttpResponse:
    """What there is to administer, for this reader."""
    pages = [each for each in PAGES if can(request.user, each[2])]
    return render(request, "guiju/administration/index.html", {"pages": pages})


@needs("people.see")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody."""
    from guiju.web.administration.standing import role_titles

    text = request.GET.get("text", "").strip()
    found = Person.objects.order_by("left", "name")
    if text:
        found = (found.filter(name__icontains=text) | found.filter(code__icontains=text)).distinct()
    accounts = {each.username: each for each in Account.objects.all()}
    rows = [(each, accounts.get(each.code)) for each in found[:500]]
    uses = {
        "rows": rows,
        "text": text,
        "keeps": can(request.user, "people.keep"),
        "roles": role_titles(),
        "departments": {each.code: each.title for each in Department.objects.all()},
    }
    return render(request, "guiju/administration/people.html", uses)


@needs("people.keep")
def person(request: HttpRequest, code: str = "") -> HttpResponse:
    """One person, or a new one."""
    row = get_object_or_404(Person, code=code) if code else None
    account = Account.objects.filter(username=code).first() if code else None
    start = {"duties": account.duties if account else []}
    kind = PersonForm if row is not None else NewPersonForm
    form = kind(request.POST or None, instance=row, initial=start)
    if request.method == "POST" and form.is_valid():
        kept = directory.keep_person(request, form, account)
        messages.success(request, _("%(name)s is kept.") % {"name": kept.name})
        if not request.POST.get("invite"):
            return redirect("person", code=kept.code)
        link = directory.invite(request, kept.code, form.cleaned_data["duties"])
        return render(request, "guiju/administration/invited.html", {"row": kept, "link": link})
    uses = {"form": form, "row": row, "account": account}
    return render(request, "guiju/administration/person.html", uses)


@needs("people.see")
def organisation(request: HttpRequest) -> HttpResponse:
    """The tree of departments, and who is away."""
    rows = list(Department.objects.order_by("code"))
    at = now()
    away = Absence.objects.filter(until__gt=at).order_by("since")[:100]
    uses = {
        "tree": tree_of(rows),
        "names": names([*(each.head for each in rows), *(each.person for each in away)]),
        "away": away,
        "keeps": can(request.user, "people.keep"),
        "department_form": DepartmentForm(),
        "absence_form": AbsenceForm(),
    }
    return render(request, "guiju/administration/organisation.html", uses)


def tree_of(rows: list[Department]) -> list[tuple[int, Department]]:
    """Departments with their depth, each below the one above; what goes round stands at the end."""
    below: dict[str, list[Department]] = {}
    codes = {each.code for each in rows}
    for each in rows:
        below.setdefault(each.above if each.above in codes else "", []).append(each)
    found: list[tuple[int, Department]] = []

    def walk(above: str, depth: int) -> None:
        for each in below.get(above, ()):
            found.append((depth, each))
            walk(each.code, depth + 1)

    walk("", 0)
    seen = {each[1].code for each in found}
    return [*found, *((0, each) for each in rows if each.code not in seen)]


@needs("people.keep")
def department(request: HttpRequest, code: str = "") -> HttpResponse:
    """One department, or a new one."""
    row = get_object_or_404(Department, code=code) if code else None
    form = DepartmentForm(request.POST or None, instance=row)
    if row is not None:
        form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        kept = directory.keep_department(request, form)
        messages.success(request, _("%(name)s is kept.") % {"name": kept.title})
        return redirect("organisation")
    uses = {"form": form, "title": row.title if row else _("New department"), "up": "organisation"}
    return render(request, "guiju/administration/form.html", uses)


@needs("people.keep")
def absence(request: HttpRequest) -> HttpResponse:
    """A new absence."""
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        directory.keep_absence(request, form)
        messages.success(request, _("The absence is kept."))
        return redirect("organisation")
    uses = {"form": form, "title": _("New absence"), "up": "organisation"}
    return render(request, "guiju/administration/form.html", uses)


@needs("people.see")
def roles(request: HttpRequest) -> HttpResponse:
    """Every role of the standards in force, and who holds it."""
    from guiju.web.administration.standing import roles_and_holders

    rows = roles_and_holders()
    return render(request, "guiju/administration/roles.html", {"rows": rows})


@needs("people.see")
def limits(request: HttpRequest) -> HttpResponse:
    """Authority limits."""
    from guiju.web.administration.standing import role_titles

    form = None
    if can(request.user, "people.keep"):
        form = LimitForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            directory.keep_limit(request, form)
            messages.success(request, _("The limit is kept."))
            return redirect("limits")
    rows = Limit.objects.order_by("subject", "role")
    uses = {"rows": rows, "form": form, "roles": role_titles()}
    return render(request, "guiju/administration/limits.html", uses)
