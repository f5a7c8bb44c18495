"""Settings, headers, catalogues."""

from __future__ import annotations

import gettext
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.tongues import catalogues as translations
from guiju.web import catalogues
from tests.web.office import Office


def django(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    others = ("GUIJU_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    return subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        env={**kept, "DJANGO_SETTINGS_MODULE": "guiju.web.settings", **environment},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("secret", ["", "short", "guiju-insecure-known-to-everybody-" + "0" * 30])
def test_production_refuses_a_secret_that_is_none(secret: str, tmp_path: Path) -> None:
    ran = django("check", GUIJU_SECRET=secret, GUIJU_DB=str(tmp_path / "a.db"))
    assert ran.returncode and "GUIJU_SECRET" in ran.stderr


def test_the_deployment_check_finds_nothing(tmp_path: Path) -> None:
    secret = "".join(chr(33 + n % 90) for n in range(70))
    ran = django(
        "check", "--deploy", "--fail-level", "INFO", GUIJU_SECRET=secret,
        GUIJU_DB=str(tmp_path / "a.db"), GUIJU_FILES=str(tmp_path),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr


def test_no_model_has_changes_without_a_migration(tmp_path: Path) -> None:
    ran = django(
        "makemigrations", "--check", "--dry-run", GUIJU_MODE="test", GUIJU_DB=str(tmp_path / "a.db")
    )
    assert ran.returncode == 0, ran.stdout


def test_every_page_has_a_strict_policy_and_its_scripts_a_nonce(office: Office) -> None:
    answer = office.client("dee").get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "'nonce-" in policy
    scripts = policy.partition("script-src ")[2].partition(";")[0]
    assert "unsafe" not in scripts and "frame-ancestors 'none'" in policy
    assert "onclick=" not in answer.content.decode()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_text_of_the_pages_is_translated_twice() -> None:
    folder, wanted = next(iter(catalogues.rooms()))
    for tongue in catalogues.TONGUES:
        known = translations.read(folder / tongue / "LC_MESSAGES" / "django.po")
        assert [text for text in wanted if not known.get(text)] == []
        places = {text: _places(text) for text in wanted}
        assert [text for text in wanted if not _places(known[text]) <= places[text]] == []


def _places(text: str) -> set[str]:
    import re

    return set(re.findall(r"%\((\w+)\)", text))


TEXT = st.text(st.characters(exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029",
                             exclude_categories=("Cs",)), min_size=1, max_size=20)  # fmt: skip


@given(st.dictionaries(TEXT.filter(str.strip), TEXT.filter(str.strip), max_size=8))
def test_what_is_compiled_reads_as_it_was_written(
    pairs: dict[str, str],
) -> None:
    import tempfile

    pairs = {key: value for key, value in pairs.items() if "\0" not in key + value}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "django.po"
        translations.write(path, dict.fromkeys(pairs), pairs)
        assert translations.read(path) == pairs
        made = gettext.GNUTranslations(io.BytesIO(translations.compiled(path.read_text("utf-8"))))
        assert {key: made.gettext(key) for key in pairs} == pairs


def test_own_script_and_style_stay_small() -> None:
    static = Path(catalogues.__file__).parent / "static" / "guiju"
    assert sum((static / each).stat().st_size for each in ("page.js", "style.css")) < 40_000
