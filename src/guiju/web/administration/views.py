"""Pages of administration: people and what they may."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.systems.directory.models import Absence, Department, Limit, Person
from guiju.web.access import needs
from guiju.web.accounts.invite import new_account
from guiju.web.accounts.models import Account
from guiju.web.administration.forms import (
    AbsenceForm,
    DepartmentForm,
    LimitForm,
    NewPersonForm,
    PersonForm,
)
from guiju.web.administration.models import Change
from guiju.web.engine import now
from guiju.web.people import names
from guiju.web.policy import can, visitor_of

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


def note(request: HttpRequest, what: str, thing: str, detail: str = "") -> None:
    """Keep that somebody changed something."""
    person = visitor_of(request.user).id
    Change.objects.create(at=now(), person=person, what=what, thing=thing[:200], detail=detail)


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
        return _keep_person(request, form, account)
    uses = {"form": form, "row": row, "account": account}
    return render(request, "guiju/administration/person.html", uses)


def _keep_person(request: HttpRequest, form: PersonForm, account: Account | None) -> HttpResponse:
    kept = form.save(commit=False)
    kept.code = form.cleaned_data.get("code", kept.code)
    duties = form.cleaned_data["duties"]
    if account is not None and account.username == visitor_of(request.user).id:
        # Nobody locks the house by taking their own key away.
        duties = [*duties, *({"administrator"} - set(duties))]
    kept.save()
    if account is not None:
        account.duties, account.is_active = duties, not kept.left
        account.save(update_fields=["duties", "is_active"])
    note(request, "person", kept.code, ", ".join([*kept.roles, *duties]))
    messages.success(request, _("%(name)s is kept.") % {"name": kept.name})
    if request.POST.get("invite"):
        token = new_account(kept.code, duties, now())[1]
        link = request.build_absolute_uri(reverse("welcome", args=[token]))
        note(request, "invitation", kept.code)
        return render(request, "guiju/administration/invited.html", {"row": kept, "link": link})
    return redirect("person", code=kept.code)


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
        kept = form.save()
        note(request, "department", kept.code, kept.head)
        messages.success(request, _("%(name)s is kept.") % {"name": kept.title})
        return redirect("organisation")
    uses = {"form": form, "title": row.title if row else _("New department"), "up": "organisation"}
    return render(request, "guiju/administration/form.html", uses)


@needs("people.keep")
def absence(request: HttpRequest) -> HttpResponse:
    """A new absence."""
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        kept.key = f"page:{kept.person}:{kept.since.isoformat()}"
        values = {name: getattr(kept, name) for name in form.fields}
        Absence.objects.update_or_create(key=kept.key, defaults=values)
        note(request, "absence", kept.person, f"{kept.since} {kept.until}")
        messages.success(request, _("The absence is kept."))
        return redirect("organisation")
    uses = {"form": form, "title": _("New absence"), "up": "organisation"}
    return render(request, "guiju/administration/form.html", uses)


@needs("people.see")
def roles(request: HttpRequest) -> HttpResponse:
    """Every role of the standards in force, and who holds it."""
    from guiju.web.administration.standing import roles_in_force

    found = roles_in_force()
    holders: dict[str, list[Person]] = {}
    for each in Person.objects.filter(left=False).order_by("name"):
        for role in each.roles:
            holders.setdefault(role, []).append(each)
    rows = [(id_, title, where, holders.get(id_, [])) for id_, title, where in found]
    known = {each[0] for each in found}
    rows += [(id_, id_, "", mine) for id_, mine in sorted(holders.items()) if id_ not in known]
    return render(request, "guiju/administration/roles.html", {"rows": rows})


@needs("people.see")
def limits(request: HttpRequest) -> HttpResponse:
    """Authority limits."""
    from guiju.web.administration.standing import role_titles

    form = None
    if can(request.user, "people.keep"):
        form = LimitForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            kept = form.cleaned_data
            Limit.objects.update_or_create(
                role=kept["role"], subject=kept["subject"], defaults={"up_to": kept["up_to"]}
            )
            note(request, "limit", f"{kept['role']} {kept['subject']}", str(kept["up_to"]))
            messages.success(request, _("The limit is kept."))
            return redirect("limits")
    rows = Limit.objects.order_by("subject", "role")
    uses = {"rows": rows, "form": form, "roles": role_titles()}
    return render(request, "guiju/administration/limits.html", uses)
