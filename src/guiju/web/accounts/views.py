"""Setting a password by invitation; one's own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import validate_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.systems.directory.models import Department, Person
from guiju.web.accounts.invite import accept, invited
from guiju.web.engine import now
from guiju.web.reader import zones


class NewPassword(forms.Form):
    """A password, twice."""

    one = forms.CharField(
        label=gettext_lazy("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters. A few words in a row are good."),
    )
    again = forms.CharField(
        label=gettext_lazy("New password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.account = account

    def clean(self) -> dict[str, Any]:
        """Both must be the same, and good enough."""
        given = super().clean() or {}
        if given.get("one") and given.get("one") != given.get("again"):
            self.add_error("again", _("The two are not the same."))
        elif given.get("one"):
            try:
                validate_password(given["one"], self.account)
            except forms.ValidationError as error:
                self.add_error("one", error)
        return given


def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Set the password of an account that was just made."""
    invitation = invited(token, now())
    if invitation is None:
        raise Http404
    form = NewPassword(request.POST or None, account=invitation.account)
    if request.method == "POST" and form.is_valid():
        if not accept(invitation, form.cleaned_data["one"], now()):
            raise Http404
        messages.success(request, _("Your password is set. You can log in now."))
        return redirect("account_login")
    return render(request, "guiju/welcome.html", {"form": form, "account": invitation.account})


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """One's own page: language, zone, password, second factor."""
    user: Any = request.user
    from guiju.web.administration.standing import role_titles

    uses = {
        "zones": zones(),
        "zone": user.zone or timezone.get_current_timezone_name(),
        "person": user.person,
        "department": _department(user.person),
        "roles": role_titles(),
    }
    return render(request, "guiju/me.html", uses)


def _department(person: Person | None) -> str:
    """What somebody's department is called."""
    if person is None:
        return ""
    found = Department.objects.filter(code=person.department).first()
    return str(found.title if found else person.department)
