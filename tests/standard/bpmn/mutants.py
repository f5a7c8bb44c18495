"""Mutated BPMN files: words moved, cut, doubled and swapped, bytes changed."""

import random
import re
from pathlib import Path

from guiju.standard import bpmn

from .right_models import RIGHT

WORDS = re.compile(rb'<[^<>]*>|"[^"]*"|[A-Za-z_:]+|\d+')
VALUES = re.compile(rb'"[^"<>]*"|(?<=>)[^<>]+(?=<)')
LEAVES = re.compile(rb"<(\w+)[^<>]*/>|<(\w+)[^<>]*>[^<>]*</\2>")
ODD = [
    b"", b" ", b"\x00", b"\xff", b"&", b"<", b"]]>", b"&#0;", b"&#xD800;", b"-1", b"999999999999",
    b"${a.b()}", b"=", b"PT", b"R/", b"\xe2\x80\xae", b'"', b"true", b"x" * 3000, b"id", b":", b"a:b:c",
    b"<task/>", b"<process id='p'>", b"<!--", b"<![CDATA[", b"<?x ?>", b"xmlns=''", b"1e999",
]  # fmt: skip


def seeds(*folders: Path) -> list[bytes]:
    """The right models, and the files of the folders."""
    files = [file for folder in folders for file in sorted(folder.rglob("*.bpmn"))]
    small = [file.read_bytes() for file in files if file.stat().st_size < 20_000]
    return [text.encode() for text in RIGHT.values()] + small


def mutant(data: bytes, dice: random.Random) -> bytes:
    """One to four changes; two in three mutants stay well-formed XML."""
    change = dice.choice((_change, _change_values, _change_leaves))
    for _ in range(dice.randint(1, 4)):
        data = change(data, dice)
    return data


def _change_values(data: bytes, dice: random.Random) -> bytes:
    """Put another value of the file, or an odd one, in the place of one."""
    values = [match.span() for match in VALUES.finditer(data)]
    if not values:
        return data
    start, end = dice.choice(values)
    other = data[slice(*dice.choice(values))].strip(b'"')
    odd = [b"", b" ", b"-1", b"9" * 30, b"${a.b()}", b"=", b"PT", b"R/", b"a:b", b"x" * 3000]
    new = dice.choice(odd) if dice.random() < 0.3 else other
    return (
        data[:start] + (b'"' + new + b'"' if data[start : start + 1] == b'"' else new) + data[end:]
    )


def _change_leaves(data: bytes, dice: random.Random) -> bytes:
    """Take an element without children out, or put it somewhere else too."""
    leaves = [match.span() for match in LEAVES.finditer(data)]
    if not leaves:
        return data
    start, end = dice.choice(leaves)
    if dice.random() < 0.5:
        return data[:start] + data[end:]
    place = dice.choice(leaves)[dice.randrange(2)]
    return data[:place] + data[start:end] + data[place:]


def _change(data: bytes, dice: random.Random) -> bytes:
    kind = dice.randrange(6)
    words = [match.span() for match in WORDS.finditer(data)] or [(0, len(data))]
    start, end = dice.choice(words)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:end] + data[start:end] + data[end:]
    if kind == 2:
        other = dice.choice(words)
        return data[:start] + data[slice(*other)] + data[end:]
    if kind == 3:
        return data[:start] + dice.choice(ODD) + data[end:]
    if kind == 4 and data:
        at = dice.randrange(len(data))
        return data[:at] + bytes((dice.randrange(256),)) + data[at + 1 :]
    quote = b'"' if data[start : start + 1] == b'"' else b""
    return data[:start] + quote + dice.choice(ODD) + quote + data[end:]


def try_one(data: bytes) -> str:
    """Read, and write what could be read; the answer in one word. Anything raised is a bug."""
    found = bpmn.read(data)
    for problem in found.problems:
        assert str(problem)
    if found.definitions is None:
        assert any(problem.severity == "error" for problem in found.problems)
        return "refused"
    again = bpmn.read(bpmn.write(found.definitions))
    assert again.definitions == found.definitions, [str(p) for p in again.problems]
    return "read"
