"""Small logs of every format, and damage done to them: the shared vocabulary of the fuzz tests."""

import gzip
import json
import random
import sqlite3
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

XES = b"""<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="event"><string key="concept:name" value="-"/></global>
<classifier name="Name" keys="concept:name lifecycle:transition"/>
<string key="source" value="a &amp; b"><int key="inner" value="1"/></string>
<trace><string key="concept:name" value="c1"/><float key="amount" value="2.5"/>
<event><string key="concept:name" value="Ask"/><date key="time:timestamp" value="2016-02-29T01:23:00.000+01:00"/>
<string key="lifecycle:transition" value="complete"/><string key="org:resource" value="Ann"/></event>
<event><string key="concept:name" value="Answer &lt;fast&gt;"/><date key="time:timestamp" value="2016-03-01T01:23:00Z"/>
<string key="lifecycle:transition" value="start"/><boolean key="ok" value="true"/></event>
</trace>
<trace><string key="concept:name" value="c2"/>
<event><string key="concept:name" value="Ask"/><date key="time:timestamp" value="2016-02-29T01:23:00"/>
<list key="parts"><values><string key="part" value="x"/><string key="part" value="y"/></values></list>
<string key="deep" value="1"><string key="deeper" value="2"/></string></event>
</trace>
</log>
"""

PLAIN_XES = (
    b"<log>"
    + b"".join(
        b'<trace><string key="concept:name" value="c%d"/><event>'
        b'<string key="concept:name" value="A"/><int key="n" value="%d"/>'
        b'<date key="time:timestamp" value="2020-01-01T00:00:00.000+00:00"/></event></trace>'
        % (n, n)
        for n in range(20)
    )
    + b"</log>"
)

CSV = (
    "case_id,activity,timestamp,who,note\n"
    "1,Ask,29-02-2016 01:23,Ann,\n"
    '1,Answer,01-03-2016 09:00,Bob,"two\nlines"\n'
    '2,Ask,02-03-2016 10:00,Ann,"said ""no"""\n'
    "2,Answer,03-03-2016 11:00,Bob,=1+1\n"
    "3,问,04-03-2016 12:00,安,中文\n"
).encode()

OCEL_JSON = json.dumps(
    {
        "objectTypes": [{"name": "order", "attributes": [{"name": "price", "type": "float"}]}],
        "eventTypes": [{"name": "place", "attributes": [{"name": "by", "type": "string"}]}],
        "objects": [
            {
                "id": "o1",
                "type": "order",
                "attributes": [{"name": "price", "time": "1970-01-01T00:00:00Z", "value": 3.5}],
                "relationships": [{"objectId": "o2", "qualifier": "next"}],
            },
            {"id": "o2", "type": "order"},
        ],
        "events": [
            {
                "id": "e1",
                "type": "place",
                "time": "2022-01-09T14:00:00Z",
                "attributes": [{"name": "by", "value": "Ann"}],
                "relationships": [
                    {"objectId": "o1", "qualifier": "it"},
                    {"objectId": "o2", "qualifier": "it"},
                ],
            }
        ],
    }
).encode()

OCEL_XML = b"""<?xml version='1.0' encoding='UTF-8'?>
<log><object-types><object-type name="order"><attributes><attribute name="price" type="float"/></attributes></object-type></object-types>
<event-types><event-type name="place"><attributes><attribute name="by" type="string"/></attributes></event-type></event-types>
<objects><object id="o1" type="order"><attributes><attribute name="price" time="1970-01-01T00:00:00Z">3.5</attribute></attributes>
<objects><relationship object-id="o2" qualifier="next"/></objects></object><object id="o2" type="order"/></objects>
<events><event id="e1" type="place" time="2022-01-09T14:00:00Z"><attributes><attribute name="by">Ann</attribute></attributes>
<objects><relationship object-id="o1" qualifier="it"/><relationship object-id="o2" qualifier="it"/></objects></event></events></log>
"""

