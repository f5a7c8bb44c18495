"""Reads a pack: every part, then the parts against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from guiju.standard.compile import compile_standard
from guiju.standard.dmn import load as load_table
from guiju.standard.model.problem import Problem
from guiju.standard.pack import crossing, glossary, words
from guiju.standard.pack.deployment import put_in, tables_of
from guiju.standard.pack.head import read_head, read_indicators
from guiju.standard.pack.model import LANGUAGES, Manual, Pack, Script, Talk
from guiju.standard.pack.parameters import broken, take
from guiju.standard.pack.prose import read_manual, read_talk
from guiju.standard.pack.trouble import Reading, Trouble, read_yaml
from guiju.standard.steps import Standard

_MOST_BYTES: Final = 16 << 20


def read_pack(
    files: Mapping[str, bytes], values: Mapping[str, Any] | None = None
) -> tuple[Pack | None, tuple[Problem, ...]]:
    """Read the files of a pack.

    Args:
        files: content by path inside the pack, with `/` between folders.
        values: other values of parameters than the pack's own, by parameter id.

    Returns:
        The pack, or None where a problem is an error; and all problems, each with its file. Never
        an exception for a wrong pack.
    """
    trouble = Trouble()
    for name, data in files.items():
        if len(data) > _MOST_BYTES:
            trouble.add(
                "file-too-large", name, "expected at most 16 MiB, found {found}", found=len(data)
            )
            return None, tuple(trouble)
    if "pack.yaml" not in files:
        trouble.add("file-missing", "pack.yaml", "expected the file pack.yaml, found none")
        return None, tuple(trouble)
    head = read_head(read_yaml("pack.yaml", files["pack.yaml"], trouble), trouble)
    head["parameters"] = take(head["parameters"], values or {}, trouble)
    trouble.extend(broken(head["constraints"], head["parameters"]))
    manuals = _manuals(files, trouble)
    timing = read_yaml("timing.yaml", files.get("timing.yaml", b""), trouble).data or {}
    pack = Pack(
        **head,
        manuals=manuals,
        timing=timing if isinstance(timing, dict) else {},
        processes=_folder(files, "processes", ".bpmn"),
        standards={},
        decisions=_folder(files, "decisions", ".dmn"),
        forms={PurePosixPath(k).stem: v for k, v in _folder(files, "forms", ".json").items()},
        scripts=_scripts(files, trouble),
        articles=_articles(files, trouble),
        indicators=_indicators(files, trouble),
        translations=_translations(files, trouble),
        scenarios=_scenarios(files, trouble),
        files=dict(files),
    )
    standards = compiled(pack, trouble)
    for file, standard in standards.items():
        pack.standards[file] = standard  # type: ignore[index]
    crossing.cross_check(pack, trouble)
    words.check_words(pack, trouble)
    glossary.check_terms(pack, trouble)
    bad = any(each.severity == "error" for each in trouble)
    return None if bad else pack, tuple(trouble)


def _folder(files: Mapping[str, bytes], folder: str, ending: str) -> dict[str, bytes]:
    return {
        name: files[name]
        for name in sorted(files)
        if name.startswith(folder + "/") and name.endswith(ending)
    }


def compiled(pack: Pack, trouble: Trouble) -> dict[str, Standard]:
    """Every file of processes, compiled with the pack's clauses, parameters and decisions."""
    found: dict[str, Standard] = {}
    for name, data in pack.decisions.items():
        trouble.take(name, load_table(data).problems)
    for name, data in pack.processes.items():
        loaded = compile_standard(with_standard(pack, data), tables_of(pack, data))
        trouble.take(name, (each for each in loaded.problems if _of_the_model(each)))
        if loaded.standard is not None:
            found[name] = loaded.standard
    return found


def _of_the_model(problem: Problem) -> bool:
    """Problems of decision tables are told with their own file."""
    return not problem.code.startswith(("dmn-", "table-"))


def with_standard(pack: Pack, data: bytes) -> bytes:
    """A file of processes with the written standard put in."""
    clauses = pack.manuals["en"].clauses if "en" in pack.manuals else ()
    return put_in(data, clauses, pack.parameters, pack.lists)


def _language_files(name: str, ending: str) -> Iterable[tuple[str, str]]:
    for language in LANGUAGES:
        yield language, f"{name}{'' if language == 'en' else '.' + language}{ending}"


def _manuals(files: Mapping[str, bytes], trouble: Trouble) -> dict[str, Manual]:
    found = {}
    for language, name in _language_files("standard", ".md"):
        if name in files:
            found[language] = read_manual(name, files[name], trouble)
        else:
            trouble.add(
                "file-missing",
                name,
                "expected the written standard in {language}",
                language=language,
            )
    return found


def _bases(files: Mapping[str, bytes], folder: str) -> list[str]:
    names = (PurePosixPath(each).name for each in _folder(files, folder, ".md"))
    return sorted({each.split(".")[0] for each in names})


def read_scripts(files: Mapping[str, bytes]) -> dict[str, Script]:
    """The scripts of a pack by name, whatever else of it is right or wrong."""
    return _scripts(files, Trouble())


def _scripts(files: Mapping[str, bytes], trouble: Trouble) -> dict[str, Script]:
    found = {}
    for base in _bases(files, "scripts"):
        talks: dict[str, Talk] = {}
        head: dict[str, Any] = {}
        for language, name in _language_files(f"scripts/{base}", ".md"):
            if name not in files:
                trouble.add(
                    "language-missing",
                    name,
                    "expected the text in {language}, found none",
                    language=language,
                )
                continue
            talks[language], said = read_talk(name, files[name], trouble)
            head = said if language == "en" else head
        clause, channel = str(head.get("clause", "")), str(head.get("channel", "any"))
        if channel not in ("phone", "text", "any"):
            trouble.add(
                "channel-unknown",
                f"scripts/{base}.md",
                "expected phone, text or any, found {found}",
                found=channel,
            )
        found[base] = Script(base, clause, channel, talks)
    return found


def _articles(files: Mapping[str, bytes], trouble: Trouble) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for base in _bases(files, "articles"):
        for language, name in _language_files(f"articles/{base}", ".md"):
            if name not in files:
                trouble.add(
                    "language-missing",
                    name,
                    "expected the text in {language}, found none",
                    language=language,
                )
                continue
            found.setdefault(base, {})[language] = files[name].decode("utf-8", "replace")
    return found


def _indicators(files: Mapping[str, bytes], trouble: Trouble) -> dict[str, Any]:
    if "indicators.yaml" not in files:
        return {}
    written = read_yaml("indicators.yaml", files["indicators.yaml"], trouble)
    return read_indicators(Reading(written, trouble))


def _translations(
    files: Mapping[str, bytes], trouble: Trouble
) -> dict[str, dict[str, dict[str, str]]]:
    found = {}
    for language in LANGUAGES[1:]:
        name = f"i18n/{language}.yaml"
        if name not in files:
            trouble.add("file-missing", name, "expected the names in {language}", language=language)
            continue
        reading = Reading(read_yaml(name, files[name], trouble), trouble)
        sections = reading.mapping(reading.written.data, ())
        reading.known(sections, words.SECTIONS, ())
        found[language] = {
            section: {key: str(value) for key, value in reading.mapping(said, (section,)).items()}
            for section, said in sections.items()
        }
    return found


def _scenarios(files: Mapping[str, bytes], trouble: Trouble) -> dict[str, Any]:
    names = _folder(files, "scenarios", ".yaml")
    return {name: read_yaml(name, data, trouble).data for name, data in names.items()}
