"""`guiju audit verify|sign|prove|check|key`: proof that the journal is what it was."""

from __future__ import annotations

import argparse
import json
import os
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong, bytes_of, file_at
from guiju.cli.words import _, many
from guiju.tongues import Telling

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.journal.audit import Break
    from guiju.journal.store import HeadRow, Reader


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command and of its parts."""
    from guiju.cli.database import add_db

    words = _("prove that the journal is what it was")
    parser = commands.add_parser("audit", help=words, description=words)
    parts = parser.add_subparsers(metavar=_("WHAT"), dest="part", required=True)

    def part(name: str, words: str, db: bool = True) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = parts.add_parser(
            name, parents=[common], help=words, description=words
        )
        if db:
            add_db(made)
        return made

    trust = _("public key that heads must be signed with")
    verify = part("verify", _("read the whole journal; 1 where it is not what was written"))
    verify.add_argument("--heads", metavar="FILE", help=_("signed heads that were kept elsewhere"))
    verify.add_argument("--trust", metavar="KEY", help=trust)
    key = part("key", _("make a signing key in a new file and show its public key"), db=False)
    key.add_argument("file", metavar="FILE", help=_("the file to write; keep it elsewhere"))
    sign = part("sign", _("sign a tree head over all entries"))
    sign.add_argument("--key", required=True, metavar="FILE", help=_("what guiju audit key wrote"))
    sign.add_argument("--heads", metavar="FILE", help=_("write all heads there, to keep elsewhere"))
    prove = part("prove", _("a proof, as JSON, that a case's entries are in the journal"))
    prove.add_argument("case", metavar="CASE", help=_("id of the case"))
    check = part("check", _("check a proof, without the database"), db=False)
    check.add_argument("file", metavar="FILE", help=_("what guiju audit prove showed"))
    check.add_argument("--trust", metavar="KEY", help=trust)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Run one of the parts; 1 where something is not what it was."""
    parts = {"verify": _verify, "key": _key, "sign": _sign, "prove": _prove, "check": _check}
    return parts[arguments.part](arguments, screen)


def _verify(arguments: argparse.Namespace, screen: Screen) -> int:
    from guiju.cli.database import store_at
    from guiju.cli.words import sentence
    from guiju.journal import audit

    kept = _heads_of(arguments.heads) if arguments.heads else []
    trusted = _public(arguments.trust)
    with store_at(arguments.db) as store:
        found = audit.verify(_WithHeads(store.reader(), kept), trusted)  # type: ignore[arg-type]
    breaks = [
        {
            "code": each.code,
            "shard": each.shard,
            "seq": each.seq,
            "case": each.case,
            "entry": each.number,
            "message": sentence(telling(each)),
        }
        for each in found.breaks
    ]
    if screen.json:
        screen.data({"entries": found.entries, "heads": found.heads, "breaks": breaks})
    else:
        read = many("{count} entry read", "{count} entries read", found.entries)
        heads = many("{count} signed head checked", "{count} signed heads checked", found.heads)
        verdict = _("the journal is not what was written") if breaks else _("the journal is whole")
        told = _("{read}, {heads}: {verdict}.", read=read, heads=heads, verdict=verdict)
        screen.say(told, "bold red" if breaks else "bold")
        for each in breaks:
            screen.say(f"{each['message']}  ({each['code']})", "red", indent=2)
    return FOUND if breaks else FINE


def telling(found: Break) -> Telling:
    """A break as a sentence is made of it: where it is belongs to its values."""
    place = {
        "shard": found.shard,
        "seq": found.seq,
        "case": found.case,
        "number": found.number,
    }
    return Telling(found.template, {**place, **found.values})


class _WithHeads:
    """A reader whose heads are also those that were kept elsewhere; theirs is the last word."""

    def __init__(self, reader: Reader, kept: list[HeadRow]) -> None:
        self._reader = reader
        self._kept = kept
        self.chain = reader.chain
        self.shard_rows = reader.shard_rows

    def heads(self, shard: int) -> list[HeadRow]:
        found = {each.size: each for each in self._reader.heads(shard)}
        found.update({each.size: each for each in self._kept if each.shard == shard})
        return [found[size] for size in sorted(found)]


