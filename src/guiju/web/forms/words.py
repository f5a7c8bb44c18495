"""What is wrong with a value, in the reader's language."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from guiju.standard import Problem
from guiju.web.sentences import sentence

COMPLAINTS: Final[dict[str, Any]] = {
    "required": _("This has to be filled in."),
    "not-a-text": _("Write a text."),
    "too-long": _("At most %(most)s characters."),
    "too-short": _("At least %(min)s characters."),
    "control-character": _("There is a character here that cannot be kept."),
    "not-a-number": _("Write a number."),
    "too-many-digits": _("At most %(most)s digits."),
    "too-small": _("At least %(min)s."),
    "too-large": _("At most %(max)s."),
    "too-many-decimals": _("At most %(most)s digits after the point."),
    "not-a-multiple": _("A multiple of %(step)s."),
    "not-a-date": _("Write a date."),
    "not-a-time": _("Write a time."),
    "not-a-datetime": _("Write a date and a time."),
    "date-passed": _("Today or later."),
    "not-an-option": _("Choose one of the options."),
    "chosen-twice": _("Choose each option once."),
    "too-many": _("At most %(most)s values."),
    "not-true-or-false": _("Choose yes or no."),
    "not-an-email": _("Write an e-mail address."),
    "not-a-phone-number": _("Write a telephone number."),
    "pattern": _("This does not have the form that is asked for."),
    "pattern-too-slow": _("This text cannot be checked."),
    "not-a-file": _("Choose a file."),
    "file-unknown": _("Choose a file that was uploaded for this task."),
    "not-editable": _("This cannot be changed here."),
    "row-count": _("%(least)s to %(most)s rows, not %(found)s."),
    "form-broken": _("The form itself has errors. Tell the owner of the standard."),
    "conditions-unsettled": _("The form contradicts itself. Tell the owner of the standard."),
    "form-too-costly": _("The form asks for too much work. Tell the owner of the standard."),
    "too-many-values": _("There is more here than a form can take."),
    "unknown-key": _("There is no such field."),
}


def complaint(problem: Problem) -> str:
    """A problem with a value in words."""
    known = COMPLAINTS.get(problem.code)
    if known is None:
        return sentence(problem)
    try:
        return str(known) % {name: str(value) for name, value in problem.values.items()}
    except KeyError:
        return str(known)
