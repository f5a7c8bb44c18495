"""What administrators fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.systems.directory.models import Absence, Department, Person
from guiju.web.administration import connections, tokens
from guiju.web.people import known
from guiju.web.words import DUTIES


class Words(forms.CharField):
    """A list of words with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        """As it is written."""
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """As it is kept."""
        text = str(super().clean(value) or "").replace("，", ",").replace("、", ",")
        return list(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


_COMMAS = gettext_lazy("With commas between them.")


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person of the house, and what their account may do."""

    roles = Words(label=gettext_lazy("Roles"), required=False, help_text=_COMMAS)
    deputies = Words(label=gettext_lazy("Deputies"), required=False, help_text=_COMMAS)
    duties = forms.MultipleChoiceField(
        label=gettext_lazy("Duties of the account"),
        required=False,
        choices=list(DUTIES.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        """The fields."""

        model = Person
        fields = ("name", "department", "superior", "mail", "phone", "roles", "deputies", "left")
        labels = {  # noqa: RUF012
            "name": gettext_lazy("Name"),
            "department": gettext_lazy("Department"),
            "superior": gettext_lazy("Superior"),
            "mail": gettext_lazy("E-mail"),
            "phone": gettext_lazy("Telephone"),
            "left": gettext_lazy("has left the house"),
        }

    def clean(self) -> dict[str, Any]:
        """Everybody who is named is there."""
        given = super().clean() or {}
        for name in (given.get("superior"), *given.get("deputies", ())):
            if name and not known(name):
                self.add_error(None, _("There is nobody called %(name)s.") % {"name": name})
        department = given.get("department")
        if department and not Department.objects.filter(code=department).exists():
            self.add_error("department", _("There is no such department."))
        return given


class NewPersonForm(PersonForm):
    """A new person has a code as well."""

    code = forms.SlugField(label=gettext_lazy("Code"), max_length=64)
    field_order = ("code",)

    def clean_code(self) -> str:
        """A code is one person's for ever."""
        code = str(self.cleaned_data["code"])
        if Person.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is somebody of that code already."))
        return code


class DepartmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A department."""

    class Meta:
        """The fields."""

        model = Department
        fields = ("code", "title", "above", "head")
        labels = {  # noqa: RUF012
            "code": gettext_lazy("Code"),
            "title": gettext_lazy("Title"),
            "above": gettext_lazy("Department above"),
            "head": gettext_lazy("Head"),
        }

    def clean(self) -> dict[str, Any]:
        """The one above is there, and is not below; the head is somebody."""
        given = super().clean() or {}
        above, seen = given.get("above"), {given.get("code")}
        while above:
            found = Department.objects.filter(code=above).first()
            if found is None or above in seen:
                self.add_error("above", _("There is no such department, or it goes round."))
                break
            seen.add(above)
            above = found.above
        if given.get("head") and not known(given["head"]):
            name = given["head"]
            self.add_error("head", _("There is nobody called %(name)s.") % {"name": name})
        return given


class AbsenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """An absence."""

    deputies = Words(label=gettext_lazy("Deputies"), required=False, help_text=_COMMAS)

    class Meta:
        """The fields."""

        model = Absence
        fields = ("person", "since", "until", "reason", "deputies")
        labels = {  # noqa: RUF012
            "person": gettext_lazy("Person"),
            "since": gettext_lazy("From"),
            "until": gettext_lazy("Until"),
            "reason": gettext_lazy("Reason"),
        }
        widgets = {  # noqa: RUF012
            "since": forms.DateTimeInput(attrs={"type": "datetime-local"}),
            "until": forms.DateTimeInput(attrs={"type": "datetime-local"}),
        }

    def clean(self) -> dict[str, Any]:
        """Somebody, and an end after the beginning."""
        given = super().clean() or {}
        if given.get("person") and not known(given["person"]):
            self.add_error("person", _("There is nobody called that."))
        if given.get("since") and given.get("until") and given["until"] <= given["since"]:
            self.add_error("until", _("The end lies before the beginning."))
        return given


class LimitForm(forms.Form):
    """An authority limit; it takes the place of one of the same role and subject."""

    role = forms.CharField(label=gettext_lazy("Role"), max_length=64)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=64)
    up_to = forms.DecimalField(
        label=gettext_lazy("Up to (nothing: without limit)"),
        required=False,
        max_digits=30,
        decimal_places=6,
    )


class ConnectionForm(forms.Form):
    """A connection."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[(k, v[0]) for k, v in connections.KINDS.items()]
    )
    name = forms.SlugField(label=gettext_lazy("Name"), max_length=64)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=500)

    def clean(self) -> dict[str, Any]:
        """The address is one of that kind."""
        given = super().clean() or {}
        kind, address = given.get("kind"), given.get("address")
        if kind and address and connections.fault(kind, address) is not None:
            example = connections.KINDS[kind][1]
            text = _("Write an address like %(example)s.") % {"example": example}
            self.add_error("address", text)
        return given


class TokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=100)
    person = forms.CharField(label=gettext_lazy("Acts as the person"), max_length=64)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("It may"),
        choices=list(tokens.SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Good for days"), initial=90, min_value=1, max_value=730
    )

    def clean_person(self) -> str:
        """Somebody who is here."""
        code = str(self.cleaned_data["person"])
        if not known(code):
            raise forms.ValidationError(_("There is nobody called that."))
        return code
