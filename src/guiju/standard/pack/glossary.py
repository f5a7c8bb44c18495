"""One glossary of terms: banned words are errors, synonyms and unknown terms warnings (STD-07)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from guiju.standard.pack.model import LANGUAGES, Pack, Term
from guiju.standard.pack.schemas import form_data
from guiju.standard.pack.trouble import Trouble
from guiju.standard.pack.words import fields, names


def check_terms(pack: Pack, trouble: Trouble) -> None:
    """Names of models, forms, indicators and clauses use the glossary's words."""
    if not pack.glossary:
        return
    for language in LANGUAGES:
        for place, text in _texts(pack, language):
            for term in pack.glossary:
                _banned(term, language, place, text, trouble)
    for place, text in _fields(pack):
        if not any(_occurs(pack_term, text) for pack_term in pack.glossary):
            trouble.warn(
                "term-unknown",
                place,
                "expected a term of the glossary in {found!r}, found none",
                found=text,
            )


def _banned(term: Term, language: str, place: str, text: str, trouble: Trouble) -> None:
    right = term.term.get(language, "")
    for word in term.banned.get(language, ()):
        if _has(text, word, language):
            trouble.add(
                "term-banned",
                place,
                "expected {expected!r}, found {found!r}",
                expected=right,
                found=word,
            )
    for word in term.synonyms.get(language, ()):
        if _has(text, word, language):
            trouble.warn(
                "term-synonym",
                place,
                "expected {expected!r} rather than {found!r}",
                expected=right,
                found=word,
            )


def _texts(pack: Pack, language: str) -> Iterator[tuple[str, str]]:
    """Every name and sentence in a language, with its place."""
    for section in ("processes", "decisions", "forms"):
        for name in names(pack, section):
            place = section if language == "en" else f"i18n/{language}.yaml: {section}"
            yield f"{place}: {name}", pack.say(section, name, language)
    for one in pack.indicators.values():
        yield f"indicators.yaml: {one.id}", one.title.get(language, "")
    for parameter in pack.parameters.values():
        yield f"pack.yaml: parameters.{parameter.id}", parameter.title.get(language, "")
    for clause in pack.manuals[language].clauses if language in pack.manuals else ():
        yield f"standard ({language}): {clause.id}", f"{clause.title}. {clause.text}"


def _fields(pack: Pack) -> Iterator[tuple[str, str]]:
    """What names data or a measure: these must hold a term."""
    for id_, schema in form_data(pack).items():
        yield from ((f"forms/{id_}.json: {label}", label) for label in fields(schema))
    for one in pack.indicators.values():
        yield f"indicators.yaml: {one.id}", one.title.get("en", "")


def _occurs(term: Term, text: str) -> bool:
    words = (term.term.get("en", ""), *term.synonyms.get("en", ()))
    return any(_has(text, word, "en") for word in words)


def _has(text: str, word: str, language: str) -> bool:
    if not word:
        return False
    if language != "en":
        return word in text
    return _pattern(word).search(text) is not None


@lru_cache(maxsize=2000)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}(s|es)?\b", re.IGNORECASE)
