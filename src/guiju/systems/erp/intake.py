"""The order intake: every way in ends here, and an order is one case (ORD-01)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, transaction

from guiju.run.outside import read_cloudevents, verify
from guiju.run.outside.exact import write_json
from guiju.standard import Problem
from guiju.systems.asked import text
from guiju.systems.erp.models import Intake, Taken
from guiju.systems.erp.orders import Fault, Read, read_order, read_text
from guiju.systems.writing import writing

if TYPE_CHECKING:
    from guiju.systems.wiring import Surroundings

CHANNELS: Final = ("api", "webhook", "mail", "file", "form", "erp")
KEPT: Final = 100_000
"""Characters of what came in that the log keeps."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one order.

    Attributes:
        state: taken, twice, differs, refused.
        case: the case of the order; empty where it was refused.
        entry: number in the intake log.
    """

    state: str
    case: str
    order_id: str
    entry: int
    problems: Sequence[Fault] = ()

    def told(self) -> dict[str, Any]:
        """As answers hold it."""
        return {
            "state": self.state,
            "case": self.case or None,
            "order_id": self.order_id or None,
            "entry": self.entry,
            "problems": [each.told() for each in self.problems],
        }


def take(
    surroundings: Surroundings, read: Read, channel: str, origin: str = "", raw: str = "",
    process: str = "",
) -> Received:  # fmt: skip
    """Take one order in, over any channel, as often as it comes.

    Args:
        origin: whose ids these are; the setting `origin`, or `shop`, where it is empty.
        raw: as it came, for the log.
        process: what the order starts; the setting `process`, or `order`, where it is empty.
    """
    settings = surroundings.of("erp")
    origin = (origin or text(settings, "origin", "shop"))[:64]
    raw = (raw or write_json(dict(read.order or {})))[:KEPT].replace("\x00", "")
    if read.order is None:
        told = [each.told() for each in read.faults]
        entry = _log(surroundings, channel, origin, read.order_id, "refused", "", told, raw)
        return Received("refused", "", read.order_id, entry.pk, read.faults)
    process = process or text(settings, "process", "order")
    row, made = _claim(surroundings, read, channel, origin, process)
    state = "taken" if made else ("twice" if row.digest == read.digest else "differs")
    faults = [] if state != "differs" else [_differs(row.case)]
    told = [each.told() for each in faults]
    entry = _log(surroundings, channel, origin, row.order_id, state, row.case, told, raw)
    if made:
        with writing():
            Taken.objects.filter(pk=row.pk).update(entry=entry.pk)
    if not row.started:
        start(surroundings, row.pk)
    return Received(state, row.case, row.order_id, entry.pk, faults)


def _differs(case: str) -> Fault:
    return Fault("order_id", "order-differs", f"the order that {case} was started with", "another")


def _claim(
    surroundings: Surroundings, read: Read, channel: str, origin: str, process: str
) -> tuple[Taken, bool]:
    """The one row of an order; true for who made it. The database decides who is first."""
    assert read.order is not None
    with writing():
        try:
            with transaction.atomic():
                row = Taken.objects.create(
                    origin=origin,
                    order_id=read.order_id,
                    process=process,
                    case=f"{process}-{origin}-{read.order_id}",
                    digest=read.digest,
                    order=dict(read.order),
                    channel=channel[:16],
                    at=surroundings.clock(),
                )
            return row, True
        except IntegrityError:
            return Taken.objects.get(origin=origin, order_id=read.order_id), False


def _log(
    surroundings: Surroundings, channel: str, origin: str, order_id: str, state: str, case: str,
    problems: list[dict[str, str]], raw: str,
) -> Intake:  # fmt: skip
    with writing():
        return Intake.objects.create(
            channel=channel[:16],
            origin=origin,
            order_id=order_id[:64],
            state=state,
            case=case,
            problems=problems,
            text=raw,
            at=surroundings.clock(),
        )


def start(surroundings: Surroundings, number: int) -> bool:
    """Start the case of an order that was taken; true when it runs, as often as it is tried."""
    engine = surroundings.engine
    if engine is None:
        return False
    from guiju.run.commands import StartCase
    from guiju.run.refusal import Refusal

    row = Taken.objects.get(pk=number)
    values = {
        "order_id": row.order_id,
        "order": row.order,
        "origin": row.origin,
        "channel": row.channel,
        "received": row.at.isoformat().replace("+00:00", "Z"),
    }
    key = f"intake:{row.case}"
    answer = engine.do(StartCase(case=row.case, process=row.process, values=values, key=key))
    refused = isinstance(answer, Refusal) and answer.code not in ("case-exists", "key-reused")
    reason = str(answer) if refused else ""
    with writing():
        Taken.objects.filter(pk=number).update(started=not refused, reason=reason[:1000])
    return not refused


def start_waiting(surroundings: Surroundings) -> int:
    """Start the cases of orders whose taker died between taking and starting."""
    if surroundings.engine is None:
        return 0
    numbers = Taken.objects.filter(started=False).order_by("id").values_list("pk", flat=True)[:100]
    return sum(start(surroundings, number) for number in list(numbers))


# -- the ways in --------------------------------------------------------------------------------


def take_text(
    surroundings: Surroundings, content: str, channel: str, origin: str = "", kind: str = "",
    process: str = "",
) -> list[Received]:  # fmt: skip
    """Take all orders of a text in."""
    return [
        take(surroundings, each, channel, origin, content, process)
        for each in read_text(content, kind)
    ]


def take_webhook(
    surroundings: Surroundings, headers: Mapping[str, str], body: bytes, keys: Sequence[bytes]
) -> list[Received] | Problem:
    """Take the orders of a signed webhook in, plain JSON or CloudEvents.

    Returns:
        What became of each, or why the webhook is not believed.
    """
    problem = verify(keys, headers, body, surroundings.clock())
    if problem is not None:
        return problem
    given = {name.lower(): value for name, value in headers.items()}
    raw = body.decode("utf-8", "replace")
    if "cloudevents" not in given.get("content-type", "") and "ce-id" not in given:
        return take_text(surroundings, raw, "webhook", kind="json")
    events, problems = read_cloudevents(headers, body)
    if problems:
        faults = tuple(Fault("", each.code, "CloudEvents 1.0", "") for each in problems)
        return [take(surroundings, Read(None, faults), "webhook", raw=raw)]
    return [take(surroundings, read_order(e.data), "webhook", raw=raw) for e in events]


def take_mail(surroundings: Surroundings, mail: EmailMessage, body: str) -> list[Received]:
    """Take the orders of a mail in: of its JSON and CSV files, else of its text."""
    found: list[Received] = []
    for part in mail.iter_attachments():
        name = (part.get_filename() or "").lower()
        kind = "json" if name.endswith(".json") else "csv" if name.endswith(".csv") else ""
        content = part.get_payload(decode=True)
        if kind and isinstance(content, bytes):
            raw = content.decode("utf-8-sig", "replace")
            found += take_text(surroundings, raw, "mail", kind=kind)
    return found or take_text(surroundings, body, "mail")


def take_files(surroundings: Surroundings) -> int:
    """Take the files of the intake folder in; each goes to `taken` or `refused` beside it.

    Whoever puts a file there writes it under a name that ends in `.part` and then renames it. A
    file that was read and not moved away is read again: its orders are then there twice, as one.
    """
    folder = text(surroundings.of("erp"), "intake_folder")
    if not folder or not Path(folder).is_dir():
        return 0
    many = 0
    for path in sorted(Path(folder).iterdir()):
        kind = {".json": "json", ".csv": "csv", ".txt": "lines"}.get(path.suffix.lower())
        if kind is None or not path.is_file() or path.is_symlink():
            continue
        raw = path.read_bytes()[: 4 * KEPT * 3].decode("utf-8-sig", "replace")
        found = take_text(surroundings, raw, "file", kind=kind)
        good = all(each.state != "refused" for each in found)
        target = path.parent / ("taken" if good else "refused")
        target.mkdir(exist_ok=True)
        path.replace(target / f"{found[0].entry}-{path.name}")
        many += 1
    return many
