"""A few lines that read the shared XES logs into variants, lifecycle "complete" only."""

import gzip
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

PAIR = re.compile(
    rb"<trace|</trace>|<event|</event>"
    rb'|<(?:string|date)\s+key="(concept:name|lifecycle:transition|time:timestamp)"\s+value="([^"]*)"'
)


def read_variants(path: Path) -> Counter[tuple[str, ...]]:
    """Variants of a log with their counts; events stably sorted by time."""
    text = gzip.decompress(path.read_bytes())
    variants: Counter[tuple[str, ...]] = Counter()
    events, event, inside = [], {}, False
    for match in PAIR.finditer(text):
        token = match.group(0)
        if token == b"<trace":
            events = []
        elif token == b"<event":
            event, inside = {}, True
        elif token == b"</event>":
            inside = False
            events.append(event)
        elif token == b"</trace>":
            variants[_sequence(events)] += 1
        elif inside:
            event[match.group(1)] = match.group(2).decode()
    return variants


def _sequence(events: list[dict[bytes, str]]) -> tuple[str, ...]:
    kept = [e for e in events if e.get(b"lifecycle:transition", "complete").lower() == "complete"]
    kept.sort(key=lambda e: datetime.fromisoformat(e[b"time:timestamp"]).timestamp())
    return tuple(e[b"concept:name"] for e in kept)
