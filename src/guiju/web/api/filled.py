"""Forms of the pages, filled in by programs: one place says what may be kept."""

from __future__ import annotations

from django.forms import BaseForm

from guiju.web.api.problems import Trouble


def fit(form: BaseForm) -> None:
    """Go on only where a form is right.

    Raises:
        Trouble: it is not; `errors` names its fields.
    """
    if form.is_valid():
        return
    told = [
        {"path": path, "code": str(each["code"]), "text": str(each["message"])}
        for path, every in form.errors.get_json_data().items()
        for each in every
    ]
    raise Trouble(422, "form-invalid", "Some fields are not right yet.", errors=told)
