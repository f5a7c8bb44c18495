"""Every page and every action of a page has a twin in the API, or says why it needs none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import guiju.web
from tests.web.api.twins import BY_SCRIPT, DONE, SHOWN
from tests.web.office import Office
from tests.web.security.routes import OTHERS, PAGES
from tests.web.security.test_matrix import known

FORM = re.compile(r"<form((?:[^>{]|\{[%{].*?[%}]\})*)>(.*?)</form>", re.DOTALL)
AIM = re.compile(r"\{% url '(\w+)'")
BUTTON = re.compile(r'name="(?:act|do)" value="([^"{]+)"')
OF_ALLAUTH = {"account", "allauth"}


def actions() -> Iterator[tuple[str, str]]:
    """(name of the address, word that is sent) of every form of every template that writes."""
    for path in sorted(Path(guiju.web.__file__).parent.rglob("*.html")):
        if OF_ALLAUTH.isdisjoint(path.parts):
            yield from _of_template(path)


def _of_template(path: Path) -> Iterator[tuple[str, str]]:
    own = "public/form" if path.parts[-2:] == ("public", "form.html") else path.stem
    for head, body in FORM.findall(path.read_text(encoding="utf-8")):
        if 'method="post"' in head:
            aim = AIM.search(head)
            name = aim[1] if aim else "links" if own == "manage" else own
            yield from ((name, word) for word in set(BUTTON.findall(body)) or {""})


def test_every_action_of_a_page_has_a_twin_in_the_api(office: Office) -> None:
    assert set(actions()) | BY_SCRIPT == set(DONE)


def test_every_page_has_a_twin_in_the_api(office: Office) -> None:
    _, pages = known()
    writes = {each.partition(" ")[2] for each in PAGES if each.startswith("POST ")}
    reads = {each.partition(" ")[2] for each in PAGES if each.startswith("GET ")}
    shown = {each for each in pages if each in reads or not each.startswith(OTHERS)}
    assert shown - (writes - reads) == set(SHOWN)


def test_every_twin_is_an_operation_and_every_exception_has_its_reason(office: Office) -> None:
    operations, _ = known()
    for twins in (*SHOWN.values(), *DONE.values()):
        if isinstance(twins, str):
            assert len(twins) > 20 or twins.endswith("."), twins
        else:
            assert twins and set(twins) <= operations, set(twins) - operations