def _key(arguments: argparse.Namespace, screen: Screen) -> int:
    from guiju.journal.audit import public_bytes, read_private_key

    secret = os.urandom(32)
    try:
        handle = os.open(arguments.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Wrong(
            _("{path} cannot be written: {reason}.", path=arguments.file, reason=error.strerror)
        ) from None
    with os.fdopen(handle, "w") as file:
        file.write(b64encode(secret).decode() + "\n")
    public = b64encode(public_bytes(read_private_key(secret))).decode()
    if screen.json:
        screen.data({"file": arguments.file, "public": public})
    else:
        screen.say(
            _("{path} is written: whoever has it can sign. The public key is:", path=arguments.file)
        )
        screen.command(public, indent=2)
    return FINE


def _sign(arguments: argparse.Namespace, screen: Screen) -> int:
    from guiju.cli.database import store_at
    from guiju.journal import audit
    from guiju.run.times import micros

    try:
        secret = b64decode(bytes_of(file_at(arguments.key)).strip(), validate=True)
        key = audit.read_private_key(secret)
    except ValueError:
        raise Wrong(_("{path} is no key that guiju audit key wrote.", path=arguments.key)) from None
    with store_at(arguments.db) as store:
        try:
            made = audit.sign_heads(store, key, micros(datetime.now(UTC)))
        except ValueError as error:
            screen.err.print(
                _("The journal is not whole, nothing was signed: {reason}.", reason=error)
            )
            return FOUND
        reader = store.reader()
        heads = [head for each in reader.shard_rows() for head in reader.heads(each.shard)]
    if arguments.heads:
        _write(Path(arguments.heads), [_head_data(each) for each in heads])
    if screen.json:
        screen.data({"signed": [_head_data(each) for each in made], "heads": len(heads)})
    else:
        entries = sum(each.size for each in made)
        screen.say(
            many(
                "{count} head is signed, over {entries} entries.",
                "{count} heads are signed, over {entries} entries.",
                len(made),
                entries=entries,
            ),
            "bold",
        )
    return FINE


def _prove(arguments: argparse.Namespace, screen: Screen) -> int:
    from guiju.cli.database import store_at
    from guiju.journal.audit import prove_case

    with store_at(arguments.db) as store:
        if store.reader().case(arguments.case) is None:
            raise Wrong(_("There is no case {case}.", case=arguments.case))
        proof = prove_case(store.reader(), arguments.case)
    if proof is None or not proof["entries"]:
        told = _("No signed head covers the case yet: guiju audit sign makes one.")
        screen.data({"problem": told}) if screen.json else screen.note(told)
        return FOUND
    screen.data(proof)
    return FINE


def _check(arguments: argparse.Namespace, screen: Screen) -> int:
    from guiju.journal.audit import check_proof

    proof = _json_at(arguments.file)
    trusted = _public(arguments.trust)
    try:
        holds = check_proof(proof, trusted)
        case, entries = str(proof["case"]), len(proof["entries"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Wrong(
            _("{path} is no proof that guiju audit prove showed.", path=arguments.file)
        ) from None
    if screen.json:
        screen.data({"case": case, "entries": entries, "holds": holds})
    elif holds:
        told = many(
            "The proof holds: {count} entry of the case {case}.",
            "The proof holds: {count} entries of the case {case}.",
            entries,
            case=case,
        )
        screen.say(told, "bold")
    else:
        screen.say(_("The proof does not hold."), "bold red")
    return FINE if holds else FOUND


def _public(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        found = b64decode(text, validate=True)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise Wrong(
            _("--trust takes the public key that guiju audit key shows, found {text}.", text=text)
        )
    return found


def _json_at(path: str) -> Any:
    try:
        return json.loads(bytes_of(file_at(path)))
    except (ValueError, RecursionError) as error:
        raise Wrong(_("{path} is no JSON: {reason}.", path=path, reason=error)) from None


def _head_data(head: HeadRow) -> dict[str, Any]:
    return {
        name: b64encode(value).decode() if isinstance(value, bytes) else value
        for name, value in zip(head._fields, head, strict=True)
    }


def _heads_of(path: str) -> list[HeadRow]:
    from guiju.journal.store import HeadRow

    numbers = {"shard", "size", "time"}
    given = _json_at(path)
    try:
        if not isinstance(given, list):
            raise TypeError
        return [
            HeadRow._make(
                int(each[name]) if name in numbers else b64decode(each[name])
                for name in HeadRow._fields
            )
            for each in given
        ]
    except (KeyError, TypeError, ValueError):
        raise Wrong(_("{path} holds no heads that guiju audit sign wrote.", path=path)) from None


def _write(path: Path, value: Any) -> None:
    try:
        path.write_text(json.dumps(value, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise Wrong(
            _("{path} cannot be written: {reason}.", path=path, reason=error.strerror)
        ) from None
