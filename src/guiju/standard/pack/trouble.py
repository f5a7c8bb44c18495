"""Problems of a pack as they are found, with file and line; YAML that knows its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import yaml

from guiju.standard.model.problem import Problem

_DEEPEST: Final = 40
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Safe, and several times faster where PyYAML brings libyaml."""


class Trouble(list[Problem]):
    """Problems in the order they were found."""

    def add(
        self, code: str, place: str, template: str, line: int | None = None, **values: Any
    ) -> None:
        """An error at a place: a file, or a file and what is meant in it."""
        self.append(Problem(code, template, place, values, "error", line))

    def warn(
        self, code: str, place: str, template: str, line: int | None = None, **values: Any
    ) -> None:
        """A warning."""
        self.append(Problem(code, template, place, values, "warning", line))

    def take(self, file: str, problems: Iterable[Problem]) -> bool:
        """Problems of one file; whether there was an error among them."""
        bad = False
        for one in problems:
            place = f"{file}: {one.element}" if one.element else file
            self.append(Problem(one.code, one.template, place, one.values, one.severity, one.line))
            bad = bad or one.severity == "error"
        return bad


class Written:
    """A YAML file: its data, and the line of every key in it."""

    __slots__ = ("data", "file", "lines")

    def __init__(self, file: str, data: Any, lines: Mapping[tuple[Any, ...], int]) -> None:
        self.file = file
        self.data = data
        self.lines = lines

    def line(self, *path: Any) -> int | None:
        """The line of a key, or of the nearest one around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_yaml(file: str, data: bytes, trouble: Trouble) -> Written:
    """A YAML file; what cannot be read is a problem, and gives an empty mapping."""
    try:
        text = data.decode("utf-8-sig")
        if any(isinstance(each, yaml.AliasEvent) for each in yaml.parse(text, _LOADER)):
            trouble.add("yaml-alias", file, "expected YAML without aliases, found one")
            return Written(file, {}, {})
        node = yaml.compose(text, _LOADER)
        lines: dict[tuple[Any, ...], int] = {}
        if node is not None:
            _gather(node, (), lines, 0)
        return Written(file, _LOADER(text).get_single_data(), lines)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        trouble.add(
            "yaml-unreadable",
            file,
            "expected YAML, but: {reason}",
            None if mark is None else mark.line + 1,
            reason=" ".join(str(error).split())[:200],
        )
        return Written(file, {}, {})


def _gather(node: Any, path: tuple[Any, ...], lines: dict[tuple[Any, ...], int], deep: int) -> None:
    if deep > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value)
            lines[here] = key.start_mark.line + 1
            _gather(value, here, lines, deep + 1)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            lines[(*path, number)] = value.start_mark.line + 1
            _gather(value, (*path, number), lines, deep + 1)


class Reading:
    """Reads one YAML file key by key and tells what is not as it should be."""

    def __init__(self, written: Written, trouble: Trouble) -> None:
        self.written = written
        self.trouble = trouble

    def wrong(self, code: str, path: tuple[Any, ...], template: str, **values: Any) -> None:
        """A problem at a path of the file."""
        place = ".".join(str(each) for each in path)
        where = f"{self.written.file}: {place}" if place else self.written.file
        self.trouble.add(code, where, template, self.written.line(*path), **values)

    def mapping(self, data: Any, path: tuple[Any, ...]) -> dict[str, Any]:
        """A mapping, or an empty one."""
        if isinstance(data, dict):
            return {str(key): value for key, value in data.items()}
        if data is not None:
            self.wrong(
                "not-a-mapping",
                path,
                "expected names with values, found {found}",
                found=type(data).__name__,
            )
        return {}

    def items(self, data: Any, path: tuple[Any, ...]) -> list[Any]:
        """A list, or an empty one."""
        if isinstance(data, list):
            return data
        if data is not None:
            self.wrong(
                "not-a-list", path, "expected a list, found {found}", found=type(data).__name__
            )
        return []

    def text(self, data: Any, path: tuple[Any, ...]) -> str:
        """A text that is not empty, or ""."""
        if isinstance(data, str) and data.strip():
            return data
        if isinstance(data, (int, float)) and not isinstance(data, bool):
            return str(data)
        self.wrong("text-missing", path, "expected a text, found {found}", found=data)
        return ""

    def known(self, data: Mapping[str, Any], keys: Iterable[str], path: tuple[Any, ...]) -> None:
        """Keys that mean nothing here are problems."""
        allowed = sorted(keys)
        for key in data:
            if key not in allowed:
                self.wrong(
                    "key-unknown",
                    (*path, key),
                    "expected one of {keys}, found {found}",
                    keys=", ".join(allowed),
                    found=key,
                )

    def languages(
        self, data: Any, path: tuple[Any, ...], languages: Iterable[str]
    ) -> dict[str, str]:
        """A text in every language; the missing ones are named."""
        said = self.mapping(data, path)
        for language in languages:
            if not isinstance(said.get(language), str) or not said[language].strip():
                self.wrong(
                    "language-missing",
                    path,
                    "expected the text in {language}, found none",
                    language=language,
                )
        return {key: str(value) for key, value in said.items()}
