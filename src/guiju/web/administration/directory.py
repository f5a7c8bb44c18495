"""Writing in the directory, for pages and the API alike: people, departments, absences, limits.

Each takes a form that is valid; what was changed is noted.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from guiju.systems.directory.models import Absence, Department, Limit, Person
from guiju.web.accounts.invite import new_account
from guiju.web.accounts.models import Account
from guiju.web.administration.forms import AbsenceForm, DepartmentForm, LimitForm, PersonForm
from guiju.web.administration.noting import note
from guiju.web.engine import now
from guiju.web.policy import visitor_of


def keep_person(request: HttpRequest, form: PersonForm, account: Account | None) -> Person:
    """Keep a person; who has left can no longer log in."""
    kept: Person = form.save(commit=False)
    kept.code = form.cleaned_data.get("code", kept.code)
    duties = form.cleaned_data["duties"]
    if account is not None and account.username == visitor_of(request.user).id:
        # Nobody locks the house by taking their own key away.
        duties = [*duties, *({"administrator"} - set(duties))]
        kept.left = False
    kept.save()
    if account is not None:
        account.duties, account.is_active = duties, not kept.left
        account.save(update_fields=["duties", "is_active"])
    note(request, "person", kept.code, ", ".join([*kept.roles, *duties]))
    return kept


def invite(request: HttpRequest, person: str, duties: Sequence[str]) -> str:
    """An account for a person, and the address by which they set its password once."""
    token = new_account(person, duties, now())[1]
    note(request, "invitation", person)
    return request.build_absolute_uri(reverse("welcome", args=[token]))


def keep_department(request: HttpRequest, form: DepartmentForm) -> Department:
    """Keep a department."""
    kept: Department = form.save()
    note(request, "department", kept.code, kept.head)
    return kept


def keep_absence(request: HttpRequest, form: AbsenceForm) -> Absence:
    """Keep an absence; the same person from the same moment is the same absence."""
    kept = form.save(commit=False)
    key = f"page:{kept.person}:{kept.since.isoformat()}"
    values = {name: getattr(kept, name) for name in form.fields}
    row, _ = Absence.objects.update_or_create(key=key, defaults=values)
    note(request, "absence", row.person, f"{row.since} {row.until}")
    return row


def keep_limit(request: HttpRequest, form: LimitForm) -> Limit:
    """Keep what a role may decide about a subject."""
    kept = form.cleaned_data
    row, _ = Limit.objects.update_or_create(
        role=kept["role"], subject=kept["subject"], defaults={"up_to": kept["up_to"]}
    )
    note(request, "limit", f"{row.role} {row.subject}", str(row.up_to))
    return row