WORDS = [
    b"<!DOCTYPE log SYSTEM 'file:///etc/hostname'>", b"<!ENTITY a 'b'>", b"<![CDATA[", b"]]>",
    b"<!--", b"-->", b"<?pi", b"?>", b"&#0;", b"&#x110000;", b"&nope;", b"&amp;", b"</trace>",
    b"<trace>", b"<event>", b"</event>", b"</log>", b"<log>", b'key="concept:name"', b'value=""',
    b"'", b'"', b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\n", b",", b";", b"\t",
    b"9" * 30, b"-1", b"1e999", b"0000-00-00", b"99-99-9999 99:99", b"2016-02-30T25:61:61+99:99",
    b"null", b"[", b"{", b"\\ud800", b"\x1f\x8b\x08", b"PAR1", b"=cmd|' /C calc'!A0", b"<" * 50,
    b"a" * 5000, b"<string>" * 300, b"[" * 3000,
]  # fmt: skip


def parquet() -> bytes:
    """The CSV's rows with types."""
    table = pa.table(
        {
            "case_id": ["1", "1", "2", None],
            "activity": ["Ask", "Answer", "Ask", "Ask"],
            "timestamp": pa.array([1, 2, 3, None], pa.timestamp("us", "UTC")),
            "amount": [1.5, None, 3.0, 4.0],
            "nested": [[1], [2], [], None],
        }
    )
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue())


def sqlite() -> bytes:
    """The object-centric log as SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.sqlite"
        connection = sqlite3.connect(path)
        connection.executescript(
            """
            CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);
            CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT);
            CREATE TABLE event (ocel_id TEXT, ocel_type TEXT);
            CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);
            CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
            CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT);
            CREATE TABLE event_place (ocel_id TEXT, ocel_time TIMESTAMP, by TEXT);
            CREATE TABLE object_order (ocel_id TEXT, price TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT);
            INSERT INTO event_map_type VALUES ('place', 'place');
            INSERT INTO object_map_type VALUES ('order', 'order');
            INSERT INTO event VALUES ('e1', 'place');
            INSERT INTO object VALUES ('o1', 'order'), ('o2', 'order');
            INSERT INTO event_object VALUES ('e1', 'o1', 'it'), ('e1', 'o2', 'it');
            INSERT INTO object_object VALUES ('o1', 'o2', 'next');
            INSERT INTO event_place VALUES ('e1', '2022-01-09 14:00:00', 'Ann');
            INSERT INTO object_order VALUES ('o1', '3.5', '1970-01-01 00:00:00', NULL);
            """
        )
        connection.close()
        return path.read_bytes()


def seeds() -> dict[str, bytes]:
    """One small good log per format."""
    return {
        "xes": XES,
        "plain-xes": PLAIN_XES,
        "xes.gz": gzip.compress(XES, mtime=0),
        "xes-utf-16": XES.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        "csv": CSV,
        "csv-gb18030": CSV.decode().encode("gb18030"),
        "parquet": parquet(),
        "ocel-json": OCEL_JSON,
        "ocel-xml": OCEL_XML,
        "ocel-sqlite": sqlite(),
    }


def mutant(good: bytes, dice: random.Random) -> bytes:
    """The log with one to four wounds."""
    data = bytearray(good)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data) + 1)
        size = min(dice.choice((1, 1, 2, 8, 40, 200)), len(data) - at)
        kind = dice.randrange(7)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del data[at : at + size]
        elif kind == 2:
            data[at:at] = data[at : at + size] * dice.choice((1, 2, 50))
        elif kind == 3:
            data[at:at] = dice.choice(WORDS)
        elif kind == 4:
            data[at : at + size] = bytes(dice.randrange(256) for _ in range(size))
        elif kind == 5 and dice.random() < 0.3:
            del data[at:]
        else:
            other = dice.randrange(len(data) + 1)
            data[at : at + size] = data[other : other + size]
    return bytes(data)
